import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from tracker.vocabulary import countries, regions
from tracker.vocabulary.regions import REGION_GROUP_LABELS, RegionGroup

any_code = st.sampled_from(regions.codes())


@given(any_code)
def test_every_code_has_one_group_and_a_name_by_which_it_is_found(code: str) -> None:
    homes = [key for key, members in countries.MEMBERS.items() if f"{code}:" in members]
    assert homes == [regions.group(code)]
    assert regions.find(regions.name(code)) == code
    assert regions.find(code) == code
    assert regions.find(code.lower()) == code


def test_codes_are_those_of_the_standard_and_kosovo() -> None:
    standard = {
        three
        for three, twos in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and twos == [regions._ALPHA2.get(three)]
    }
    assert set(regions.codes()) - standard == {"XKX"}
    assert len(regions.codes()) == 250
    assert len(set(map(regions.alpha2, regions.codes()))) == 250


def test_names_are_the_short_usual_ones() -> None:
    usual = {
        "IRN": "Iran",
        "SYR": "Syria",
        "KOR": "South Korea",
        "PRK": "North Korea",
        "MMR": "Myanmar",
        "COD": "Democratic Republic of the Congo",
        "PSE": "Palestine",
        "XKX": "Kosovo",
        "USA": "United States",
    }
    assert {code: regions.name(code) for code in usual} == usual


def test_names_speak_other_languages_and_fall_back_on_english() -> None:
    assert regions.name("IRN", "fr") == "Iran"
    assert regions.name("DEU", "fr") == "Allemagne"
    assert regions.name("DEU", "de") == "Deutschland"
    assert regions.name("DEU", "tlh") == "Germany"
    assert regions.name("MMR", "en-GB") == "Myanmar"
    with pytest.raises(KeyError):
        regions.name("ZZZ")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Iran", "IRN"),
        ("  iran ", "IRN"),
        ("IR", "IRN"),
        ("the united states", "USA"),
        ("U.S.", "USA"),
        ("usa", "USA"),
        ("Britain", "GBR"),
        ("Cote d’Ivoire", "CIV"),
        ("ivory coast", "CIV"),
        ("Turkey", "TUR"),
        ("turkiye", "TUR"),
        ("Congo", "COG"),
        ("DRC", "COD"),
        ("Trinidad & Tobago", "TTO"),
        ("Republic of Korea", "KOR"),
        ("Georgia", "GEO"),
        ("south georgia", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_find_takes_what_people_type(typed: str, code: str | None) -> None:
    assert regions.find(typed) == code


@given(st.text())
def test_find_answers_with_a_code_or_nothing(typed: str) -> None:
    found = regions.find(typed)
    assert found is None or found in regions.codes()


def test_groups_have_labels_and_members() -> None:
    assert set(REGION_GROUP_LABELS) == set(RegionGroup) == {RegionGroup(key) for key in countries.MEMBERS}
    assert regions.group("IRN") == regions.group("MAR") == RegionGroup.MIDDLE_EAST_NORTH_AFRICA
    assert regions.group("SDN") == RegionGroup.SUB_SAHARAN_AFRICA
    assert regions.group("KGZ") == RegionGroup.EASTERN_EUROPE_CENTRAL_ASIA
