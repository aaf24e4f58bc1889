"""Fixed answers and gaps from the command line."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from bot.memory import Exchange, Memory
from bot.messages import Kind, Reply, paragraph
from bot.settings import load_settings
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from tests.bot.cli.conftest import Run
from tests.bot.cli.wegwijzer import furnished
from tests.bot.incoming import incoming
from tests.bot.storage.samples import outcome

ADD = (
    "antwoorden",
    "erbij",
    "--vraag",
    "Wie vervangt de eigenaar bij ziekte?",
    "--tekst",
    "Het hoofd wijst iemand aan.",
)


def test_a_fixed_answer_is_added_listed_changed_and_removed(run: Run) -> None:
    added = run(*ADD, "--bron", "afspraak van mei", "--eigenaar", "team A", "--nakijken", "1-6-2040")
    listed = run("antwoorden", "list")
    changed = run("antwoorden", "wijzig", "1", "--eigenaar", "team B", "--vraag", "eigenaar ziek, wie dan?")
    shown = json.loads(run("antwoorden", "show", "1", "--json").output)
    removed = run("antwoorden", "weg", "1")

    assert [one.code for one in (added, listed, changed, removed)] == [0, 0, 0, 0]
    assert listed.lines == ["nr. 1: Wie vervangt de eigenaar bij ziekte? (team A, nakijken op 1 juni 2040)"]
    assert shown["owner"] == "team B"
    assert shown["questions"][1] == "eigenaar ziek, wie dan?"
    assert run("antwoorden", "list").lines == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (ADD, "Er mist nog een bron en een eigenaar."),
        ((*ADD, "--bron", "x", "--eigenaar", "y", "--nakijken", "nooit"), "'nooit' is geen datum."),
        ((*ADD, "--bron", "bel 06-12345678", "--eigenaar", "y"), "persoonsgegevens"),
        (("antwoorden", "show", "7"), "vast antwoord 7 is er niet."),
        (("antwoorden", "weg", "7"), "vast antwoord 7 is er niet."),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = run(*arguments)

    assert ended.code == 1
    assert said in ended.errors


def test_a_gap_is_listed_and_answered(run: Run, installed, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(load_settings().data_dir, installed)
    asyncio.run(ask("Wie vervangt de programmadirecteur bij ziekte?"))

    (line,) = run("vragen", "list").lines
    identity = line.split()[0]
    answered = run("vragen", "antwoord", identity, "--tekst", "X.", "--bron", "Y", "--eigenaar", "team A")

    assert "1x: Wie vervangt de programmadirecteur bij ziekte? (1 keer geen antwoord" in line
    assert answered.code == 0
    assert "Wie vervangt de programmadirecteur bij ziekte? (team A" in run("antwoorden", "list").lines[0]


async def ask(question: str) -> None:
    engine = await open_database(load_settings().database)
    message = incoming(question)
    memory = Memory(exchanges=(Exchange(question, event=message.event),))
    said = outcome(replies=(Reply((paragraph("Dat weet ik niet."),), Kind.UNKNOWN),), memory=memory)
    await Conversations(engine).keep(message, said, datetime.now(UTC))
    await engine.dispose()
