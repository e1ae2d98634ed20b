"""Runs the migrations inside the transaction that `store.upgrade` has opened."""

from alembic import context
from sqlmodel import SQLModel

from tracker.store import people_tables, report_tables, tables, work_tables

_ = (people_tables, report_tables, tables, work_tables)
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
