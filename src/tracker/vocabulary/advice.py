"""The words for what a recommendation is: its level, its stance, how much it asks."""

from enum import IntEnum, StrEnum

from tracker.translation import marked


class Level(StrEnum):
    """Whether the document itself sets the recommendation off."""

    HEADLINE = "headline"
    SUPPORTING = "supporting"


class Stance(StrEnum):
    """Whether something is to be done, or left alone."""

    DO = "do"
    AVOID = "avoid"


class ActionType(IntEnum):
    """How much is asked, by UPR Info's published rules: from nothing of one's own to one specific action."""

    MINIMAL = 1
    CONTINUING = 2
    CONSIDERING = 3
    GENERAL = 4
    SPECIFIC = 5


LEVEL_LABELS: dict[Level, str] = {Level.HEADLINE: marked("Headline"), Level.SUPPORTING: marked("Supporting")}
STANCE_LABELS: dict[Stance, str] = {Stance.DO: marked("To do"), Stance.AVOID: marked("To avoid")}
ACTION_TYPE_LABELS: dict[ActionType, str] = {
    ActionType.MINIMAL: marked("Minimal action"),
    ActionType.CONTINUING: marked("Continuing action"),
    ActionType.CONSIDERING: marked("Considering a change"),
    ActionType.GENERAL: marked("General action"),
    ActionType.SPECIFIC: marked("Specific action"),
}

REFERENCE_MIX: dict[ActionType, int] = {
    ActionType.MINIMAL: 3,
    ActionType.CONTINUING: 2,
    ActionType.CONSIDERING: 2,
    ActionType.GENERAL: 36,
    ActionType.SPECIFIC: 57,
}
"""How many in a hundred ask for how much, in the mix to which rates are standardised.

Rounded from what is found in the sample briefs that ship with the tracker (9, 5, 6, 110 and 173 of 303). It stays as it
is whatever a store holds: a mix taken from the store would move with the groups that it is to compare.
"""
