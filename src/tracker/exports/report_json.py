"""A board's report for programs: its canonical JSON, byte for byte what the hash on every paper is taken from."""

from tracker.board import Board, canonical, digest


def write_json(board: Board) -> bytes:
    """The canonical JSON in UTF-8, without a line end: the SHA-256 of these bytes is the hash on every paper."""
    return canonical(board).encode()


def write_digest(board: Board, name: str) -> bytes:
    """The hash in the form that `sha256sum -c` checks, for the JSON in a file `name` beside it."""
    return f"{digest(board)}  {name}\n".encode()
