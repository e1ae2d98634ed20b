"""To whom memos and letters are written."""

import pytest

from tracker.extraction.readers import reader_of
from tracker.reading import read


@pytest.mark.parametrize(
    ("head", "who"),
    [
        (
            "To: Harbour Board and City Council\nFrom: Friends of the Pier\nRe: Lights on the quay",
            ("Harbour Board", "City Council"),
        ),
        ("To: Harbour Board CC: The Mayor", ("Harbour Board",)),
        ("Dear Madam Mayor,", ("Mayor",)),
        ("Dear Madam Speaker,", ("Madam Speaker",)),
        ("The pier has stood empty.", ()),
    ],
)
def test_who_is_to_read_it(head: str, who: tuple[str, ...]) -> None:
    assert reader_of(read("a.md", f"# Lights\n\n{head}\n\nThe quay is dark.\n".encode())) == who
