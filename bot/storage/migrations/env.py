"""Alembic's entry: runs the migrations over one connection, all in one transaction."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot.storage.postgresql import wait_for_other_migrations
from bot.storage.schema import metadata
from bot.storage.sqlite import BEGIN, control_transactions

url = make_url(context.config.attributes["url"])
is_sqlite = url.get_backend_name() == "sqlite"
engine = create_engine(
    url.set(drivername="sqlite") if is_sqlite else url,
    poolclass=NullPool,
    execution_options={BEGIN: "IMMEDIATE"},
)
if is_sqlite:
    control_transactions(engine)

with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        if not is_sqlite:
            wait_for_other_migrations(connection)
        context.run_migrations()
