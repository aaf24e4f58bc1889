from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import database
from bot.storage.postgresql import engine_arguments
from bot.storage.transaction import DatabaseRefuses, writing
from tests.bot.storage.samples import ON_POSTGRESQL


@ON_POSTGRESQL
@pytest.mark.parametrize("reads", [True, False])
async def test_who_finds_all_connections_in_use_for_too_long_is_refused(
    monkeypatch: pytest.MonkeyPatch, database_url: str, *, reads: bool
) -> None:
    few = {**engine_arguments(), "pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05}
    monkeypatch.setattr(database, "engine_arguments", lambda: few)
    engine = await database.open_database(database_url)
    async with engine.connect():
        with pytest.raises(DatabaseRefuses, match="limit"):
            async with engine.connect() if reads else writing(engine):
                pass

    await engine.dispose()


@ON_POSTGRESQL
async def test_both_ends_soon_notice_that_the_other_one_died(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        server = {
            name: await connection.scalar(text(f"SHOW {name}"))
            for name in ("tcp_keepalives_idle", "tcp_user_timeout", "statement_timeout")
        }
        driver: Any = (await connection.get_raw_connection()).driver_connection
        client = driver.info.get_parameters()

    assert server == {"tcp_keepalives_idle": "2", "tcp_user_timeout": "4000", "statement_timeout": "1min"}
    assert (client["keepalives_idle"], client["tcp_user_timeout"]) == ("2", "4000")
