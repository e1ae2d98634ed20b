import pytest
from tests.prose.marked import findings_in

from tracker.extraction.addressees import named
from tracker.extraction.addressing import addressed_in_heading


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the United States and Iran", ("United States", "Iran")),
        ("Cameroon, Chad, the Niger and Nigeria", ("Cameroon", "Chad", "Niger", "Nigeria")),
        ("Nigeria, as the principal producer of urea", ("Nigeria",)),
        ("Kazakhstan, which holds the chair", ("Kazakhstan",)),
        ("the Ministry of Fisheries and Marine Resources", ("Ministry of Fisheries and Marine Resources",)),
        ("the European Union, Switzerland and the World Bank", ("European Union", "Switzerland", "World Bank")),
        ("The Bulgarian and Romanian river administrations", ("Bulgarian and Romanian river administrations",)),
        ("parliaments in Helsinki and Tallinn", ("parliaments in Helsinki and Tallinn",)),
        ("In its annual reports the Facility", ("Facility",)),
        ("water users' associations on both banks", ("water users' associations",)),
        ("the two water ministries", ("water ministries",)),
        ("the Five Eyes partners", ("Five Eyes partners",)),
        ("lenders", ("lenders",)),
        ("open data SMEs", ("open data SMEs",)),
        ("the Sejm", ("Sejm",)),
        ("this subcommittee", ("subcommittee",)),
        ("the district, rather than the head teacher", ("district",)),
        ("each council", ("council",)),
        ("the universities in Dresden and Leipzig", ("universities in Dresden and Leipzig",)),
        ("embassies of Uganda, the Philippines and Ethiopia", ("embassies of Uganda, the Philippines and Ethiopia",)),
        ("the county governments of Marsabit and Turkana", ("county governments of Marsabit and Turkana",)),
        ("the Harbour Dredging and Pilotage Authority", ("Harbour Dredging and Pilotage Authority",)),
        ("the World Bank and African Development Fund", ("World Bank", "African Development Fund")),
        ("After the thaw each spring the Pilot Board", ("Pilot Board",)),
        ("Every second winter the Ministry of Ports", ("Ministry of Ports",)),
        ("Parliament, not the court,", ("Parliament",)),
        ("In the new version of the Directive the Commission", ("Commission",)),
        ("the Piers and Lights Cabinet", ("Piers and Lights Cabinet",)),
        ("The Union legislator will therefore", ("Union legislator",)),
        ("Europe", ("Europe",)),
        ("Unlabelled bags", ()),
        ("Compensation", ()),
        ("It", ()),
        ("the brief of the inquiry", ()),
    ],
)
def test_who_is_named(words: str, names: tuple[str, ...]) -> None:
    assert named(words) == names


@pytest.mark.parametrize(
    ("heading", "inside", "names"),
    [
        ("To the Government of Chad:", False, ("Government of Chad",)),
        ("Recommendations to donors and the World Bank", False, ("donors", "World Bank")),
        ("What Congress can do", False, ("Congress",)),
        ("What should the Harbour Board and the mayor do?", False, ("Harbour Board", "mayor")),
        ("What Congress must do next", False, ("Congress",)),
        ("Factory owners", True, ("Factory owners",)),
        ("Factory owners", False, ()),
        ("For a better harbour", True, ()),
        ("Financing", True, ()),
        ("Reopen the crossing", True, ()),
    ],
)
def test_whom_a_heading_addresses(heading: str, inside: bool, names: tuple[str, ...]) -> None:
    assert addressed_in_heading(heading, inside=inside) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The council should plant trees.", ("council",)),
        ("The fee should be set by the Port Authority each year.", ("Port Authority",)),
        ("The police should be asked to wait.", ("police",)),
        ("The police should be instructed not to fine the drivers.", ("police",)),
        ("The police should not be tempted by a quick raid.", ("police",)),
        ("Whatever the drivers say, the police should wait.", ("police",)),
        ("## What to do\n\nThe wells are dry. For the Water Board this means drilling two.", ("Water Board",)),
        ("We call on the Water Board for:\n\n- A second well\n- Payment of the fee to the herders", ("Water Board",)),
        ("We ask traders to do their part:\n\n- Insurers: no cover without a well.\n- Lend a pump.", ("Insurers",)),
        ("TO: Ms Ann Lee, Minister of Works\n\nFROM: A\n\nWe advise that you sign it.", ("Minister of Works",)),
        ("The old wells should be closed.", ()),
        ("Traders should remain barred from the wells.", ()),
        ("It is time for the Mint to move.", ("Mint",)),
        ("The District Livestock Programmes are enjoined to count the goats.", ("District Livestock Programmes",)),
        ("Donors for their part should pay for the goats.", ("Donors",)),
        ("The goats should be counted by the districts themselves.", ("districts",)),
        ("Cadw, for its part, should issue a page of guidance.", ("Cadw",)),
        ("We urge Norway and Sweden to share the catch.", ("Norway", "Sweden")),
        ("# A title\n\n## Recommendations\n\n### To the army\n\n- Leave the school.", ("army",)),
        ("## Recommendations\n\nThe Senate should:\n\n- pass the bill;\n- fund it.", ("Senate",)),
        ("TO: The Minister of Works\n\nFROM: A\n\nWe recommend that you sign the lease.", ("Minister of Works",)),
        ("## Recommendations\n\n1. Open the road. The mayors should open it in May, by hand if need be.", ("mayors",)),
        ("| Recommendation | Responsible |\n| --- | --- |\n| Rent rooms for nurses | Ministry of Health; Provinces |",
         ("Ministry of Health", "Provinces")),
        ("| Recommendation | Responsible |\n| --- | --- |\n| Rent rooms for nurses | Ministry of Health, with donors |",
         ("Ministry of Health", "donors")),
    ],
)  # fmt: skip
def test_who_is_to_act(text: str, names: tuple[str, ...]) -> None:
    assert findings_in(text)[0].addressees == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "We call on the UN Security Council to:\n\n- Extend the embargo to the whole of the country.",
            ("UN Security Council",),
        ),
        (
            "We call on the parties to the conflict to:\n\n- Open the road from Mellit at once.",
            ("parties to the conflict",),
        ),
        (
            "STAFF REPORT TO THE CITY COUNCIL\n\n## Recommended action\n\nApprove the pilot on Alder Street.",
            ("City Council",),
        ),
        ("Dear Minister,\n\nYou should open the archive before the trial.", ("Minister",)),
        ("Minister for Children\n\nDear Minister,\n\nYou should open the archive.", ("Minister for Children",)),
        ("Banks must publish the list, and the protocol should be amended accordingly.", ("Banks",)),
        ("Let the Directorate of Water put a meter on every well.", ("Directorate of Water",)),
        (
            "The review recommends:\n\n(a) that the district council set up an alarm by text message;\n\n"
            "(b) that laboratories telephone such results.",
            ("district council",),
        ),
        ("What the Treasury must do is to print the list.", ("Treasury",)),
        ("The Port Authority sits on leases. It should sell two of them.", ("Port Authority",)),
    ],
)
def test_who_is_to_act_in_a_text(text: str, names: tuple[str, ...]) -> None:
    assert findings_in(text)[0].addressees == names


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Neither the council nor the board should sell the pier.", ("council", "board")),
        ("The council meets in May. We advise it to sell the pier.", ("council",)),
        ("We would caution the council against selling the pier.", ("council",)),
        ("We reiterate our earlier recommendation that the council sell the pier.", ("council",)),
        ("Dear Mayor,\n\nWe write about the pier.\n\nWe ask you, first, to sell the pier.", ("Mayor",)),
        ("We call on the council for an end to the tolls on the pier.", ("council",)),
        ("If I were the Harbour Master, I would never sell the pier.", ("Harbour Master",)),
        ("I'd tell the Harbour Board not to sell the pier.", ("Harbour Board",)),
        ("We ask the council to lend to:\n\n- lamps;\n- piers in use, wherever a keeper can be found.", ("council",)),
    ],
)
def test_who_acts_in_a_sentence(text: str, who: tuple[str, ...]) -> None:
    assert findings_in(text)[-1].addressees == who
