import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.wegwijzer import furnished


@pytest.fixture
def data(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an index, and two questions to test it with."""
    data = furnished(tmp_path / "data", installed)
    (data / "toetsvragen.jsonl").write_text(
        '{"id": "T1", "question": "Wat is de ACU?", "kind": "answer", "documents": ["014-driehoek.md"]}\n'
        '{"id": "T2", "question": "Hoe oud is de koning?", "kind": "unknown"}\n'
    )
    return data


def test_questions_are_added_listed_and_removed(run: Run, data: Path) -> None:
    added = run("toetsvragen", "erbij", "staatpraat locatie", "044-staatpraat-gegevensuitwisseling")
    removed = run("toetsvragen", "weg", "t1")
    listed = run("toetsvragen", "list")

    assert added.lines[0].startswith("Toegevoegd als toetsvraag T3: ‘staatpraat locatie’.")
    assert removed.lines == ["Toetsvraag T1 is weg: ‘Wat is de ACU?’."]
    assert listed.lines == [
        "T2\tHoe oud is de koning?\tgeen",
        "T3\tstaatpraat locatie\t044-staatpraat-gegevensuitwisseling.md",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("weg", "T9"), 1, "toetsvraag T9 is er niet"),
        (("erbij", "Waar was staatpraat?", "staatpraat.md"), 1, "Bedoel je 044-staatpraat"),
        (("erbij", "Bel ik 06-12345678?", "geen"), 1, "persoonsgegevens"),
        (("erbij", "?", "geen"), 2, "geef een vraag"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: Run, data: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = (data / "toetsvragen.jsonl").read_bytes()

    ended = run("toetsvragen", *arguments)

    assert ended.code == code
    assert said in ended.errors
    assert (data / "toetsvragen.jsonl").read_bytes() == before


def test_the_questions_are_asked(run: Run, data: Path) -> None:
    ended = run("toetsvragen", "meet")
    as_json = run("toetsvragen", "meet", "--json")

    assert ended.lines[0] == "Er gaan nu 1 van de 2 toetsvragen goed."
    assert ended.lines[1].startswith("T1: ‘Wat is de ACU?’. Goed is een antwoord uit 014-driehoek.md. ")
    assert [json.loads(line)["right"] for line in as_json.lines] == [False, True]


def test_questions_without_words_are_evaluated_too(run: Run, data: Path) -> None:
    ended = run("evaluate", "--questions", str(data / "toetsvragen.jsonl"))

    assert ended.code == 0
    assert "juiste eerste bron" in ended.output.decode()
