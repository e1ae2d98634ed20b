import pytest
from tests.prose.marked import Case, cases, found_in

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_marked_is_found_and_nothing_else(case: Case) -> None:
    assert found_in(case.text) == case.found


def test_every_file_holds_cases_with_and_without_advice() -> None:
    assert len({case.name.split(":")[0] for case in CASES}) > 8
    assert sum(bool(case.found) for case in CASES) > 30
    assert sum(not case.found for case in CASES) > 10
