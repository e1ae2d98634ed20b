from tracker.stats.reliability import Band, reliability
from tracker.stats.shares import share


def test_each_finding_falls_into_one_band() -> None:
    judged = [(0.5, True), (0.59, False), (0.6, True), (0.9, True), (0.99, False), (1.0, True)]
    assert reliability(judged) == (
        Band(0.5, 0.6, share(1, 2)),
        Band(0.6, 0.7, share(1, 1)),
        Band(0.7, 0.8, share(0, 0)),
        Band(0.8, 0.9, share(0, 0)),
        Band(0.9, 1.0, share(2, 3)),
    )


def test_what_is_less_sure_stands_in_a_band_of_its_own() -> None:
    assert reliability([(0.2, False), (0.49, True)])[0] == Band(0.0, 0.5, share(1, 2))
    assert len(reliability([])) == 5
