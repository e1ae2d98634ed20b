"""Every situation in which the tracker says no, once: what happened, and what the reader can do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager


class TrackerError(Exception):
    """Something a person can understand and act on; its text is one or two whole sentences."""


class NotReadable(TrackerError):
    """A file from which no document can be made; the store is untouched."""


class EmptyFile(NotReadable):
    """The file holds no bytes, or nothing but white space."""


class OversizedFile(NotReadable):
    """The file is larger than the limit on uploads."""


class UnknownFormat(NotReadable):
    """Neither the content nor the suffix is one of the formats that are read."""


class DamagedFile(NotReadable):
    """The file is of a known format, but broken or not what its name says."""


class EncryptedFile(NotReadable):
    """The file asks for a password."""


class ScannedFile(NotReadable):
    """The file holds pictures of pages and no text."""


class ParseLimit(NotReadable):
    """Parsing the file took more time or memory than one file may take."""


class ParseFailed(NotReadable):
    """Nobody was free to parse the file, or the program broke over it; `trace` is where, for the log."""

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace


class NotSignedIn(TrackerError):
    """Nobody is known to be asking."""


class NotAllowed(TrackerError):
    """The person is known, and may not do this."""


class NotFound(TrackerError):
    """No such recommendation, brief or person; also where the person may not know of it."""


class Invalid(TrackerError):
    """What was entered cannot be kept as it is: a word that does not exist, a missing date, too little evidence."""


class BadParameter(Invalid):
    """A parameter of an address that cannot be meant; `name` is which."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class TooLittleEvidence(Invalid):
    """Closing as adopted takes stronger evidence than is on record."""


class Obstacles(Invalid):
    """Everything that stands in the way at once; `reasons` holds them one by one, the text all of them."""

    def __init__(self, reasons: Iterable[Invalid]) -> None:
        self.reasons = tuple(one for reason in reasons for one in obstacles(reason))
        super().__init__(" ".join(map(str, self.reasons)))


def obstacles(wrong: TrackerError) -> tuple[TrackerError, ...]:
    """The single reasons why something was not done."""
    return wrong.reasons if isinstance(wrong, Obstacles) else (wrong,)


@contextmanager
def gathered() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Let each `with part():` within go on after an Invalid, and raise all of them together at the end."""
    wrong: list[Invalid] = []

    @contextmanager
    def part() -> Iterator[None]:
        try:
            yield
        except Invalid as one:
            wrong.append(one)

    yield part
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Obstacles(wrong)


class Stale(TrackerError):
    """Somebody else changed a field since the person looked.

    `conflicts` holds one (field, value seen by the person or None, value now in the store, value entered) each.
    """

    def __init__(self, message: str, conflicts: Sequence[tuple[str, object, object, object]] = ()) -> None:
        super().__init__(message)
        self.conflicts = tuple(conflicts)


class NoWorkers(TrackerError):
    """Nobody is left who reads an archive; what was read before is kept."""


class StoreNotReady(TrackerError):
    """The store cannot be opened, or its tables are of another version than the program."""


class BackupRefused(TrackerError):
    """The file is no backup, is damaged, or was written by a newer program; the store is untouched."""


class BadSetting(TrackerError):
    """A setting in the environment has a value that cannot be used."""


class NotSent(TrackerError):
    """A message did not reach the mail server, or the mail server did not take it."""
