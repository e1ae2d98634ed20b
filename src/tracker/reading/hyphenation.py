"""Words broken at a line's end are joined again; the hyphens that belong to the word stay."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W_]+)*")
_BROKEN = re.compile(r"([^\W_]+)[-\u2010\xad]$")
_HEAD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST = 60
_INSIDE = re.compile(r"\b([^\W\d_]{2,})- ([^\W\d_]{2,})\b")
_HANGING = frozenset("and or to und oder et ou nor as y o".split())
_KEEPING = frozenset(
    "self well non ex all cross half quasi semi pro so vice mid low high long short large small full part post-war"
    " multi-year two three four five six seven eight nine ten first second third ill much far".split()
)
_FOLLOWING = frozenset(
    "based led term level wide scale style owned sharing making related driven funded sector specific free friendly"
    " oriented made run year old day month week known being called building keeping in up off out term time party"
    " sided way economic political military style backed focused effective benefit income profit".split()
)
_MELTING = frozenset(
    "under over with what when where who how can in out up down for fore there here every any some no after an be to"
    " mean never news work broad more further there up on off by inter counter back sub super trans micro macro"
    " hand house land water land side stake share house over bench frame whole out".split()
)


class Words:
    """The words of one document, as a witness of how it spells them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple(lines)

    @cached_property
    def _seen(self) -> Counter[str]:
        seen: Counter[str] = Counter()
        for line in self._lines:
            words = _WORD.findall(_INSIDE.sub(" ", line.lower()))
            seen.update(words[:-1] if line.rstrip().endswith("-") else words)
        return seen

    def join(self, before: str, after: str) -> str:
        """The two lines as one, with the word between them whole."""
        return self.joined([before, after])

    def joined(self, lines: Iterable[str]) -> str:
        """All lines as one."""
        parts: list[str] = []
        for line in lines:
            after = line.strip()
            if parts and after:
                cut, glue = self._seam(parts[-1], after)
                parts[-1] = parts[-1][: len(parts[-1]) - cut]
                parts.append(glue + after)
            elif after:
                parts.append(after)
        return "".join(parts)

    def _seam(self, before: str, after: str) -> tuple[int, str]:
        """How many characters go at the end of `before`, and what stands between the two."""
        broken, head = _BROKEN.search(before[-_LONGEST:]), _HEAD.match(after[:_LONGEST])
        if not broken or not head:
            return 0, " "
        left, right = broken.group(1), head.group()
        if right.lower() in _HANGING and not self._seen[(left + right).lower()]:
            return 0, " "
        return (0, "") if self._keeps(left, right) else (1, "")

    def mend(self, text: str) -> str:
        """Join "infor- mation" where scanning or saving left the break of a line inside the line."""
        return _INSIDE.sub(self._mended, text) if "- " in text else text

    def _mended(self, found: re.Match[str]) -> str:
        left, right = found.groups()
        if right.lower() in _HANGING or not right.islower():
            return found.group()
        if self._seen[f"{left}-{right}".lower()]:
            return f"{left}-{right}"
        whole = not self._keeps(left, right) and (self._seen[(left + right).lower()] or not self._known(left, right))
        return left + right if whole else found.group()

    def _known(self, left: str, right: str) -> bool:
        return bool(self._seen[left.lower()] > 1 and self._seen[right.lower()])

    def _keeps(self, left: str, right: str) -> bool:
        low, high = left.lower(), right.lower()
        if not right[:1].islower() or left[-1:].isdigit() or (left.isupper() and len(left) > 1):
            return not left.isupper() or not right.isupper() or bool(self._seen[f"{low}-{high}"])
        if self._seen[low + high] or self._seen[f"{low}-{high}"]:
            return self._seen[f"{low}-{high}"] > self._seen[low + high]
        if low in _KEEPING:
            return high not in {"teen", "teenth", "ty", "cial", "fessor"}
        if high.split("-")[0] in _FOLLOWING and (self._seen[low] or len(low) > 3):
            return bool(self._seen[low])
        return len(low) > 3 and len(high) > 3 and low not in _MELTING and bool(self._seen[low] and self._seen[high])
