import json
from pathlib import Path

import pytest

from index.evaluation import evaluate, write_trec_run
from index.evaluation_files import EvaluationFileError, read_entries, read_qrels
from tests.index.hashed_words import HashedWords

LONG = " ".join(f"Dit is zin nummer {number} van een lang verhaal." for number in range(60))
CORPUS = [
    {"_id": "p1", "title": "Parkeren", "text": "Een parkeervergunning vraag je aan bij het loket."},
    {"_id": "p2", "title": "Paspoort", "text": "Het paspoort is tien jaar geldig."},
    {"_id": "p3", "title": "Verhaal", "text": LONG},
]
QUERIES = [
    {"_id": "q1", "text": "parkeervergunning"},
    {"_id": "q2", "text": "paspoort geldig"},
    {"_id": "q3", "text": "niet beoordeeld"},
]


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus.jsonl", CORPUS)


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    return written(tmp_path / "queries.jsonl", QUERIES)


@pytest.fixture
def qrels(tmp_path: Path) -> Path:
    path = tmp_path / "qrels.tsv"
    path.write_text("query-id\tcorpus-id\tscore\nq1\tp1\t2\nq2\tp1\t1\n")
    return path


def test_the_measures_are_means_over_the_judged_queries(
    corpus: Path, queries: Path, qrels: Path, embedder: HashedWords
) -> None:
    evaluation = evaluate(corpus, queries, qrels, embedder)

    assert evaluation.queries == 2
    assert evaluation.measures["success@5"] == 1
    assert 0.5 < evaluation.measures["MRR@10"] < 1
    assert evaluation.queries_per_second > 0


def test_judgements_of_other_queries_do_not_count(
    corpus: Path, queries: Path, qrels: Path, embedder: HashedWords
) -> None:
    expected = evaluate(corpus, queries, qrels, embedder).measures
    qrels.write_text(qrels.read_text() + "other\tp1\t2\n")

    assert evaluate(corpus, queries, qrels, embedder).measures == expected


def test_judgements_of_no_query_at_all_are_refused(
    corpus: Path, queries: Path, qrels: Path, embedder: HashedWords
) -> None:
    qrels.write_text("other\tp1\t2\n")

    with pytest.raises(EvaluationFileError, match="judges none of the queries"):
        evaluate(corpus, queries, qrels, embedder)


def test_an_entry_of_several_passages_is_ranked_once(
    corpus: Path, queries: Path, qrels: Path, embedder: HashedWords, tmp_path: Path
) -> None:
    evaluation = evaluate(corpus, queries, qrels, embedder)

    write_trec_run(tmp_path / "run", evaluation.run)
    lines = [line.split() for line in (tmp_path / "run").read_text().splitlines()]
    assert [fields[3] for fields in lines] == ["1", "2", "3"] * 2
    assert lines[0][2] == "p1"
    assert {fields[2] for fields in lines[:3]} == {"p1", "p2", "p3"}


@pytest.mark.parametrize(
    ("contents", "line", "reason"),
    [
        ("", 0, "empty"),
        ('{"_id": "a", "text": "b"}\n\nnonsense\n', 3, "not JSON"),
        ("[]\n", 1, "not a JSON object"),
        ('{"_id": 7, "text": "b"}\n', 1, 'no "_id" with a text'),
        ('{"_id": "a"}\n', 1, 'no "text" with a text'),
        ('{"_id": "a", "text": "b"}\n{"_id": "a", "text": "c"}\n', 2, '"_id" a is there twice'),
    ],
)
def test_a_line_that_is_no_entry_is_named(tmp_path: Path, contents: str, line: int, reason: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(contents)

    with pytest.raises(EvaluationFileError) as error:
        read_entries(path)

    assert (error.value.path, error.value.line, error.value.reason) == (path, line, reason)


@pytest.mark.parametrize(
    ("contents", "line"),
    [("", 0), ("q\tp\n", 1), ("q\tp\t1\nq\tp\tveel\n", 2), ("query\tpassage\tgrade\n", 0)],
)
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, contents: str, line: int) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(contents)

    with pytest.raises(EvaluationFileError) as error:
        read_qrels(path)

    assert error.value.line == line


@pytest.mark.parametrize("header", ["", "query\tpassage\tgrade\n"])
def test_judgements_are_read_with_and_without_a_header(tmp_path: Path, header: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(f"{header}q1\tp1\t2\r\nq1\tp2\t1\n")

    assert read_qrels(path) == {"q1": {"p1": 2, "p2": 1}}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileError, match="No such file"):
        read_entries(tmp_path / "none.jsonl")
