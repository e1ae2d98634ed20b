from tracker.store.tables import Recommendation
from tracker.vocabulary.fields import OF_THE_WORK, UPDATED, stored


def test_fields_are_told_from_the_columns_that_hold_them() -> None:
    assert stored("status_on") == ("status_on", "status_on_precision")
    assert (stored("owner"), stored("notes")) == (("owner_id",), ("notes",))
    assert OF_THE_WORK < UPDATED < set(Recommendation.model_fields)
    assert {"unit_id", "superseded_by_id", "outcome_on_precision"} < UPDATED
