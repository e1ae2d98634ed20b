"""What speaks for and against a sentence being advice of the authors' own.

Each signal's docstring is what a reviewer reads. Weights add up; a sum over 0 makes a finding, and a logistic
function of the sum is its confidence.
"""

import re

from tracker.extraction import rules, voice
from tracker.extraction.addressees import is_pronoun, named
from tracker.extraction.clauses import Mood
from tracker.extraction.cues import SIGNALS, Cue, Hit, meaning, signal, when
from tracker.extraction.imperative import rhetorical
from tracker.extraction.outline import Part
from tracker.extraction.passages import Place

__all__ = ["SIGNALS", "meaning"]

_LISTED = frozenset({Place.OPENED, Place.ITEM, Place.ROW, Place.LABELLED})

# How the document sets it off.


@signal(2.8)
def below_an_opening(cue: Cue) -> Hit:
    """It is an item below words such as "The Council should:"."""
    return when(cue.said.place is Place.OPENED)


@signal(1.9)
def item_of_advice(cue: Cue) -> Hit:
    """It is an item of a list under a heading that announces recommendations."""
    return when(cue.said.place is Place.ITEM and cue.said.section.part is Part.ADVICE)


@signal(0.8)
def item_of_outlook(cue: Cue) -> Hit:
    """It is an item of a list under a heading such as "Next steps"."""
    return when(cue.said.place is Place.ITEM and cue.said.section.part is Part.OUTLOOK)


@signal(4.0)
def row_of_recommendations(cue: Cue) -> Hit:
    """It is a row of a table of recommendations."""
    return when(cue.said.place is Place.ROW)


@signal(3.4)
def labelled(cue: Cue) -> Hit:
    """It bears a label such as "Recommendation 3"."""
    return when(cue.said.place is Place.LABELLED)


@signal(1.4)
def one_of_a_series(cue: Cue) -> Hit:
    """Its neighbours open in the same way, each with advice."""
    return when(cue.said.series and cue.said.place in (Place.LEAD, Place.ITEM))


@signal(0.8)
def imperative_heading(cue: Cue) -> Hit:
    """It is a heading that tells somebody what to do, over a passage of advice."""
    return when(cue.said.place is Place.HEADING)


@signal(1.0)
def under_advice(cue: Cue) -> Hit:
    """It stands in running text under a heading that announces recommendations."""
    running = cue.said.place in (Place.LEAD, Place.WITHIN, Place.PROSE, Place.HEADING)
    return when(running and cue.said.section.part in (Part.ADVICE, Part.OUTLOOK))


@signal(0.6)
def in_a_passage(cue: Cue) -> Hit:
    """It belongs to the passage of a recommendation."""
    return when(cue.said.place is Place.WITHIN)


# How it advises.


@signal(1.0)
def tells_what_to_do(cue: Cue) -> Hit:
    """It opens with a verb that tells somebody what to do."""
    return cue.clause.cue if cue.clause and cue.clause.mood is Mood.IMPERATIVE else None


@signal(2.6)
def authors_recommend(cue: Cue) -> Hit:
    """The authors recommend, urge or ask."""
    return cue.clause.cue if cue.clause and cue.clause.mood is Mood.CALL else None


@signal(1.3)
def somebody_should(cue: Cue) -> Hit:
    """It says that somebody should, ought to, needs to or would do well to."""
    return cue.clause.cue if cue.clause and cue.clause.mood is Mood.DUTY else None


@signal(1.3)
def authors_judge(cue: Cue) -> Hit:
    """It says that it is time to act, essential to act, a mistake to act."""
    return cue.clause.cue if cue.clause and cue.clause.mood is Mood.VERDICT else None


@signal(-2.2)
def only_a_chance(cue: Cue) -> Hit:
    """It says only what somebody could or might do."""
    return cue.clause.cue if cue.clause and cue.clause.mood is Mood.CHANCE else None


@signal(-2.2)
def advises_nothing(cue: Cue) -> Hit:
    """No word in it advises."""
    return when(cue.clause is None)


@signal(0.5)
def names_who_acts(cue: Cue) -> Hit:
    """It names somebody who can act."""
    return when(bool(cue.clause and cue.clause.subject and named(cue.clause.subject)))


@signal(0.7)
def made_their_own(cue: Cue) -> Hit:
    """The authors make others' advice their own ("As the mayors proposed, …")."""
    return voice.endorsed_by_authors(cue.said.sentence, cue.clause.begins) if cue.clause else None


@signal(0.6)
def warm_words(cue: Cue) -> Hit:
    """It uses words that are kept for advice: ought to, would do well to, is invited to."""
    return cue.clause.cue if cue.clause and rules.ADVISORY.search(cue.text[slice(*cue.clause.cue)]) else None


# Whose words it is.


@signal(-4.5)
def words_of_others(cue: Cue) -> Hit:
    """It reports what somebody else said, expects, demands or lays down."""
    return voice.not_theirs(cue.said.sentence, cue.clause.cue[0]) if cue.clause else None


@signal(-6.0)
def asks_a_question(cue: Cue) -> Hit:
    """It asks."""
    return when(cue.text.rstrip(" ”\"')").endswith("?"))


@signal(-3.0)
def inside_a_side_clause(cue: Cue) -> Hit:
    """The advising words stand in a relative clause."""
    subject = cue.clause.subject if cue.clause else ""
    return when(bool(cue.clause) and bool(rules.RELATIVE.fullmatch(subject)))


# When it is about.


@signal(-5.0)
def about_the_past(cue: Cue) -> Hit:
    """It says what should have been done."""
    return cue.behind(rules.PAST) if cue.clause and cue.clause.mood in (Mood.DUTY, Mood.CHANCE) else None


@signal(-2.5)
def a_finding(cue: Cue) -> Hit:
    """It says what the authors found, saw or were asked."""
    match = rules.FOUND.search(cue.text[: cue.clause.cue[0]]) if cue.clause else None
    return match.span() if match else None


@signal(-3.0)
def expectation(cue: Cue) -> Hit:
    """It says what is likely to happen, not what somebody is to do."""
    if (
        not cue.clause
        or cue.clause.mood is not Mood.DUTY
        or not rules.EXPECTING.search(cue.text[slice(*cue.clause.cue)])
    ):
        return None
    return cue.behind(rules.OUTCOME) if not cue.acts else cue.behind(rules.DATED)


@signal(-3.5)
def law_as_it_stands(cue: Cue) -> Hit:
    """It says what a law, a rule or a contract already requires."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY:
        return None
    before = rules.LAW.search(cue.text[: cue.clause.cue[0]])
    return before.span() if before else cue.behind(rules.LAW_BEHIND)


@signal(-2.0)
def bare_must(cue: Cue) -> Hit:
    """In running text "must" and "has to" say as often how things are."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.said.place is not Place.PROSE:
        return None
    stated = rules.MUST.search(cue.text[slice(*cue.clause.cue)])
    if not stated or cue.said.section.part in (Part.ADVICE, Part.OUTLOOK):
        return None
    definite = re.match(r"(?:the|this|these)\b|[A-Z]\w+ and [A-Z]", cue.clause.subject, re.IGNORECASE)
    firm = definite and named(cue.clause.subject) and not cue.behind(rules.DEADLINE)
    return None if firm else cue.clause.cue


# What it is about.


@signal(-4.0)
def about_the_paper_itself(cue: Cue) -> Hit:
    """It tells the reader how to read, cite, order or comment on the paper."""
    match = rules.PAPER.search(cue.text)
    return match.span() if match else None


@signal(-3.0)
def guides_the_reader(cue: Cue) -> Hit:
    """It leads the reader through the text ("Consider the case of …")."""
    ordered = cue.clause is not None and cue.clause.mood is Mood.IMPERATIVE
    return when(ordered and cue.said.place not in _LISTED and rhetorical(cue.text))


@signal(-2.6)
def orders_in_running_text(cue: Cue) -> Hit:
    """In running text a sentence that opens with a verb is as often no advice."""
    running = cue.said.place is Place.PROSE and cue.said.section.part not in (Part.ADVICE, Part.OUTLOOK)
    plain = bool(cue.clause and cue.clause.mood is Mood.IMPERATIVE and not rules.FIRM.match(cue.text))
    return when(running and plain)


@signal(-5.0)
def needs_nothing(cue: Cue) -> Hit:
    """It says that somebody need not act."""
    if not cue.clause:
        return None
    nobody = cue.clause.negated and rules.NEEDS.fullmatch(cue.words) and rules.NOBODY.match(cue.clause.subject)
    return cue.clause.cue if nobody or rules.NEED_NOT.search(cue.text[cue.clause.cue[0] :][:40]) else None


@signal(-5.0)
def plans_of_the_authors(cue: Cue) -> Hit:
    """It says what the authors themselves are going to do, or what somebody who says "I" needs."""
    if cue.clause and cue.clause.mood is Mood.DUTY and cue.clause.subject.casefold() == "i":
        return cue.clause.cue
    match = rules.OWN_PLAN.search(cue.text) if cue.clause and cue.clause.mood is Mood.IMPERATIVE else None
    return match.span() if match else None


@signal(-0.8)
def nobody_named(cue: Cue) -> Hit:
    """In running text it names nobody who could act."""
    if not cue.clause or cue.clause.mood in (Mood.IMPERATIVE, Mood.CALL) or cue.said.place is not Place.PROSE:
        return None
    return when(not named(cue.clause.subject) and not rules.ADVISORY.search(cue.text[slice(*cue.clause.cue)]))


@signal(-1.0)
def a_thing_that_should_be(cue: Cue) -> Hit:
    """It says how a thing should be, not what somebody is to do."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.clause.passive or cue.acts:
        return None
    return when(not is_pronoun(cue.clause.subject) and cue.said.place in (Place.PROSE, Place.WITHIN, Place.LEAD))


@signal(-4.0)
def a_fragment(cue: Cue) -> Hit:
    """It is too short to say what is to be done."""
    running = cue.said.place in (Place.PROSE, Place.WITHIN)
    return when(len(cue.text.split()) < (3 if running else 2))


@signal(-4.5)
def announces_what_follows(cue: Cue) -> Hit:
    """It only announces the recommendations that follow."""
    match = rules.ANNOUNCES.search(cue.text)
    return match.span() if match else None


@signal(1.8)
def hedged_but_addressed(cue: Cue) -> Hit:
    """In the passage of a recommendation, it proposes in hedged words what somebody could do."""
    chance = cue.clause is not None and cue.clause.mood is Mood.CHANCE and cue.said.place is Place.WITHIN
    return when(chance and cue.acts and bool(rules.HEDGED.search(cue.text)))
