"""What these commands show to people: as wide as the terminal, but never wider than reads well."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

COLUMNS = 100
_LOCAL = ZoneInfo("Europe/Amsterdam")


def print_table(table: Table) -> None:
    """Print a table on stdout; its colours only where a terminal has them."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, COLUMNS) if console.is_terminal else COLUMNS
    console.print(table)


def local_time(moment: datetime) -> str:
    """Write a moment as a clock in the Netherlands has it: ``2026-07-01 22:30``."""
    return f"{moment.astimezone(_LOCAL):%Y-%m-%d %H:%M}"
