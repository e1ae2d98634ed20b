"""Conditions on a recommendation that several questions ask for, and how many rows fulfil one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import col

from tracker.store.tables import Recommendation
from tracker.vocabulary.statuses import Group, statuses


def adopted() -> ColumnElement[bool]:
    """Whether a recommendation is adopted, at least in part."""
    return col(Recommendation.status).in_([status.value for status in statuses(Group.ADOPTED)])


def ask() -> ColumnElement[int]:
    """What stands for all recommendations that ask the same: the id of one of them, its own where it is alone."""
    return func.coalesce(col(Recommendation.repeats_id), col(Recommendation.id))


def asking(keys: Sequence[int]) -> ColumnElement[bool]:
    """Whether what stands for it is among these: as `ask` has it, in words for which there are indexes."""
    repeats = col(Recommendation.repeats_id)
    return or_(repeats.in_(keys), and_(repeats.is_(None), col(Recommendation.id).in_(keys)))


def how_many(fulfilling: ColumnElement[bool]) -> ColumnElement[int]:
    """How many of the rows asked for fulfil it; 0 of none."""
    return func.coalesce(func.sum(case((fulfilling, 1), else_=0)), 0)
