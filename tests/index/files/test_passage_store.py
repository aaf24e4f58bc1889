import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.files.passage_store import PassageStore, write_passages
from knowledge.document import Source
from knowledge.passage import Line, Passage, Role

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
lines = st.builds(Line, texts, st.sampled_from(Role), st.booleans())
passages = st.lists(
    st.builds(
        Passage,
        st.builds(Source, texts, texts, date=texts, incomplete=st.booleans()),
        st.lists(texts, max_size=3).map(tuple),
        st.lists(lines, min_size=1, max_size=4).map(tuple),
        st.none() | st.integers(1, 999),
    ),
    max_size=6,
)


@given(passages)
def test_passages_come_back_as_they_were(written: list[Passage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_passages(Path(folder), written)
        store = PassageStore(Path(folder))

        assert list(store) == written
        assert [store[number] for number in range(len(store))] == written


@given(passages)
def test_passages_share_a_number_when_they_share_a_title(written: list[Passage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_passages(Path(folder), written)
        numbers = PassageStore(Path(folder)).titles.tolist()

    pairs = {(number, passage.source.title) for number, passage in zip(numbers, written, strict=True)}
    assert len(pairs) == len(set(numbers)) == len({passage.source.title for passage in written})


@given(passages, st.frozensets(texts))
def test_passages_are_known_by_the_name_of_their_document(
    written: list[Passage], others: frozenset[str]
) -> None:
    names = {passage.source.document for passage in written[::2]} | others
    with tempfile.TemporaryDirectory() as folder:
        write_passages(Path(folder), written)
        found = PassageStore(Path(folder)).of_documents(names)

    assert found.tolist() == [passage.source.document in names for passage in written]
