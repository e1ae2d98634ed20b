"""How much is asked: the rules that UPR Info publishes, on sentences of our own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction import action_type
from tracker.vocabulary.advice import ActionType

MINIMAL, CONTINUING, CONSIDERING, GENERAL, SPECIFIC = ActionType

EXAMPLES = {
    "others are asked, or told": [
        (MINIMAL, "Seek technical assistance from the regional bank."),
        (MINIMAL, "Share lessons on flood defence with other towns."),
        (MINIMAL, "Call on neighbouring states to help."),
        (MINIMAL, "Request expert advice on dredging."),
    ],
    "it goes on": [
        (CONTINUING, "Keep talking"),
        (CONTINUING, "Continue to strengthen the harbour police."),
        (CONTINUING, "Continue funding the pilot."),
        (CONTINUING, "The subsidy should be maintained."),
        (CONTINUING, "Carry on with the reforms."),
        (CONTINUING, "Sanctions must be kept in place."),
    ],
    "a change is thought about": [
        (CONSIDERING, "Consider a hostage swap"),
        (CONSIDERING, "Consider adopting a law on drones."),
        (CONSIDERING, "Give serious consideration to a fuel levy."),
        (CONSIDERING, "Conduct a review of the fuel levy."),
        (CONSIDERING, "Look into the price of ferry tickets."),
        (CONSIDERING, "The tax should be reviewed."),
    ],
    "a general element": [
        (GENERAL, "The council should strengthen its housing services."),
        (GENERAL, "Take all necessary steps to ratify the ferry treaty."),
        (GENERAL, "Do more for carers."),
        (GENERAL, "Governments should work together."),
        (GENERAL, "Ensure that nobody must wait for a permit to be issued."),
    ],
    "a specific action": [
        (SPECIFIC, "Abolish parking minimums."),
        (SPECIFIC, "Become a party to the ferry treaty."),
        (SPECIFIC, "The council should publish its rent register."),
        (SPECIFIC, "Do not extend the licence."),
        (SPECIFIC, "Don't sell the port."),
        (SPECIFIC, "No weapons should be sold to the junta."),
    ],
    "the object decides where the verb leaves it open": [
        (GENERAL, "Adopt measures against smog."),
        (SPECIFIC, "Adopt a law against smog."),
        (SPECIFIC, "Adopt, as a matter of urgency, a law against smog."),
        (SPECIFIC, "Adopt legislative measures against smog."),
        (GENERAL, "Develop a strategy for the night economy."),
        (SPECIFIC, "Develop a plan of action for the night economy."),
        (SPECIFIC, "Set up an ombudsman for tenants."),
        (GENERAL, "Allocate adequate resources to libraries."),
        (SPECIFIC, "Allocate two million euros to libraries."),
        (SPECIFIC, "Put an end to night flights."),
        (GENERAL, "Put an end to discrimination at the border."),
    ],
    "of joined verbs the last decides, unless one is specific": [
        (GENERAL, "Continue and strengthen the pilot."),
        (SPECIFIC, "Consider and adopt the ferry bill."),
        (SPECIFIC, "Ratify and fully respect the ferry treaty."),
        (CONSIDERING, "Explore, compare and assess the options."),
        (SPECIFIC, "Sign, ratify and implement the ferry treaty."),
        (GENERAL, "Respect, protect and promote the rights of tenants."),
    ],
    "a specific means makes a general action specific, any means a continued one general": [
        (SPECIFIC, "Improve women's rights by amending the family code."),
        (SPECIFIC, "Strengthen bus services, in particular by quickly amending the concession."),
        (GENERAL, "Improve bus services by promoting walking."),
        (GENERAL, "Continue to protect tenants by promoting mediation."),
        (CONTINUING, "Continue to protect tenants, by Easter at the latest."),
    ],
    "a verb may only carry the next": [
        (GENERAL, "Commit to strengthening local parks."),
        (SPECIFIC, "Commit to abolish the fuel levy."),
        (GENERAL, "Seek to promote walking."),
        (CONSIDERING, "Begin to study the tides."),
    ],
    "briefs word it as a duty": [
        (SPECIFIC, "Parliament has to adopt the ferry bill."),
        (GENERAL, "The EU needs to cooperate with Ghana."),
        (SPECIFIC, "Donors could fund a registry."),
        (SPECIFIC, "The cap ought to be lifted."),
        (SPECIFIC, "Support for tenants should be enshrined in law."),
        (SPECIFIC, "Countries that host refugees should be exempted."),
    ],
    "briefs word it in the passive": [
        (GENERAL, "Landlords' compliance must be monitored."),
        (GENERAL, "We recommend that progress be monitored every year."),
        (SPECIFIC, "A levy on plastics should be introduced."),
        (SPECIFIC, "That the curfew be lifted at once."),
    ],
    "briefs word it as advice": [
        (SPECIFIC, "We urge ministers to ratify the treaty."),
        (SPECIFIC, "We call on ministers to ratify the treaty."),
        (CONSIDERING, "Ministers are urged to review the cap."),
        (CONSIDERING, "The panel recommends reviewing the cap so that nobody may be harmed."),
        (SPECIFIC, "It is time to abolish parking minimums."),
        (SPECIFIC, "It is time to end rules that may harm tenants."),
    ],
    "briefs word it as a noun or a gerund": [
        (SPECIFIC, "The abolition of the fuel levy."),
        (SPECIFIC, "A moratorium on evictions."),
        (SPECIFIC, "There should be a ban on trawling."),
        (SPECIFIC, "Publishing a register of landlords."),
        (CONSIDERING, "Reviewing the fuel levy every two years."),
        (GENERAL, "Strengthening local buses."),
    ],
    "what stands in front asks for nothing": [
        (SPECIFIC, "In line with its pledge, the ministry should repeal the act."),
        (SPECIFIC, "Noting the progress made, ratify the protocol."),
        (GENERAL, "Further and quickly strengthen local buses."),
        (SPECIFIC, "2.1 (a) Publish the accounts."),
    ],
    "nothing is known": [(GENERAL, ""), (GENERAL, "12 345"), (GENERAL, "Lorem ipsum dolor")],
}

FORMS = [
    "Review the cap.",
    "Ministers should review the cap.",
    "Reviewing the cap.",
    "The cap should be reviewed.",
    "We recommend that the ministry reviews the cap.",
    "We recommend the cap be urgently reviewed.",
    "Study the cap.",
    "The cap must be studied.",
    "The ministry studies the cap.",
    "Envisaging a cap.",
    "The cap has to be rethought.",
]

ALL = [pair for pairs in EXAMPLES.values() for pair in pairs]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_each_rule(rule: str) -> None:
    assert [(action_type(text), text) for _, text in EXAMPLES[rule]] == EXAMPLES[rule]


@pytest.mark.parametrize("text", FORMS)
def test_a_verb_is_known_in_all_its_forms(text: str) -> None:
    assert action_type(text) is CONSIDERING


@given(st.text())
def test_any_text_has_a_type(text: str) -> None:
    assert action_type(text) in ActionType


_words = st.sampled_from([*sorted({word for _, text in ALL for word in text.split()}), "by", "to", "and", ","])


@given(st.lists(_words, max_size=60).map(" ".join), st.text(" \t\n\r\u00a0", max_size=5))
def test_case_and_space_around_change_nothing(text: str, space: str) -> None:
    asked = action_type(text)
    assert action_type(text.upper()) is asked
    assert action_type(text.lower()) is asked
    assert action_type(space + text + space) is asked


@pytest.mark.parametrize(
    "piece", ["a", "a-", "seek to ", "by seeking ", "and adopt, ", "continue ", "1", " ", ",", "ss"]
)
def test_long_texts_take_no_longer(piece: str) -> None:
    began = time.perf_counter()
    assert action_type(piece * (100_000 // len(piece))) in ActionType
    assert time.perf_counter() - began < 1
