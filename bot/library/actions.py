"""What a message does to the documents that the assistant answers from."""

from dataclasses import dataclass, field

from bot.library.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A file that becomes a document, in the place of the one of the same name.

    Attributes:
        name: file name.
        content: its bytes.
        url: where it was fetched, or ``""``.
        terms: for whom and when it holds; None for what that was.
    """

    name: str
    content: bytes = field(repr=False)
    url: str = ""
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class AddDocuments:
    """Keep files as documents, and have the index made anew."""

    documents: tuple[NewDocument, ...]


@dataclass(frozen=True, slots=True)
class WithdrawDocument:
    """Show a document to nobody any more, from now on, and have the index made anew without it."""

    document: str


@dataclass(frozen=True, slots=True)
class BringBackDocument:
    """Show a document again that was withdrawn, to whom it was shown before, and have the index made anew."""

    document: str


@dataclass(frozen=True, slots=True)
class SetTerms:
    """Say for whom and when a document holds, from now on; what was withdrawn stays so."""

    document: str
    terms: Terms


LibraryAction = AddDocuments | WithdrawDocument | BringBackDocument | SetTerms
