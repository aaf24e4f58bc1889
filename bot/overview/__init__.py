"""How the knelpunten are doing, counted and drawn: for chat and as a report."""
