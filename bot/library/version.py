"""Which version of a document there is."""

from datetime import UTC, datetime


def version_of(added_at: datetime) -> str:
    """Name the version of a document by the moment at which an admin added it."""
    return added_at.astimezone(UTC).isoformat()
