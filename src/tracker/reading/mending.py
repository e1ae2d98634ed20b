"""Characters damaged on their way through a wrong encoding: mended where there is one reading only, else told."""

import re

_MARKS = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xC0))
_FOLLOW = f"[{re.escape(_MARKS)}\x80-\x9f]"
_RUN = re.compile(f"[Â-ß]{_FOLLOW}|[à-ï]{_FOLLOW}{{2}}|[ð-ô]{_FOLLOW}{{3}}")
_ODD = {bytes([n]).decode("cp1252"): n for n in range(0x80, 0xA0) if bytes([n]).decode("cp1252", "ignore")}
_DAMAGED = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]|Ã.|â€")
_TURNS = 2


def mended(text: str) -> str:
    """The text with UTF-8 that was taken for an old Western encoding read as what it is, once or twice over.

    A run of characters is changed only where its bytes are exactly one character of UTF-8.
    """
    for _turn in range(_TURNS):
        better = _RUN.sub(lambda run: _read(run[0]), text)
        if better == text:
            break
        text = better
    return text


def damaged(text: str) -> bool:
    """Whether there are signs of lost characters that nothing can bring back for sure, as in "Fran?ois"."""
    return bool(_DAMAGED.search(text))


def _read(run: str) -> str:
    data = bytes(_ODD.get(character, ord(character)) for character in run)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return run
