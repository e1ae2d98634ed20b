"""Headings that stand in the margin beside the text come before the paragraph that they stand over."""

import itertools
from collections import Counter
from collections.abc import Sequence

from tracker.reading.pdf_lines import Line

_LEAST_LINES = 4
_MOST_SIDE = 0.3
_MOST_ACROSS = 0.2
_LARGER = 1.15


def with_margins(lines: Sequence[Line]) -> list[list[Line]] | None:
    """The text in stretches with the marginal headings between them, from the top down; None where there are none."""
    edge = _edge(lines)
    side = [line for line in lines if line.right < edge - 3]
    main = [line for line in lines if line.right >= edge - 3]
    across = sum(line.left < edge - 2 for line in main)
    if not side or len(main) < _LEAST_LINES or across > _MOST_ACROSS * len(main):
        return None
    if _letters(side) > _MOST_SIDE * _letters(main) or not _set_as_headings(side, main):
        return None
    main.sort(key=lambda line: (-line.base, line.left))
    places = sorted(((_place(stack, main), stack) for stack in _stacks(side)), key=lambda pair: pair[0])
    groups: list[list[Line]] = []
    done = 0
    for place, stack in places:
        groups += [main[done:place], stack]
        done = place
    return [group for group in [*groups, main[done:]] if group]


def _edge(lines: Sequence[Line]) -> float:
    """Where most of the text begins."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.left)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _set_as_headings(side: Sequence[Line], main: Sequence[Line]) -> bool:
    sizes = Counter(round(line.size, 1) for line in main)
    size = sizes.most_common(1)[0][0]
    return all(line.bold or line.size > _LARGER * size for line in side) and not all(line.bold for line in main)


def _stacks(side: Sequence[Line]) -> list[list[Line]]:
    """Lines of one heading under each other."""
    stacks: list[list[Line]] = []
    for line in sorted(side, key=lambda one: -one.base):
        last = stacks[-1][-1] if stacks else None
        if last is not None and abs(last.size - line.size) < 0.5 and last.base - line.base < 1.7 * line.size:
            stacks[-1].append(line)
        else:
            stacks.append([line])
    return stacks


def _place(stack: Sequence[Line], main: Sequence[Line]) -> int:
    """The place in the text of the paragraph that begins at the height of the heading."""
    steps = sorted(above.base - below.base for above, below in itertools.pairwise(main))
    usual = max(steps[len(steps) // 2], 1.0)
    head = stack[0]
    begins = [
        at
        for at, line in enumerate(main)
        if abs(line.base - head.base) < 2.5 * head.size and (at == 0 or main[at - 1].base - line.base > 1.3 * usual)
    ]
    if begins:
        return min(begins, key=lambda at: abs(main[at].base - head.base))
    return next((at for at, line in enumerate(main) if line.base <= head.base + 0.9 * head.size), len(main))
