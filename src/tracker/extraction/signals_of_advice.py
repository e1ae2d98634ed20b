"""Signals of advice: by which words a sentence advises, and whom."""

from tracker.extraction import rules, voice
from tracker.extraction.addressees import is_known
from tracker.extraction.clauses import Mood
from tracker.extraction.cues import Cue, Hit, signal, when
from tracker.extraction.parts import Part
from tracker.extraction.passages import Place


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
    return when(cue.names_somebody)


@signal(0.7)
def made_their_own(cue: Cue) -> Hit:
    """The authors make others' advice their own ("As the mayors proposed, …")."""
    return voice.endorsed_by_authors(cue.said.sentence, cue.clause.begins) if cue.clause else None


@signal(0.6)
def warm_words(cue: Cue) -> Hit:
    """It uses words that are kept for advice: ought to, would do well to, is invited to."""
    return cue.clause.cue if cue.clause and rules.ADVISORY.search(cue.text[slice(*cue.clause.cue)]) else None


@signal(1.8)
def hedged_but_addressed(cue: Cue) -> Hit:
    """In hedged words it proposes what somebody named could do, and by what means or in whose passage."""
    if not cue.clause or cue.clause.mood is not Mood.CHANCE:
        return None
    if cue.said.place is Place.ITEM and (allowed := rules.MAY_BE.match(cue.text, cue.clause.cue[0])):
        return allowed.span()
    supposed = rules.BENEFIT.match(cue.text) or cue.clause.subject.casefold() == "one"
    if supposed or not cue.acts or cue.clause.passive or cue.said.section.part is Part.OPTIONS:
        return None
    if cue.said.place is Place.WITHIN or (cue.said.section.part is Part.ADVICE and cue.said.place is not Place.PROSE):
        return when(bool(rules.HEDGED.search(cue.text)))
    meant = not cue.points_back or any(map(is_known, cue.said.sentence.meant))
    named_here = cue.names_somebody and meant and not cue.clause.negated
    if named_here and cue.asks_for_a_deed and rules.COULD.match(cue.text[cue.clause.cue[0] :]):
        return cue.clause.cue
    return cue.behind(rules.MEANS) or (cue.clause.cue if rules.WISH.fullmatch(cue.words) else None)
