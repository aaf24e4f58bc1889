"""The year that numbers of knelpunten are given in."""

from datetime import UTC, datetime

YEAR = datetime.now(UTC).year
