from index.changes import Changes, DocumentChanges, document_changes, document_hashes, passage_changes
from knowledge.document import Document, Section
from knowledge.passages import split
from tests.index.documents import PARKING, PASSPORT, WASTE, document


def test_documents_are_compared_by_name_and_contents() -> None:
    before = document_hashes([PARKING, PASSPORT, document("a.md", "oud")])
    after = document_hashes([PARKING, WASTE, document("a.md", "nieuw")])

    assert document_changes(before, after) == DocumentChanges(("afval.md",), ("a.md",), ("paspoort.md",), 1)


def test_a_change_of_source_alone_changes_a_document() -> None:
    moved = Document(PARKING.source.__class__("parkeren.md", "Parkeren", url="https://x"), PARKING.sections)

    assert document_hashes([PARKING]) != document_hashes([moved])


def test_namesakes_both_count() -> None:
    one, two = document("a.md", "een"), document("a.md", "twee")

    assert document_hashes([one, two]) != document_hashes([one]) != document_hashes([two])


def test_a_passage_in_place_of_another_is_changed_and_one_more_is_new() -> None:
    before = document("a.md", "Een.")
    after = Document(
        before.source,
        (Section(("Kop",), document("", "Twee.").sections[0].blocks), *document("", "Drie.").sections),
    )

    assert passage_changes(split(before), split(after)) == Changes(new=1, changed=1)
