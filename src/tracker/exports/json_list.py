"""Objects as one JSON list, an object a line, in pieces."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def json_lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The list, line by line; nothing of it is complete before its last one."""
    start = "["
    for one in objects:
        yield f"{start}\n{json.dumps(one, ensure_ascii=False)}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"
