import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.evaluation_set import Change, add_case, case_called, read_set, remove_case
from bot.evaluation.questions import Expected, Question, QuestionsInvalid, read_questions
from bot.settings import KnowledgeSettings, Settings
from bot.text import clean
from knowledge.glossary import shipped_documents
from tests.bot.cli.wegwijzer import environment_for

QUESTIONS = Path(__file__).parents[3] / "bench" / "questions"
ACU = "Wat is de ACU?"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def with_file(folder: Path, content: str) -> Settings:
    path = folder / "eigen.jsonl"
    path.write_text(content, encoding="utf-8")
    return Settings(data_dir=folder / "data", knowledge=KnowledgeSettings(evaluation=path))


def test_the_shipped_set_is_about_the_shipped_documents(settings: Settings) -> None:
    cases = read_set(settings)

    documents = {path.name for path in shipped_documents().iterdir()} | {"glossary.toml"}
    unanswered = [case for case in cases if case.kind is not Expected.ANSWER]
    assert 40 <= len(cases) <= 60
    assert len(unanswered) == len(cases) / 4
    assert len({name for case in cases for name in case.documents}) >= 40
    assert {name for case in cases for name in case.documents} <= documents


def test_what_is_reported_elsewhere_is_not_in_the_shipped_set(settings: Settings) -> None:
    reported = {clean(case.question).casefold() for case in read_questions(QUESTIONS / "reported.jsonl")}

    assert reported.isdisjoint(clean(case.question).casefold() for case in read_set(settings))


def test_the_first_change_keeps_the_shipped_set_as_it_is(settings: Settings, tmp_path: Path) -> None:
    shipped = (shipped_documents().parent / "evaluation.jsonl").read_bytes()

    add_case(settings, ACU, "glossary.toml")

    changed = (tmp_path / "toetsvragen.jsonl").read_bytes()
    assert changed.startswith(shipped)
    assert changed.removeprefix(shipped).count(b"\n") == 1
    assert (shipped_documents().parent / "evaluation.jsonl").read_bytes() == shipped


def test_a_change_touches_no_other_line(tmp_path: Path) -> None:
    lines = [
        '{"question":"a",  "id":"x", "kind":"unknown"}\n',
        "\n",
        '{"id": "T4", "question": "b\u2028c", "kind": "unknown"}\n',
        '{"id": "T5", "question": "d", "kind": "off_topic"}\n',
    ]
    settings = with_file(tmp_path, "".join(lines))

    added = add_case(settings, ACU, "glossary.toml").case
    remove_case(settings, "T4")

    assert added.id == "T6"
    changed = (tmp_path / "eigen.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert changed[:3] == [lines[0], lines[1], lines[3]]
    assert len(changed) == 4


@pytest.mark.parametrize("again", [ACU, "wat is de acu", " Wat  is de ACU ?"])
def test_the_same_question_is_there_once(settings: Settings, again: str) -> None:
    first = add_case(settings, ACU, "glossary.toml")

    second = add_case(settings, again, "glossary.toml")

    assert (first.change, second.change) == (Change.NEW, Change.NONE)
    assert second.case == first.case


def test_what_is_right_can_be_changed_for_a_question(settings: Settings) -> None:
    first = add_case(settings, ACU, "glossary.toml")

    done = add_case(settings, ACU, None)

    assert done.change is Change.CHANGED
    assert (done.case.id, done.case.kind) == (first.case.id, Expected.UNKNOWN)
    assert add_case(settings, ACU, None).change is Change.NONE


def test_a_document_that_already_counts_as_right_changes_nothing(tmp_path: Path) -> None:
    line = (
        '{"id": "T1", "question": "a", "kind": "answer", "documents": ["x.md", "y.md"], "words": [["z"]]}\n'
    )
    settings = with_file(tmp_path, line)

    assert add_case(settings, "A?", "y.md").change is Change.NONE
    assert (tmp_path / "eigen.jsonl").read_text() == line


@pytest.mark.parametrize("typed", ["T12", "t12", "12"])
def test_a_question_is_called_by_its_number(typed: str) -> None:
    cases = [Question(id=name, question=name, kind=Expected.UNKNOWN) for name in ("T1", "T12")]

    assert case_called(typed, cases) == cases[1]
    assert case_called("2", cases) is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('{"id": "1", "question": "a", "kind": "unknown"}\n{"id": "2"', 2),
        ('{"id": "1", "question": "a", "kind": "unknown"}\n\n{"id": "2", "question": "b"}\n', 3),
        ('{"id": "1", "question": "a", "kind": "answer"}\n', 1),
        ('{"id": "1", "question": "a", "kind": "unknown"}\n' * 2, 2),
        ('{"id": "1", "question": "a", "kind": "unknown"}\n\udcff\n', 2),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, content: str, line: int) -> None:
    settings = with_file(tmp_path, "")
    path = tmp_path / "eigen.jsonl"
    path.write_bytes(content.encode(errors="surrogateescape"))
    before = path.read_bytes()

    for do in (lambda: read_set(settings), lambda: add_case(settings, ACU, None)):
        with pytest.raises(QuestionsInvalid) as caught:
            do()
        assert (caught.value.path, caught.value.line) == (path, line)

    assert path.read_bytes() == before


_words = st.text(st.characters(categories=["L", "N", "P", "Z", "C"], exclude_characters="\r"), max_size=12)
_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.booleans(), _words, st.none() | _names), max_size=12))
def test_in_any_order_what_was_added_and_not_removed_is_there(
    steps: list[tuple[bool, str, str | None]],
) -> None:
    with TemporaryDirectory() as folder:
        settings = with_file(Path(folder), "")
        kept: dict[str, Question] = {}

        for adds, question, document in steps:
            if adds or not kept:
                case = add_case(settings, question, document).case
                kept[case.id] = case
            else:
                removed = kept.pop(next(iter(kept)))
                assert remove_case(settings, removed.id) == removed

            assert read_set(settings) == tuple(kept.values())


def test_of_writers_at_the_same_time_all_is_kept(settings: Settings) -> None:
    def add(number: int) -> str:
        return add_case(settings, f"vraag {number}", None).case.id

    before = len(read_set(settings))
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(add, range(40)))

    assert len(ids) == 40
    assert len(read_set(settings)) == before + 40


def test_of_processes_at_the_same_time_all_is_kept(settings: Settings, tmp_path: Path) -> None:
    code = (
        "import sys; from bot.evaluation.evaluation_set import add_case; from bot.settings import Settings\n"
        "for n in range(10): add_case(Settings(), f'vraag {sys.argv[1]} {n}', None)"
    )
    before = len(read_set(settings))

    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(number)], env=environment_for(tmp_path))
        for number in range(3)
    ]

    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert len(read_set(settings)) == before + 30
