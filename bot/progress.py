"""How far a task is, for whoever is waiting for it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many steps are done, out of how many."""

ProgressOf = Callable[[str], Progress]
"""Starts showing the progress of a task, named in words for people."""
