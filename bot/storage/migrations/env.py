"""Alembic's entry: runs the migrations over one connection."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot.storage.schema import metadata

url = make_url(context.config.attributes["url"])
if url.get_backend_name() == "sqlite":
    url = url.set(drivername="sqlite")

with create_engine(url, poolclass=NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
