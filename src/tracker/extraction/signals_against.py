"""Signals against: whose words it is, when it is about, what it is about."""

import re

from tracker.extraction import rules, voice
from tracker.extraction.addressees import is_pronoun
from tracker.extraction.clauses import Mood
from tracker.extraction.cues import WHOLE, Cue, Hit, signal, when
from tracker.extraction.imperative import let, rhetorical
from tracker.extraction.lexicon import verbs
from tracker.extraction.parts import Part
from tracker.extraction.passages import LISTED, Place


@signal(-4.5)
def words_of_others(cue: Cue) -> Hit:
    """It reports what somebody else said, expects, demands or lays down."""
    return voice.not_theirs(cue.said.sentence, cue.clause.cue[0]) if cue.clause else None


@signal(-4.5)
def words_of_others_inserted(cue: Cue) -> Hit:
    """Somebody else is named in its middle as the one who says it."""
    whole = "" if cue.said.section.part is Part.ADVICE else cue.said.sentence.text
    match = (rules.INSERTED.search(cue.text) or rules.CREDITED.search(whole)) if cue.clause else None
    return match.span() if match else None


@signal(-4.0)
def leaves_it_open(cue: Cue) -> Hit:
    """It says whether, why or how something should be done, and not that it should."""
    if cue.clause and cue.clause.mood in (Mood.DUTY, Mood.CHANCE) and rules.INDIRECT.match(cue.clause.subject):
        return cue.clause.cue
    unsaid = cue.clause is None or cue.clause.mood is Mood.CHANCE
    if unsaid and cue.said.place is Place.OPENED and rules.ASKING_WORD.match(cue.text):
        return WHOLE
    if cue.clause and (cue.supposes or rules.IF_CHOSEN.match(cue.text)):
        return cue.clause.cue
    if cue.clause and (named_only := rules.NAMED_ONLY.match(cue.text)):
        return named_only.span()
    if cue.clause and rules.ASKING_WORD.match(cue.text) and (left := cue.behind(rules.LEFT_OPEN)):
        return left
    before = cue.text[: cue.clause.cue[0]] if cue.clause else ""
    asked = None if rules.SAID_OF_WHAT.match(before) else rules.ASKED_FOR.search(before)
    match = rules.WHETHER.search(before) or asked
    return match.span() if match else None


@signal(-6.0)
def asks_a_question(cue: Cue) -> Hit:
    """It asks."""
    return when(cue.text.rstrip(" ”\"')").endswith("?") and not rules.POLITELY.match(cue.text))


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


@signal(-4.5)
def asked_before(cue: Cue) -> Hit:
    """It says what the authors asked for in the past."""
    match = rules.ASKED_BEFORE.search(cue.text[: cue.clause.cue[0]]) if cue.clause else None
    return match.span() if match else None


@signal(-3.0)
def expectation(cue: Cue) -> Hit:
    """It says what is likely to happen, not what somebody is to do."""
    if (
        not cue.clause
        or cue.clause.mood is not Mood.DUTY
        or not rules.EXPECTING.search(cue.text[slice(*cue.clause.cue)])
        or cue.drafts
    ):
        return None
    body = cue.said.place is Place.WITHIN and cue.said.section.part is Part.BODY
    foreseen = (rules.FORESEEN if body else rules.WOULD).search(cue.text[: cue.clause.cue[0]])
    if foreseen or cue.of_nature or cue.behind(rules.AWAITED):
        return cue.clause.cue
    sure = (cue.behind(rules.DATED) or cue.behind(rules.SURE_OUTCOME)) if cue.acts else None
    if rules.ADVISORY.search(cue.words) and cue.behind(rules.BECOMING):
        return None
    if rules.MONEY.search(cue.clause.subject) and cue.behind(rules.PAID):
        return None
    deliberate = cue.acts and (cue.asks_for_a_deed or not cue.points_back)
    come_to = None if cue.acts else cue.behind(rules.FIGURE) or (cue.behind(rules.BY_A_SHARE) if cue.nameless else None)
    return sure if deliberate else sure or cue.behind(rules.OUTCOME) or come_to


# What it is about.


@signal(-4.0)
def about_the_paper_itself(cue: Cue) -> Hit:
    """It tells the reader how to read, cite, order or comment on the paper."""
    opened = cue.said.opening is not None and bool(cue.said.opening.addressees)
    asked = cue.clause is not None and cue.clause.mood is Mood.DUTY and cue.said.place not in LISTED
    if asked and cue.clause and (whom := rules.WHO_WISH.match(cue.text[: cue.clause.cue[0]])):
        return whom.span()
    match = rules.PAPER.search(cue.text) or (None if opened else rules.TO_READERS.match(cue.text))
    return match.span() if match else None


@signal(-3.0)
def guides_the_reader(cue: Cue) -> Hit:
    """It leads the reader through the text ("Consider the case of …")."""
    ordered = cue.clause is not None and cue.clause.mood is Mood.IMPERATIVE
    if cue.clause and cue.clause.mood is Mood.DUTY and cue.said.place not in LISTED:
        subject = cue.clause.subject.casefold()
        mused = cue.behind(rules.MUSING) if subject == "we" else cue.behind(rules.TOLD) if subject == "it" else None
        return mused or (cue.behind(rules.REMINDING) if cue.said.place is Place.PROSE else None)
    return when(ordered and cue.said.place not in LISTED and rhetorical(cue.text))


@signal(-2.6)
def orders_in_running_text(cue: Cue) -> Hit:
    """In running text a sentence that opens with a verb is as often no advice."""
    running = cue.said.place is Place.PROSE and cue.said.section.part not in (Part.ADVICE, Part.OUTLOOK)
    counted = rules.COUNTED.match(cue.text) and not rhetorical(cue.text)
    plain = bool(cue.clause and cue.clause.mood is Mood.IMPERATIVE and not (rules.FIRM.match(cue.text) or counted))
    return when(running and plain and not cue.said.sentence.meant and not let(cue.text))


@signal(-5.0)
def needs_nothing(cue: Cue) -> Hit:
    """It says that somebody need not act, or only what one may take for granted."""
    if not cue.clause:
        return None
    who, granted = cue.clause.subject, rules.TAKEN_FOR_GRANTED.match(cue.text[cue.clause.action :])
    spared = cue.clause.negated and (rules.NEEDS.fullmatch(cue.words) or granted)
    idle = (spared and rules.NOBODY.match(who)) or (granted and rules.ANYBODY.fullmatch(who))
    return cue.clause.cue if idle or rules.NEED_NOT.search(cue.text[cue.clause.cue[0] :][:40]) else None


@signal(-5.0)
def plans_of_the_authors(cue: Cue) -> Hit:
    """It says what the authors themselves are going to do, or what somebody who says "I" needs."""
    if cue.clause and cue.clause.mood is Mood.DUTY and cue.clause.subject.casefold() == "i":
        return cue.clause.cue
    if not cue.clause or cue.clause.mood not in (Mood.IMPERATIVE, Mood.DUTY):
        return None
    if cue.clause.subject.casefold() == "we" and rules.RAISING.match(cue.text, cue.clause.action):
        return cue.clause.cue
    ordered = cue.clause.mood is Mood.IMPERATIVE
    match = rules.OWN_PLAN.search(cue.text if ordered else cue.text[: cue.clause.cue[0]])
    return match.span() if match else None


@signal(-0.8)
def nobody_named(cue: Cue) -> Hit:
    """In running text it names nobody who could act."""
    if not cue.clause or cue.clause.mood in (Mood.IMPERATIVE, Mood.CALL) or cue.said.place is not Place.PROSE:
        return None
    agentive = cue.drafts or (cue.asks_for_a_deed and rules.SHOULD.fullmatch(cue.words))
    return when(not agentive and not cue.names_somebody and not rules.ADVISORY.search(cue.words))


@signal(-1.0)
def a_thing_that_should_be(cue: Cue) -> Hit:
    """It says how a thing should be, not what somebody is to do."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.clause.passive or cue.acts:
        return None
    if cue.drafts or (cue.asks_for_a_deed and rules.SHOULD.fullmatch(cue.words)):
        return None
    return when(not is_pronoun(cue.clause.subject) and cue.said.place in (Place.PROSE, Place.WITHIN, Place.LEAD))


@signal(-2.0)
def somebody_or_other(cue: Cue) -> Hit:
    """It says that somebody has to act, and not who."""
    told = cue.clause is not None and cue.clause.mood is Mood.DUTY
    return cue.clause.cue if told and cue.clause and rules.SOMEBODY.fullmatch(cue.clause.subject) else None


@signal(-3.0)
def defines_what_is_good(cue: Cue) -> Hit:
    """It says what makes a thing of some kind good: "An effective inspectorate should see every mine"."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.said.place in LISTED:
        return None
    counted = cue.behind(rules.TO_COUNT) if rules.OF_ANY_KIND.match(cue.clause.subject) else None
    return cue.clause.cue if counted or rules.STANDARD.match(cue.clause.subject) else None


@signal(-1.5)
def only_a_goal(cue: Cue) -> Hit:
    """It says what ought to be the case, and names no action."""
    if not cue.clause or cue.said.place in LISTED:
        return None
    if cue.clause.mood is Mood.DUTY and not cue.clause.passive:
        return cue.behind(rules.GOAL)
    impersonal = cue.clause.mood is Mood.VERDICT and cue.words[:3].casefold() in ("it ", "it'", "it’")
    aim = impersonal and rules.MERE.search(cue.words) and not cue.acts
    return cue.clause.cue if aim else None


@signal(-3.5)
def a_name(cue: Cue) -> Hit:
    """It is a name in capitals that begins with a noun, as "Project on Open Rivers"."""
    if not cue.clause or cue.clause.mood is not Mood.IMPERATIVE or cue.said.place is Place.HEADING:
        return None
    words = re.findall(r"[^\W\d_]+", cue.text)
    named_so = words[0].casefold() in verbs("often_nouns") and all(word[0].isupper() for word in words if len(word) > 3)
    return when(1 < len(words) < 7 and named_so and not {"the", "a", "an", "all", "its", "their"} & set(words))


@signal(-4.0)
def a_fragment(cue: Cue) -> Hit:
    """It is too short to say what is to be done."""
    running = cue.said.place in (Place.PROSE, Place.WITHIN)
    planned = cue.clause is not None and cue.words == "to"
    calendar = cue.said.section.part is Part.OUTLOOK and bool(cue.clause and not cue.clause.passive)
    heading = planned and (cue.said.place not in LISTED or calendar)
    nothing = heading or (
        cue.clause is not None
        and cue.clause.mood is Mood.DUTY
        and bool(rules.ELLIPSIS.match(cue.text[cue.clause.action :]))
    )
    ordered = cue.clause is not None and cue.clause.mood is Mood.IMPERATIVE and cue.said.place is Place.WITHIN
    return when(nothing or len(cue.text.split()) < (3 if running and not ordered else 2))


@signal(-4.5)
def announces_what_follows(cue: Cue) -> Hit:
    """It only announces the recommendations that follow."""
    match = rules.ANNOUNCES.search(cue.text)
    return match.span() if match else None
