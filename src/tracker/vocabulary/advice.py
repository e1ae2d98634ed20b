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
