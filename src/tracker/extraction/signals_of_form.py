"""Signals of form: how the document sets a sentence off."""

from tracker.extraction import rules
from tracker.extraction.cues import Cue, Hit, signal, when
from tracker.extraction.imperative import finite_soon
from tracker.extraction.parts import Part
from tracker.extraction.passages import LISTED, Place


@signal(2.8)
def below_an_opening(cue: Cue) -> Hit:
    """It is an item below words such as "The Council should:"."""
    opening = cue.said.opening
    of_an_order = cue.clause is None and opening is not None and not (opening.bare or opening.of_measures)
    return when(cue.said.place is Place.OPENED and not (of_an_order and rules.THING.match(cue.text)))


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


@signal(0.7)
def names_a_measure(cue: Cue) -> Hit:
    """It is an item among recommendations that names what is wanted and says no more: "A ban on night flights"."""
    listed = cue.said.place is Place.ITEM and cue.said.section.part is Part.ADVICE
    if cue.clause or not listed or finite_soon(cue.text):
        return None
    match = rules.MEASURE.match(cue.text)
    return match.span() if match else None


@signal(3.4)
def slogan(cue: Cue) -> Hit:
    """It is a slogan that opens a recommendation and carries its advice: "One household, one card."."""
    lead = cue.said.place is Place.LEAD and (cue.said.section.part is Part.ADVICE or cue.said.series)
    return when(
        cue.clause is None and (lead or cue.said.place in LISTED) and bool(rules.SLOGAN.fullmatch(cue.text.strip()))
    )
