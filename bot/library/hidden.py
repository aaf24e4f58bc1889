"""Which documents may not be shown to who asks something."""

from dataclasses import dataclass

from bot.lessons.folder import is_lesson


@dataclass(frozen=True, slots=True)
class Hidden:
    """The documents of which nothing may be shown to who asks something.

    Of lessons it is said which may be shown, of all other documents which may not: a lesson of which nobody
    knows that its consent was given is hidden, whatever index still holds it.

    Attributes:
        documents: names of those whose terms hide them.
        agreed: names of the lessons that others may read; None where consent does not matter.
    """

    documents: frozenset[str] = frozenset()
    agreed: frozenset[str] | None = None

    def __contains__(self, document: object) -> bool:
        """Whether nothing may be shown of the document of this name."""
        if self.agreed is not None and isinstance(document, str) and is_lesson(document):
            return document not in self.agreed or document in self.documents
        return document in self.documents

    def with_lessons(self, lessons: frozenset[str]) -> frozenset[str]:
        """Name all that is hidden, where these are the lessons that there are."""
        return self.documents if self.agreed is None else self.documents | (lessons - self.agreed)


NOTHING_HIDDEN = Hidden()
