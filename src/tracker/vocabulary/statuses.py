"""Where an ask stands: thirteen statuses, and all that counting needs to know of each, in one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.translation import marked


class Status(StrEnum):
    """Where the ask stands in the world; keys are stable and stored."""

    NOT_ASSESSED = "not_assessed"
    NO_MOVEMENT = "no_movement"
    UNDER_CONSIDERATION = "under_consideration"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    ADOPTED = "adopted"
    ADOPTED_OTHERWISE = "adopted_otherwise"
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"
    CONTRARY_ACTION = "contrary_action"
    OVERTAKEN = "overtaken"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Group(StrEnum):
    """The six groups that charts draw, each with one colour."""

    NOT_ASSESSED = "not_assessed"
    NO_MOVEMENT = "no_movement"
    MOVING = "moving"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    OUTSIDE = "outside"


class Success(StrEnum):
    """What counts as success, from the strictest to the widest."""

    ADOPTED = "adopted"
    OTHERWISE = "otherwise"
    PARTLY = "partly"
    MOVED = "moved"


class Role(StrEnum):
    """The part that a status plays in the curve of adoption over time.

    `event` is what the curve counts, `competing` an end that rules it out, `open` may still come to it, so that it is
    followed up to the day of the curve and censored there; `unknown` is not in the curve, since nobody has looked.
    """

    OPEN = "open"
    EVENT = "event"
    COMPETING = "competing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One status: its words, its chart group, whether it is closed and assessed, and from which switch it is a success.

    `success` is the strictest switch under which the status counts as a success, None where it never does.
    """

    label: str
    definition: str
    group: Group
    closed: bool
    assessed: bool
    success: Success | None = None


STATUSES: dict[Status, Meaning] = {
    Status.NOT_ASSESSED: Meaning(
        marked("Not assessed"),
        marked("What came of it is not known yet."),
        Group.NOT_ASSESSED,
        closed=False,
        assessed=False,
    ),
    Status.NO_MOVEMENT: Meaning(
        marked("No movement"), marked("Checked, and nothing found."), Group.NO_MOVEMENT, closed=False, assessed=True
    ),
    Status.UNDER_CONSIDERATION: Meaning(
        marked("Under consideration"),
        marked("A body that can decide is formally looking at it."),
        Group.MOVING,
        closed=False,
        assessed=True,
        success=Success.MOVED,
    ),
    Status.IN_PROGRESS: Meaning(
        marked("In progress"),
        marked("A concrete step was taken after publication."),
        Group.MOVING,
        closed=False,
        assessed=True,
        success=Success.MOVED,
    ),
    Status.STALLED: Meaning(
        marked("Stalled"),
        marked("It was moving, and no step has followed for twelve months."),
        Group.MOVING,
        closed=False,
        assessed=True,
        success=Success.MOVED,
    ),
    Status.ADOPTED: Meaning(
        marked("Adopted"),
        marked("The core of it is in force."),
        Group.ADOPTED,
        closed=True,
        assessed=True,
        success=Success.ADOPTED,
    ),
    Status.ADOPTED_OTHERWISE: Meaning(
        marked("Adopted otherwise"),
        marked("Its aim was met by another measure."),
        Group.ADOPTED,
        closed=True,
        assessed=True,
        success=Success.OTHERWISE,
    ),
    Status.PARTLY_ADOPTED: Meaning(
        marked("Partly adopted"),
        marked("Some of it is in force, and the rest is not expected."),
        Group.ADOPTED,
        closed=True,
        assessed=True,
        success=Success.PARTLY,
    ),
    Status.NOT_ADOPTED: Meaning(
        marked("Not adopted"), marked("It was rejected, or its time ran out."), Group.NOT_ADOPTED, True, True
    ),
    Status.CONTRARY_ACTION: Meaning(
        marked("Contrary action"), marked("The opposite was done."), Group.NOT_ADOPTED, closed=True, assessed=True
    ),
    Status.OVERTAKEN: Meaning(
        marked("Overtaken by events"), marked("Events took away its object."), Group.OUTSIDE, True, assessed=False
    ),
    Status.SUPERSEDED: Meaning(
        marked("Superseded"), marked("A later recommendation has replaced it."), Group.OUTSIDE, True, assessed=False
    ),
    Status.WITHDRAWN: Meaning(
        marked("Withdrawn"), marked("Its authors have taken it back."), Group.OUTSIDE, closed=True, assessed=False
    ),
}

GROUP_LABELS: dict[Group, str] = {
    Group.NOT_ASSESSED: marked("Not assessed"),
    Group.NO_MOVEMENT: marked("No movement"),
    Group.MOVING: marked("Moving"),
    Group.ADOPTED: marked("Adopted"),
    Group.NOT_ADOPTED: marked("Not adopted"),
    Group.OUTSIDE: marked("Outside the count"),
}

SUCCESS_LABELS: dict[Success, str] = {
    Success.ADOPTED: marked("Adopted"),
    Success.OTHERWISE: marked("Adopted, also by another measure"),
    Success.PARTLY: marked("Adopted, at least in part"),
    Success.MOVED: marked("Moved at all"),
}

SUCCESS_DEFINITIONS: dict[Success, str] = {
    Success.ADOPTED: marked("The core of what was asked is in force."),
    Success.OTHERWISE: marked("The core of it is in force, or its aim was met by another measure."),
    Success.PARTLY: marked("All or some of it is in force, or its aim was met by another measure."),
    Success.MOVED: marked("It is adopted, at least in part, or a concrete step or a formal look was taken towards it."),
}


def statuses(group: Group) -> tuple[Status, ...]:
    """The statuses that a chart draws as `group`, in their own order."""
    return tuple(status for status, meaning in STATUSES.items() if meaning.group is group)


def successes(switch: Success) -> tuple[Status, ...]:
    """The statuses that count as a success under `switch`; each wider switch holds the stricter ones."""
    order = list(Success)
    within = set(order[: order.index(switch) + 1])
    return tuple(status for status, meaning in STATUSES.items() if meaning.success in within)


def assessed() -> tuple[Status, ...]:
    """The statuses in the denominator of every rate."""
    return tuple(status for status, meaning in STATUSES.items() if meaning.assessed)


def role(status: Status, switch: Success) -> Role:
    """The part of `status` in a curve of what is a success under `switch`."""
    if status in successes(switch):
        return Role.EVENT
    if STATUSES[status].closed:
        return Role.COMPETING
    return Role.OPEN if STATUSES[status].assessed else Role.UNKNOWN


def closed(words: Iterable[Status] = Status) -> tuple[Status, ...]:
    """Those of `words` that close a recommendation."""
    return tuple(status for status in words if STATUSES[status].closed)
