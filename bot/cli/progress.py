"""Progress of anything that takes a while, on stderr: a bar on a terminal, a line now and then elsewhere."""

import sys
import time

from bot.progress import Progress
from bot.wording import cli as words

SECONDS_BETWEEN_LINES = 5.0


def progress_on_stderr(task: str) -> Progress:
    """Show the progress of one task.

    Args:
        task: what is being done, in words for people.

    Returns:
        To be called with the steps done and the steps in all; the task ends when they are equal.
    """
    return _bar(task) if sys.stderr.isatty() else _lines(task)


def _bar(task: str) -> Progress:
    # Imported here because it takes a tenth of a second, and mostly nothing has to be shown.
    from rich import progress as rich_progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    progress = rich_progress.Progress(
        rich_progress.TextColumn("{task.description}"),
        rich_progress.BarColumn(),
        rich_progress.MofNCompleteColumn(),
        rich_progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    identity = progress.add_task(task, total=None)

    def report(done: int, total: int) -> None:
        if not progress.live.is_started:
            progress.start()
        progress.update(identity, completed=done, total=total)
        if done >= total:
            progress.stop()

    return report


def _lines(task: str) -> Progress:
    shown_at = float("-inf")

    def report(done: int, total: int) -> None:
        nonlocal shown_at
        if time.monotonic() - shown_at >= SECONDS_BETWEEN_LINES or done >= total:
            shown_at = time.monotonic()
            sys.stderr.write(words.PROGRESS.format(task=task, done=done, total=total) + "\n")
            sys.stderr.flush()

    return report
