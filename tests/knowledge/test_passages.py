from collections import Counter
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Block, Document, ListBlock, Paragraph, Section, Source
from knowledge.passage import Line, Passage, Role
from knowledge.passages import split

SOURCE = Source(document="014-driehoek.md", title="Driehoek")


def document(*blocks: Block) -> Document:
    return Document(SOURCE, (Section(("Rollen",), blocks),))


def sentence(words: int, first: str = "Woord") -> str:
    return " ".join([first, *["woord"] * (words - 1)]) + "."


def words(passage: Passage) -> int:
    return sum(len(line.text.split()) for line in passage.lines)


def test_a_short_section_is_one_passage_with_its_headings_and_page():
    section = Section(("Driehoek", "Rollen"), (Paragraph("Eén zin. Nog een zin."),), page=3)

    [passage] = split(Document(SOURCE, (section,)))

    assert passage.headings == ("Driehoek", "Rollen")
    assert passage.page == 3
    assert passage.lines == (
        Line("Eén zin.", starts_paragraph=True),
        Line("Nog een zin."),
    )


def test_a_passage_never_crosses_a_heading():
    sections = tuple(Section((name,), (Paragraph("Kort."),)) for name in ("Eigenaar", "Opdrachtgever"))

    passages = split(Document(SOURCE, sections))

    assert [passage.headings for passage in passages] == [("Eigenaar",), ("Opdrachtgever",)]


def test_paragraphs_stay_whole_where_they_fit():
    paragraphs = [Paragraph(f"{sentence(30, name)} {sentence(30)}") for name in ("A", "B", "C", "D")]

    passages = split(document(*paragraphs), max_words=120)

    assert [passage.lines[0].text.split()[0] for passage in passages] == ["A", "C"]


def test_a_long_paragraph_is_divided_evenly_between_sentences():
    passages = split(document(Paragraph(" ".join(sentence(10) for _ in range(16)))), max_words=120)

    assert [words(passage) for passage in passages] == [80, 80]


def test_a_sentence_longer_than_the_cap_stays_whole():
    [passage] = split(document(Paragraph(sentence(200))), max_words=120)

    assert words(passage) == 200


def test_a_remainder_of_a_few_words_joins_its_neighbour():
    passages = split(document(Paragraph(sentence(115)), Paragraph(sentence(20))), max_words=120)

    assert [words(passage) for passage in passages] == [135]


def test_a_list_stays_with_the_sentence_that_introduces_it():
    items = tuple(sentence(30, name) for name in ("Eigenaar", "Opdrachtgever", "Opdrachtnemer"))

    passages = split(
        document(Paragraph(sentence(90)), Paragraph("De driehoek kent drie rollen:"), ListBlock(items)),
        max_words=120,
    )

    assert [line.role for line in passages[1].lines] == [Role.SENTENCE, Role.ITEM, Role.ITEM, Role.ITEM]
    assert passages[1].lines[0].text == "De driehoek kent drie rollen:"


def test_a_list_too_long_to_keep_is_divided_between_items_under_its_introduction():
    items = tuple(sentence(20, f"Item{number}") for number in range(20))

    passages = split(document(Paragraph("De eisen zijn:"), ListBlock(items, ordered=True)), max_words=100)

    assert all(passage.lines[0].text == "De eisen zijn:" for passage in passages)
    assert [line.number for passage in passages for line in passage.lines[1:]] == list(range(1, 21))


def test_an_item_that_introduces_a_list_of_its_own_is_its_introduction():
    letters = tuple(sentence(20, f"{letter}.") for letter in "abcdefghijklmn")

    passages = split(
        document(ListBlock(("Dit zijn geen bestuursorganen:",), ordered=True, start=2), ListBlock(letters)),
        max_words=100,
    )

    assert len(passages) > 1
    assert {passage.lines[0] for passage in passages} == {
        Line("Dit zijn geen bestuursorganen:", Role.NUMBERED_ITEM, number=2)
    }


def test_a_long_paragraph_before_a_list_lends_only_its_last_sentence():
    lead = f"{sentence(90)} Het gaat om drie rollen."
    items = tuple(sentence(40) for _ in range(3))

    passages = split(document(Paragraph(lead), ListBlock(items)), max_words=120)

    assert passages[1].lines[0].text == "Het gaat om drie rollen."
    assert words(passages[0]) == 90


def test_an_item_of_several_sentences_is_one_line():
    [passage] = split(document(ListBlock(("Eén zin. Nog een zin.", "Kort."))))

    assert [line.text for line in passage.lines] == ["Eén zin. Nog een zin.", "Kort."]


def test_an_item_too_long_for_a_passage_is_divided_between_its_sentences():
    long_item = " ".join(sentence(30, f"Zin{number}") for number in range(8))

    passages = split(document(Paragraph("De eisen zijn:"), ListBlock((long_item, "Kort."), ordered=True)))

    assert all(passage.lines[0].text == "De eisen zijn:" for passage in passages)
    assert [line.number for passage in passages for line in passage.lines if line.number] == [1, 2]
    assert max(map(words, passages)) <= 123


def test_a_document_without_text_has_no_passages():
    assert split(Document(SOURCE, (Section((), ()),))) == []


def test_a_long_law_is_split_within_two_seconds():
    lid = ListBlock(tuple(sentence(25) for _ in range(4)), ordered=True)
    article = (Paragraph(f"{sentence(40)} {sentence(40)}"), lid)
    law = Document(SOURCE, tuple(Section((f"Artikel {number}",), article) for number in range(500)))

    start = perf_counter()
    split(law)

    assert perf_counter() - start < 2


text = st.lists(
    st.sampled_from(["Beleid", "uitvoering", "eis.", "nr.", "5", "Waarom?", "a:", "“Ja.”"]), min_size=1
).map(" ".join)
blocks = st.one_of(
    st.builds(Paragraph, text),
    st.builds(ListBlock, st.lists(text, min_size=1).map(tuple), st.booleans(), st.integers(1, 9)),
)
documents = st.builds(
    Document,
    st.just(SOURCE),
    st.lists(
        st.builds(Section, st.tuples(st.sampled_from(["A", "B"])), st.lists(blocks, max_size=5).map(tuple)),
        max_size=4,
    ).map(tuple),
)


def all_words(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    for section in document.sections:
        for block in section.blocks:
            for part in block.items if isinstance(block, ListBlock) else (block.text,):
                found.update(part.split())
    return found


@given(documents, st.integers(5, 60))
def test_no_word_is_lost_and_only_introductions_come_twice(document, max_words):
    passages = split(document, max_words=max_words)

    found = Counter(word for passage in passages for line in passage.lines for word in line.text.split())
    repeated = found - all_words(document)
    openings = Counter(word for passage in passages for word in passage.lines[0].text.split())
    assert not all_words(document) - found
    assert not repeated - openings


@given(documents, st.integers(5, 60))
def test_every_line_comes_from_the_section_that_its_passage_names(document, max_words):
    by_heading = {
        heading: all_words(Document(SOURCE, tuple(s for s in document.sections if s.headings == (heading,))))
        for heading in "AB"
    }

    for passage in split(document, max_words=max_words):
        assert passage.lines
        assert not {w for line in passage.lines for w in line.text.split()} - set(
            by_heading[passage.headings[0]]
        )
