"""The columns that say who it is, and where."""

from sqlalchemy import Column, String


def person(*, primary_key: bool = False, nullable: bool = False) -> tuple[Column[str], ...]:
    """Make the columns for one person in one conversation of one channel."""
    return tuple(
        Column(name, String(length), primary_key=primary_key, nullable=nullable)
        for name, length in {"channel": 32, "conversation": 512, "sender": 255}.items()
    )
