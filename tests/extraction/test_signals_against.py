"""Sentences that say what makes a thing good, or what all of one kind have to do."""

import pytest

from tracker.extraction import extract
from tracker.extraction.imperative import imperative
from tracker.reading import read

PAGE = "# Apples of Almaty\n\n## The orchards\n\nThe old orchards are being felled for houses.\n\n"


def _found(said: str) -> list[str]:
    document = read("a.md", (PAGE + said).encode())
    return [finding.span.of(document.text) for finding in extract(document).findings]


@pytest.mark.parametrize(
    "said",
    [
        "The city should keep an effective register of its orchards.",
        "A second nursery should be opened in Talgar.",
        "The ministry should fund one good nursery rather than nine.",
        "The growers' union ought to hire a sound lawyer.",
        "An inspector from another district should visit each orchard in May.",
        "Parliament should make the fair price public.",
        "The nurseries that graft for the city should be paid by the tree.",
        "The city council needs to buy back the upper orchards.",
        "The ministry should pay those who need a graft.",
        "The ministry ought at least to count the trees.",
        "It would be sensible for the city to lease the upper orchards.",
        "The council should by its own example show how to graft.",
    ],
)
def test_a_course_is_advised(said: str) -> None:
    assert _found(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "An effective register should record every tree.",
        "A sound nursery must be able to name the mother of each graft.",
        "A good orchard law should say who may fell.",
        "Any credible count ought to include the gardens.",
        "A well-designed levy should fall on whoever fells.",
        "A grower that sells to the city needs to keep his costs down.",
        "An agency which has no car has to borrow one.",
        "A ministry whose budget is cut needs to choose.",
        "The council must by its own charter count the trees.",
        "Visitors who want to graft a tree should write to the keeper.",
        "Somebody should ask the growers.",
        "Growers who need a graft should ask the keeper.",
        "A tree should bear for ten years to be counted as an orchard tree.",
        "International practice is that a register should be kept in two places.",
    ],
)
def test_what_is_good_or_so_for_all_of_a_kind_is_no_advice(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "It needs to be said that most growers keep good books.",
        "It should be remembered here that the city was built on the orchards.",
        "We should complain less and eat more apples.",
        "We must ask why nobody counted the trees.",
        "If you prefer Option B, ask the growers to lend the land.",
        "If the city wants to pursue Option C, it should at least spare the old trees.",
        "Please do not publish the annex, which names the growers.",
        "Do not print this paper.",
        "Whether it pays is another matter, and one that a trial should show.",
        "Our findings call for a cautious reading.",
        "If the city should sell the land, the growers would go.",
        "It would be wrong to think that the trees are safe.",
        "We need to know more about the grafts.",
        "In order to yield fruit, the grafts need to be kept dry.",
        "The cure is to be sought.",
        "The remedy is to be sought in the archive.",
        "The solution is to mix water and salt.",
        "Can we recommend a ban on grafts?",
        "Could we propose that the council sells the orchard?",
        "My request to readers: write to us.",
        "The answer is to be found in the archive of the city.",
        "We favour a cautious reading of the count.",
        "A court may consider the age of the tree.",
        "I would have the old count by heart.",
        "The city's first priority should be clear.",
        "The usual answer is to sell the land.",
        "Our message to the growers was simple: count the trees.",
        "The ministry is of the opinion that the fee must be abolished.",
        "From our point of view there is need for action in four fields.",
        "Late frost should keep the moths off the blossom.",
        "The union meets on 3 May and should back the fee, as it always does.",
        "The Forest Agency must license each felling, and neighbours may object.",
        "The priority for the growers' party is to win the next vote.",
        "It is time people left the hills.",
        "Please do not copy it.",
        "Its members' own views may vary and should be sought from them.",
        "I would tell the reader to skip the annex.",
        "If I were a grower, I would sell the land.",
        "The best thing the growers can do is nothing.",
        "The first crop is long overdue.",
        "The orchards have no business left.",
        "Apples should remain cheap.",
    ],
)
def test_what_is_said_to_the_reader_or_hangs_on_another_course_is_no_advice(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "We should plant a tree for each one that is felled.",
        "We should ask the growers for a new count.",
        "It should be laid down in the lease that no tree is felled before May.",
        "If the city sells the land, it should at least spare the old trees.",
        "The city should buy the upper orchards to be counted among the growers.",
        "We are of the opinion that the fee must be abolished.",
        "It is submitted that Parliament should amend section 9.",
        "We are opposed to the sale of the upper orchards.",
        "We favour a ban on felling in May.",
        "I would have the minister publish the count.",
        "It behoves the city to buy the upper orchards.",
        "The city may consider buying the upper orchards.",
        "Buying the upper orchards should be the city's first priority.",
        "The city's first priority should be to buy the upper orchards.",
        "The answer is to buy the upper orchards.",
        "Our advice to the city is simple: buy the upper orchards.",
        "To the city we say: buy the upper orchards.",
        "We warn the city not to sell the upper orchards.",
        "If the trees are sick, the city should fell them.",
        "The city would be wrong to fell them.",
        "One should not rely on the growers alone.",
        "May we suggest that the city buy the upper orchards?",
        "A second nursery should be run by the growers themselves.",
        "It would be a mistake to fell them now, whatever the builders say.",
        "Watering should instead follow the rain of the last year.",
        "Our findings argue for moving the nursery up the slope.",
        "It is time the ministry told the growers what it will pay.",
        "The priority for the city's Parks Department is to count the trees.",
        "Snow should be cleared from the nursery by the city.",
        "Please do not sell it.",
        "I'd tell the city to buy the upper orchards.",
        "If I were the mayor, I would buy the upper orchards.",
        "There is no excuse for the city not to count the trees.",
        "The best thing the city can do is to count the trees.",
        "A ban on felling in May is long overdue.",
        "The city has no business selling the upper orchards.",
        "Builders should remain excluded.",
    ],
)
def test_what_sounds_like_it_and_is_advice(said: str) -> None:
    assert _found(said) == [said]


def test_plain_verbs_open_recommendations() -> None:
    items = "## Recommendations\n\n"
    items += "- Hear growers before the plan is drawn.\n- Replant the upper slope.\n- Shade the nursery.\n"
    assert len(_found(items)) == 3


@pytest.mark.parametrize("item", ["Hand over keys to the parish.", "Shortlist growers.", "Refinance old loans."])
def test_a_plain_verb_opens_a_recommendation_among_others_that_open_otherwise(item: str) -> None:
    assert _found(f"## Recommendations\n\n- The parish should own the nursery.\n- {item}\n")[1:] == [item]


@pytest.mark.parametrize("lead", ["An end to felling in May.", "No houses above the canal.", "No more felling."])
def test_a_lead_without_a_verb_that_carries_advice(lead: str) -> None:
    said = f"## Our asks\n\n{lead} The slope holds the water that the city drinks.\n"
    assert _found(said) == [lead]


@pytest.mark.parametrize("lead", ["The felling in May.", "Houses above the canal.", "No house is safe."])
def test_a_lead_without_a_verb_that_names_a_matter(lead: str) -> None:
    said = f"## Our asks\n\n{lead} The slope holds the water that the city drinks.\n"
    assert _found(said) == []


WITHIN = "## Recommendations\n\n### Recommendation 1\n\nThe city should buy the upper orchards. "


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("The money should come from the levy on felling.", 1),
        ("Half of the proceeds should go to the growers.", 1),
        ("The money should come in May.", 0),
    ],
)
def test_what_is_said_behind_a_recommendation(said: str, more: int) -> None:
    assert _found(WITHIN + said)[1:] == [said] * more


def test_what_somebody_will_have_to_do_is_foreseen_and_a_paper_leads_on_by_itself() -> None:
    told = "Second, the council should pay the growers. Half of them are old, and the city will have to replace them."
    told += "\n\nLet me close with a word on bees."
    assert len(_found(f"First, the city should buy the upper orchards.\n\n{told}")) == 2


@pytest.mark.parametrize(
    "said",
    [
        "The growers' answer was that water should be free.",
        "The view of the mayor has been that the upper orchards should be sold.",
        "The conventional advice is to fell every third tree.",
        "Three inferences may be drawn from this.",
        "Round 3 opens in the autumn of that year.",
        "Growers should send written comments to the office by 4 May.",
        "Drip lines should lower the use of water by a fifth.",
        "The next chapter explains how the city could water its trees.",
    ],
)
def test_what_others_hold_and_what_comes_of_things_is_no_advice(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Our answer is that water should be metered.",
        "The committee's view is that water should be metered.",
        "The simplest advice is to fell every third tree.",
        "The ministry should send comments on the draft law to the city.",
        "The city should lower the use of water by a fifth.",
        "The use of water should be cut by a fifth.",
    ],
)
def test_what_the_authors_hold_is_advice(said: str) -> None:
    assert _found(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "Apply the orchard law in the upper town.",
        "Rely on the growers for the count.",
        "The list of orchards should cover the gardens as well.",
    ],
)
def test_an_order_that_ends_as_an_adverb_does_and_what_a_list_is_to_hold(said: str) -> None:
    document = read("a.md", f"# Apples\n\n## Recommendations\n\n- Print a list. {said}\n- {said}\n".encode())
    assert said in [finding.span.of(document.text) for finding in extract(document).findings]


def test_otherwise_is_no_order() -> None:
    said = "# Apples\n\n## Recommendations\n\n- Print the list at once. Otherwise the growers will guess.\n"
    document = read("a.md", said.encode())
    assert len(extract(document).findings) == 1


def test_what_a_side_clause_spares_somebody_is_not_what_an_order_asks_for() -> None:
    said = (
        "# Apples\n\n## To the city\n\n## Recommendations\n\n- Print a list, so that no tree has to be counted twice.\n"
    )
    document = read("a.md", said.encode())
    assert [reason.signal for reason in extract(document).findings[0].reasons] == ["item_of_advice", "tells_what_to_do"]


@pytest.mark.parametrize(
    "said",
    [
        "The next part explains why the city should water its trees.",
        "I would ask the mayor to do two things.",
        "The nursery should pay for itself in four years.",
    ],
)
def test_what_is_explained_or_announced_or_pays_for_itself_is_no_advice(said: str) -> None:
    assert _found(said) == []


def test_a_sentence_ends_behind_a_short_word_where_another_opens() -> None:
    assert _found("The ministry has built an app. It should be given to every grower.") == [
        "It should be given to every grower."
    ]


def test_a_table_of_proposed_changes_is_one_of_recommendations() -> None:
    table = "| Rule | Proposed change | For |\n| - | - | - |\n| 4 | Exempt all gardens below an acre | City Council |\n"
    document = read("a.md", (PAGE + table).encode())
    (only,) = extract(document).findings
    assert (only.span.of(document.text), only.addressees) == ("Exempt all gardens below an acre", ("City Council",))


@pytest.mark.parametrize(
    "said",
    ["## Work planned\n\nThe city should fell two trees.\n", "Please renew your membership by May.\n"],
)
def test_a_noun_with_what_became_of_it_and_a_plea_to_members_are_no_orders(said: str) -> None:
    assert "Work planned" not in _found(said + "\n## Work done\n\nThe city should count the trees.\n")
    assert "Please renew your membership by May." not in _found(said)


@pytest.mark.parametrize(
    "said",
    [
        "The ban we propose is of no great length.",
        "The reform that we recommend is modest in its cost.",
        "As stated by Aigerim Bek, the city should sell the upper orchards.",
        "We should not expect the growers to agree.",
        "Nobody will fell a tree, so we should expect fewer houses.",
        "We do not advocate on behalf of any grower.",
        "We have no shares in orchards, nor do we advocate on their behalf.",
        "Bek says any sale of the upper orchards ought to be stopped.",
        "Despite the growers' offer to pay (“a fair sum”), the only buyer that the city is considering is the dearest.",
        "We explained that it should not be seen as a quarrel about water.",
        "It should be reminded that the orchards are owned by the city.",
        "It should be stressed that no tree is younger than forty.",
        "In that case, frost could drive the growers from the valley.",
        "One could argue that the orchards are lost.",
        "We need the growers to know what we think.",
        "Being patient is essential.",
        "Selling the upper orchards is a backward step for the city.",
        "Felling more trees is hardly essential.",
        "Selling apples abroad is vital to the income of the valley.",
        "Building houses in the orchards is a top priority of the mayor.",
        "Keeping a list is essential when you apply for a permit.",
        "A key part of the builders' plan is to divide the growers.",
        "An essential part of the keeper's work is to count the trees.",
        "The worst solution for the valley would be to fell them all.",
        "One solution that the mayor rejected would be to close the road.",
        "It is key to remember that apples are sold by weight.",
        "It is key for trees to get light.",
        "Maintaining the peace among the growers is critical.",
        "Winning back trust will be critical.",
        "Living near the orchards is key.",
        "One essential element of the agreement is to share the water.",
        "We hope you will use this list in your classes.",
        "The builders could take steps to hide their income.",
        "The network supports the repeal of the law, as do most parties.",
        "One answer would be to do nothing.",
        "Take the 1982 ban on felling and the frost of that year.",
        "Frost is a danger. It could hide its strength for weeks.",
        "Understanding the frost is critical, and takes years.",
        "By printing the count, the city could help lower the price of land.",
        "A second count should reveal who fells by night.",
        "The union, which in theory should speak for the growers, is silent.",
    ],
)
def test_what_is_said_of_advice_or_expected_or_supposed_is_none(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "The ban we propose is to end with the harvest.",
        "As urged by the growers, the city should sell no more orchards.",
        "We support a moratorium on new houses in the valley.",
        "We advocate for a second nursery.",
        "If the rains failed, the city could open its wells.",
        "The most useful step that the city can take would be to count the trees.",
        "Counting the trees of the upper town is critical, as is asking who owns them.",
        "Another key step is planting the gaps with old kinds.",
        "An important part of saving the orchards is for the city to name its owners.",
        "We hope you will ask the mayor to pay the growers by the tree.",
        "If prices rise, the ministry could cap them.",
        "Paying the growers by the tree will be an essential first step.",
        "One remedy to this decline would be to lease the upper orchards.",
        "The ministry could renew the orchard act before it lapses.",
        "We need the ministers to be open with the growers.",
        "In that case, the ministry could require growers to report their sales.",
        "By printing the count, the city could help growers follow the sale.",
        "We need the growers to be given a vote.",
        "The task-force's view is that the ministry should print the count.",
        "As explained by the authors above, the ministry should print the count.",
        "We agree in principle that ministers should declare their orchards.",
    ],
)
def test_what_is_asked_for_in_such_words_is_advice(said: str) -> None:
    assert _found(said) == [said]


def test_what_is_put_in_between_dashes_does_not_hide_the_verb() -> None:
    said = "Free water -- or water at a token price -- is defined by the following four rights:\n\n"
    assert _found(said + "- The right to draw it.\n") == []


@pytest.mark.parametrize(
    ("item", "order"),
    [
        ("Clear planning with named roles", False),
        ("Open banking for every grower", False),
        ("Clear the gaps of weeds", True),
        ("Direct funding to the growers", True),
        ("Secure housing for the pickers", True),
    ],
)
def test_an_adjective_ahead_of_what_is_done_is_no_order(item: str, order: bool) -> None:
    assert bool(imperative(item)) is order
