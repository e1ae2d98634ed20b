import pytest

from tracker.document import Span
from tracker.extraction.antecedents import with_antecedents
from tracker.extraction.sentences import Sentence


def _told(*texts: str) -> list[Sentence]:
    return [Sentence(Span(0, len(text)), text, text, 0) for text in texts]


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        ("The Port Authority sits on leases.", "It should sell two of them.", ("Port Authority",)),
        ("The ministry, which pays for them, has no list.", "It should make one.", ("ministry",)),
        ("Banks have closed branches in winter.", "They should give notice.", ("Banks",)),
        ("Banks close branches in winter.", "It should be stopped.", ()),
        ("Kenya and Uganda have agreed.", "They must sign.", ("Kenya", "Uganda")),
        ("The price has fallen.", "It should recover.", ()),
        ("Nobody asked the ministry.", "It should have known.", ()),
        ("The roads are bad.", "If the county agrees, it should mend them.", ("county",)),
        ("The roads are bad.", "Just as the county pays for bridges, it should pay for roads.", ("county",)),
    ],
)
def test_a_pronoun_means_the_one_the_sentence_before_is_about(before: str, said: str, meant: tuple[str, ...]) -> None:
    assert with_antecedents(_told(before, said))[1].meant == meant


def test_a_pronoun_is_followed_further_back() -> None:
    told = with_antecedents(_told("The council owns the quay.", "It has no crane.", "It should hire one."))

    assert told[2].meant == ("council",)


def test_an_order_in_a_letter_means_its_reader() -> None:
    told = with_antecedents(_told("We wrote in May.", "Open the archive before the trial."), ("Minister",))

    assert [each.meant for each in told] == [(), ("Minister",)]
