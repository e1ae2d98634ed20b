"""Conditions on a recommendation that several questions ask for, and how many rows fulfil one."""

from sqlalchemy import ColumnElement, case, func
from sqlmodel import col

from tracker.store.tables import Recommendation
from tracker.vocabulary.statuses import Group, statuses


def adopted() -> ColumnElement[bool]:
    """Whether a recommendation is adopted, at least in part."""
    return col(Recommendation.status).in_([status.value for status in statuses(Group.ADOPTED)])


def how_many(fulfilling: ColumnElement[bool]) -> ColumnElement[int]:
    """How many of the rows asked for fulfil it; 0 of none."""
    return func.coalesce(func.sum(case((fulfilling, 1), else_=0)), 0)
