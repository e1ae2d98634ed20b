"""Signals against a duty: it is one that somebody has as things stand, and that nobody advises."""

from tracker.extraction import rules
from tracker.extraction.addressees import named
from tracker.extraction.clauses import Mood
from tracker.extraction.cues import Cue, Hit, signal, when
from tracker.extraction.lexicon import actors
from tracker.extraction.parts import Part
from tracker.extraction.passages import Place
from tracker.extraction.places import mentions


@signal(-3.5)
def law_as_it_stands(cue: Cue) -> Hit:
    """It says what a law, a rule or a contract already requires."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY:
        return None
    if cue.said.place is Place.PROSE and (each := cue.behind(rules.EACH_YEAR) or cue.rules_so):
        return each
    before = rules.LAW.search(cue.text[: cue.clause.cue[0]])
    return before.span() if before else cue.behind(rules.LAW_BEHIND)


@signal(-2.0)
def bare_must(cue: Cue) -> Hit:
    """In running text "must" and "has to" say as often how things are."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.said.place is not Place.PROSE:
        return None
    if rules.CLEFT.match(cue.text):
        return None
    due = rules.NEEDS.match(cue.words) and cue.behind(rules.DUE)
    stated = rules.MUST.search(cue.words) or due
    part = cue.said.section.part
    if not stated or part is Part.ADVICE or (part is Part.OUTLOOK and not cue.clause.passive):
        return None
    definite = (
        rules.DEFINITE.match(cue.clause.subject)
        or mentions(cue.clause.subject, heading=True)
        or rules.FOR_ITS_PART.search(cue.text)
    )
    forecast = rules.WILL.search(cue.text[: cue.clause.cue[0]])
    firm = (
        (definite or not rules.MUST.search(cue.words))
        and not forecast
        and (not cue.clause.passive or cue.behind(rules.GRANTED))
        and named(cue.clause.subject)
        and not (cue.behind(rules.DEADLINE) or due or rules.WHERE.match(cue.text[: cue.clause.cue[0]]))
    )
    amended = rules.OF_LAW.search(cue.clause.subject) and rules.LAW_CHANGED.match(cue.text)
    return None if firm or amended else cue.clause.cue


@signal(-2.0)
def what_people_have_to_do(cue: Cue) -> Hit:
    """In running text it says what people need to do as things are: "Farmers need to walk to the nearest market"."""
    if not cue.clause or cue.clause.mood is not Mood.DUTY or cue.said.place is not Place.PROSE:
        return None
    people = cue.clause.subject.casefold().split()[-1:]
    plain = not cue.clause.negated and cue.said.section.part is not Part.ADVICE
    if not (rules.NEEDS.match(cue.words) and plain):
        return None
    kind = rules.OF_ANY_KIND.match(cue.clause.subject) and cue.behind(rules.IN_ORDER)
    kind = kind or (cue.clause.cue if rules.OF_ONE_KIND.match(cue.text[: cue.clause.cue[0]]) else None)
    ahead = rules.TO_THAT_END.search(cue.text, 0, cue.clause.cue[0])
    kind = kind or (ahead.span() if ahead and cue.clause.passive else None)
    regular = (cue.behind(rules.HOW_OFTEN) if cue.clause.passive else None) or cue.behind(rules.TO_THAT_END) or kind
    return regular or when(
        not cue.clause.passive and len(cue.clause.subject.split()) < 3 and not actors("private").isdisjoint(people)
    )
