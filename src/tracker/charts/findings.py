"""What a ranked chart shows, in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.rows import Row
from tracker.charts.words import listed
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import number, recommendations


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a finding about one row, a few rows that are equal, or many equal ones is said; names and numbers go in."""

    one: str
    few: str
    many: str
    none: str


_FEW = 3


def leading(ranked: Sequence[Row], total: int, phrases: Phrases) -> str:
    """Who or what leads, with its number and the whole; ties are said as ties."""
    most = max((row.total for row in ranked), default=0)
    if not most:
        return _(phrases.none).format(total=recommendations(total))
    first = [row.label for row in ranked if row.total == most]
    phrase = phrases.one if len(first) == 1 else phrases.few if len(first) <= _FEW else phrases.many
    return _(phrase).format(
        name=listed(first[:_FEW]), k=number(len(first)), n=number(most), total=recommendations(total)
    )
