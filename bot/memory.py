"""What is remembered of one person in one conversation."""

from dataclasses import dataclass, field, replace

REMEMBERED_EXCHANGES = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what was shown for it.

    Attributes:
        question: the question, complete in itself.
        shown: keys of the passages shown for it, so that they are not shown blindly again.
    """

    question: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """The last exchanges, oldest first, and whether the assistant has introduced itself."""

    introduced: bool = False
    exchanges: tuple[Exchange, ...] = field(default_factory=tuple)

    def with_exchange(self, exchange: Exchange) -> "Memory":
        """Remember one more exchange and forget the oldest beyond the limit."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-REMEMBERED_EXCHANGES:])
