"""Numbers as lists print them: 3, c, C, iii, III."""

_ROMANS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """The number in small Roman numerals; plain digits where they do not reach."""
    if not 0 < number < 4000:
        return str(number)
    said = ""
    for value, sign in _ROMANS:
        said += sign * (number // value)
        number %= value
    return said


def letter(number: int) -> str:
    """a to z, then aa, bb as word processors count; plain digits below 1."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 500 else str(number)


def numeral(number: int, kind: str) -> str:
    """The marker of an item, by the type of an HTML list: 1, a, A, i or I."""
    said = {"a": letter, "i": roman}.get(kind.lower(), str)(number)
    return f"{said.upper() if kind in {'A', 'I'} else said}."
