import pytest

from tracker.actions.several import several


@pytest.mark.parametrize(
    ("field", "cell", "names"),
    [
        ("authors", "D. Pollock and J. Doe", ["D. Pollock", "J. Doe"]),
        ("authors", "A. One, B. Two & C. Three", ["A. One", "B. Two", "C. Three"]),
        ("authors", "Pollock, D., Clawson, P.", ["D. Pollock", "P. Clawson"]),
        ("authors", "Pollock, David; Doe, Jane", ["David Pollock", "Jane Doe"]),
        ("authors", "A. One | B. Two\nC. Three", ["A. One", "B. Two", "C. Three"]),
        ("authors", "A. One/B. Two", ["A. One", "B. Two"]),
        ("regions", "Iran, Iraq and Syria", ["Iran", "Iraq", "Syria"]),
        ("regions", "Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("regions", "Trinidad and Tobago, Jamaica", ["Trinidad and Tobago", "Jamaica"]),
        ("regions", "IRN/IRQ", ["IRN", "IRQ"]),
        ("addressees", "The ministry and the bank", ["The ministry", "the bank"]),
        ("addressees", "Ministry of Health and Welfare", ["Ministry of Health and Welfare"]),
        ("topics", "Torture and other treatment, Treaty bodies", ["Torture and other treatment", "Treaty bodies"]),
        ("topics", "HIV/AIDS", ["HIV/AIDS"]),
    ],
)
def test_names_are_parted_where_they_are_several(field: str, cell: str, names: list[str]) -> None:
    assert several(field, cell) == names
