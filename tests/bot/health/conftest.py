from tests.bot.cli.conftest import run as run  # noqa: PLC0414 - a fixture
