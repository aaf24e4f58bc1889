"""Documents made up for tests."""

from knowledge.document import Document, Paragraph, Section, Source


def document(name: str, *paragraphs: str, title: str = "", heading: str = "") -> Document:
    """Make a document of one section."""
    headings = (heading,) if heading else ()
    blocks = tuple(Paragraph(paragraph) for paragraph in paragraphs)
    return Document(Source(name, title or name), (Section(headings, blocks),))


PARKING = document("parkeren.md", "Een parkeervergunning vraag je aan bij het loket.", title="Parkeren")
PASSPORT = document("paspoort.md", "Het paspoort is tien jaar geldig.", title="Paspoort")
WASTE = document("afval.md", "Grofvuil wordt elke dinsdag opgehaald.", title="Afval")
