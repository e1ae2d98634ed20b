import pytest
from tests.prose.marked import findings_in

from tracker.extraction.stance import stance_of


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The council should plant trees.", "do"),
        ("The council should not fell the limes.", "avoid"),
        ("The council should stop felling limes.", "avoid"),
        ("The council must refrain from selling the park.", "avoid"),
        ("The board should abolish the fee.", "do"),
        ("The board should lift the ban.", "do"),
        ("The board should reject the second offer.", None),
        ("The bank should suspend its lending.", "avoid"),
        ("It would be a mistake to close the ferry.", "avoid"),
        ("The police should be asked to hold off arrests.", "avoid"),
        ("The bonds should not be extended.", "avoid"),
        ("The police should send suspects to the state's court, and not to the town's.", "do"),
        ("A second amnesty should be ruled out.", "avoid"),
        ("No further list should be opened by the agency.", "avoid"),
        ("We call on the mayors not to sign.", "avoid"),
        ("The owners would be unwise to sell.", "avoid"),
        ("## Recommendations\n\n- Do not close the shops; train them.", None),
        ("## Recommendations\n\n- Post guards in pairs, and never post one alone.", None),
        ("## Recommendations\n\n- Fund the school and not the stadium.", "do"),
        ("## Recommendations\n\n- Leave the shore alone.", "avoid"),
        ("The board should issue no permits until the vote.", "avoid"),
        ("The board should spare no effort to reopen the line.", "do"),
        ("The board should lend no more than a third of the cost.", "do"),
        ("We recommend that no limit be placed on damages.", "avoid"),
        ("We oppose the plan to sell the piers.", "avoid"),
        ("We would caution the board against a sale of the piers.", "avoid"),
        ("We are not convinced that the piers should be sold.", "avoid"),
        ("The burning of tyres should be avoided by the county.", "avoid"),
        ("## Recommendations\n\n- Hold back on new fees.", "avoid"),
        ("The ministry should not:\n\n- sell the archive;\n- move it.", "avoid"),
    ],
)
def test_whether_to_do_or_to_avoid(text: str, stance: str | None) -> None:
    found = findings_in(text)[0].stance
    assert (found.value if found else None) == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("No new roofs of tin on schools.", "avoid"),
        ("No more felling in May.", "avoid"),
        ("That names of patients not be handed over.", "avoid"),
        ("No more than two limes a year.", "do"),
        ("A lime for each child.", "do"),
    ],
)
def test_what_names_a_measure_and_no_deed(text: str, stance: str) -> None:
    assert stance_of(text, None) == stance
