import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.wegwijzer import wegwijzer

FIELDS = {"question", "kind", "answer", "sources", "score", "took_ms"}
SOURCE_FIELDS = {"document", "title", "section", "url", "date", "quote"}


def test_a_question_prints_its_answer(installed: Path) -> None:
    result = wegwijzer("ask", "Welke rollen kent het driehoekmodel?", data=installed)

    assert result.returncode == 0
    assert "opdrachtnemer" in result.stdout
    assert "Bron: " in result.stdout


def test_json_holds_all_there_is_to_know_of_an_answer(installed: Path) -> None:
    result = wegwijzer("ask", "--json", "Wat is de ACU?", data=installed)

    answer = json.loads(result.stdout)
    assert set(answer) == FIELDS
    assert answer["kind"] == "answer"
    assert 0 <= answer["score"] <= 1
    assert set(answer["sources"][0]) == SOURCE_FIELDS
    assert answer["sources"][0]["quote"] in answer["answer"]


def test_a_batch_is_answered_line_by_line_in_order(installed: Path, tmp_path: Path) -> None:
    batch = tmp_path / "vragen.jsonl"
    batch.write_text(
        '{"id": "b", "question": "hallo"}\n'
        '{"id": 2, "question": "en de tweede?", "previous": "Welke twee pijlers heeft WaU?"}\n'
        '{"id": "a", "question": "Hoe maak ik lasagne?"}\n'
    )

    result = wegwijzer("ask", "--batch", str(batch), data=installed)

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["b", 2, "a"]
    assert answers[0]["kind"] == "smalltalk"
    assert answers[2]["kind"] == "unknown"


def test_a_broken_line_in_a_batch_is_named_before_anything_is_answered(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "vragen.jsonl"
    batch.write_text('{"id": 1, "question": "hallo"}\n{"id": 2}\n')

    result = run("ask", "--batch", str(batch))

    assert result.code == 1
    assert result.output == b""
    assert "regel 2" in result.errors
    assert len(result.errors.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["vraag", "--batch", "x"], ["--onzin"]])
def test_wrong_use_ends_with_code_2(arguments: list[str], run: Run) -> None:
    result = run("ask", *arguments)

    assert result.code == 2
    assert "Traceback" not in result.errors


def test_an_index_that_is_not_there_is_a_clear_error(installed: Path, tmp_path: Path) -> None:
    result = wegwijzer("ask", "vraag", "--index", str(tmp_path / "niets"), data=installed)

    assert result.returncode == 1
    assert "wegwijzer reindex" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_wrong_setting_is_named_with_its_remedy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_ANSWER_THRESHOLD", "veel")

    result = run("ask", "vraag")

    assert result.code == 1
    assert "WEGWIJZER_ANSWER_THRESHOLD" in result.errors
    assert len(result.errors.splitlines()) == 1
