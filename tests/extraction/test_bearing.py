"""What a paper that sets off no advice is on the whole: one that advises, or one that only reports."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

REPORTED = (
    "# The salt roads of Tuva\n\nUnder the code of 1998 a carrier must hold a licence.\n\n"
    "The mayor said that the road should be paved. Drovers believe that the state ought to pay them for lost camels. "
    "A court found that the province should have warned them. By law a caravan has to rest every second day.\n\n"
)


def _found(said: str, page: str = REPORTED) -> list[str]:
    document = read("a.md", (page + said + "\n").encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "said",
    [
        "The province ought to sink two wells before summer.",
        "The ministry would do well to buy its salt from the drovers.",
        "We recommend that the province sink two wells.",
        "We urge the ministry to count the camels.",
        "The province should therefore sink two wells before summer.",
        "The ministry, for its part, should publish the tariff.",
        "It would be wise for the province to lease the old wells.",
        "The mayors would be wise to share one vet.",
    ],
)
def test_words_kept_for_advice_stand_among_reports(said: str) -> None:
    assert _found(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "Where a camel is lost, the office should give reasons.",
        "Ministers need to approve a caravan within sixty days.",
        "Both mayors need to show their voters something.",
        "The remaining licences should be issued by the end of the month.",
        "An instrument should shift the price without changing the weight.",
        "Smaller firms might join forces by forming a guild.",
        "Never sell salt on a Monday.",
        "It is time for the snow to melt.",
    ],
)
def test_a_lone_weak_sentence_among_reports_is_no_advice(said: str) -> None:
    assert _found(said) == []


def test_the_same_sentence_counts_where_the_paper_itself_speaks() -> None:
    said = "Where a camel is lost, the office should give reasons."
    assert _found(said, "# The salt roads of Tuva\n\nThe road is long and has no wells.\n\n") == [said]
    own = "The province should sink two wells. The ministry should count the camels. "
    assert len(_found(own + said)) == 3


def test_a_list_that_is_set_off_is_not_weighed_against_the_rest() -> None:
    assert len(_found("## Recommendations\n\n- The province should sink two wells.\n- Ministers need to act.\n")) == 2


def test_ought_to_is_no_forecast() -> None:
    said = "The two registers ought to become one."
    assert _found(said) == [said]
    assert _found("The two registers should become one.") == []


SET_OFF = (
    "\n## Recommendations\n\n- The Ministry of Roads should sink two wells.\n- The drovers' union should hire a vet.\n"
)
BODY = "# The salt roads of Tuva\n\n## The road\n\nThe road is long and has no wells. "


@pytest.mark.parametrize(
    "said",
    [
        "The ministry needs to count the camels.",
        "The Ministry of Roads has to publish its tariff.",
        "The union needs to take in the younger drovers.",
        "The province therefore needs to keep one well open.",
        "The province should lease the old wells.",
        "The mayors ought to meet in spring.",
        "We recommend that the province lease the old wells.",
        "The post office would do well to carry salt.",
    ],
)
def test_those_told_in_the_list_are_told_in_the_text(said: str) -> None:
    assert said in _found(said + SET_OFF, BODY)


@pytest.mark.parametrize(
    "said",
    [
        "The northern mayors need to show their voters something.",
        "The customs house has to open each sack.",
        "Both parties need to give something first.",
        "Banks will need to learn what a camel is worth.",
        "The safety net needs to be adapted to the desert.",
        "A bank needs to see the salt before it lends.",
        "Police have to ride out twice a week.",
        "The railway company needs to fill its wagons.",
    ],
)
def test_others_are_not_told_in_the_text_what_they_need_to_do(said: str) -> None:
    assert said not in _found(said + SET_OFF, BODY)


@pytest.mark.parametrize(
    "said",
    [
        "The council hears of it in spring. It needs to sink a second well.",
        "The province has two wells. It needs to sink a third.",
        "By law a drover must rest. The province should build the shelter.",
        "The mayor said that salt should be taxed. The province must not do so.",
        "Under the code the office must weigh each sack. It ought to weigh the camels too.",
        "Under the code the office must weigh each sack. It should weigh the camels too.",
        "The code says that sacks must be weighed. The ministry should therefore sew them.",
        "Under the code the office must weigh each sack.\n\nIt needs to stop doing so.",
    ],
)
def test_advice_behind_a_duty(said: str) -> None:
    assert len(_found(said, BODY)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Under the code the office must weigh each sack. It has to keep a book.",
        "By law a carrier must hold a licence. He must also show it at each well.",
        "The ministry said that the office should weigh each sack. It also needs to keep a book, it said.",
        "The statute provides that mayors must meet twice. They have to invite the drovers.",
        "A drover has to rest every second day. He needs to find a well by noon.",
        "By regulation the banks must weigh silver. They also have to test it.",
        "The union holds that the state ought to pay. It must pay in silver.",
        "Under the treaty the provinces must share water. They need to agree on the days.",
    ],
)
def test_a_duty_that_only_goes_on(said: str) -> None:
    assert _found(said, BODY) == []


def test_a_paper_that_tells_of_the_past_and_of_what_is_likely_may_advise_once() -> None:
    told = (
        "The wells should have been dug in May. Prices should rise by winter. The rains should begin by October. "
        "The inquiry ought to have asked why. "
    )
    advice = "The province should dig two wells at Aru."
    assert _found(told + advice, BODY) == [advice]
