"""What is being done to the index at this moment, for who asks how far it is."""

import time

from bot.reindexing.reindexed import Stage, Step


class UnderWay:
    """The work that this process does on the index.

    Attributes:
        step: how far it is; None where nothing is done, or by another process.
    """

    def __init__(self) -> None:
        self.step: Step | None = None
        self._since = 0.0

    def note(self, step: Step) -> None:
        """Note how far it is."""
        if self.step is None or step.stage is not self.step.stage:
            self._since = time.monotonic()
        self.step = step

    def over(self) -> None:
        """Note that it is over."""
        self.step = None

    def seconds_left(self) -> float | None:
        """Estimate how long the embedding takes from now; None where that cannot be said."""
        step = self.step
        if step is None or step.stage is not Stage.EMBEDDING or not step.done:
            return None
        return (time.monotonic() - self._since) / step.done * (step.total - step.done)
