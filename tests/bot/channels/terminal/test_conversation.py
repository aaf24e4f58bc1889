"""A conversation through pipes, in this process."""

import asyncio
import io
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.attachments import AttachmentUnavailable
from bot.channels.terminal.conversation import talk
from bot.messages import Choice, File, Kind, Reply, paragraph
from tests.bot.channels.outbox import OutboxInMemory
from tests.bot.years import YEAR

APOLOGY = Reply((paragraph("Er ging iets mis."),))
LARGEST = 1000


class Clerk:
    """Says back what was said, reads files, and hands one out when asked; after work it has more to say."""

    def __init__(self, outbox: OutboxInMemory | None = None) -> None:
        self.outbox = outbox

    def is_addressed(self, incoming):
        return True

    async def handle(self, incoming, fetch):
        if "kapot" in incoming.text:
            raise RuntimeError("out of order")
        said = [f"Je zei: {incoming.text.strip()}"]
        for attachment in incoming.attachments:
            try:
                said.append(f"{attachment.name} ({attachment.size}): {(await fetch(attachment)).decode()}")
            except AttachmentUnavailable as error:
                said.append(f"{attachment.name}: {error.obstacle}")
        files = (File("gegevens.csv", "text/csv", b"a;b"),) if "gegevens" in incoming.text else ()
        if "plaatje" in incoming.text:
            files = (File("naar-stand.png", "image/png", b"", "Staafdiagram. Ontvangen 3."),)
        if "werk" in incoming.text and self.outbox:
            self.outbox.add("Ik ben klaar.", channel="terminal")
        choices = (Choice("Ja", "ja"), Choice("Nee", "nee")) if "kiezen" in incoming.text else ()
        return (Reply((paragraph(" | ".join(said)),), Kind.NOTICE, choices=choices, files=files),)


async def at_once() -> None:
    """Nothing is left to wait for."""


@pytest.fixture
def converse(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """Hold a conversation of the lines that are piped in; gives what was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    async def converse(
        *lines: str,
        outbox: OutboxInMemory | None = None,
        settled: Callable[[], Awaitable[None]] = at_once,
    ) -> list[str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        outbox = outbox or OutboxInMemory()
        await talk(Clerk(outbox), outbox, APOLOGY, LARGEST, settled)
        return capsys.readouterr().out.strip().split("\n\n")

    return converse


async def test_each_line_gets_its_reply(converse):
    assert await converse("hallo", "", "dag") == ["Je zei: hallo", "Je zei: dag"]


async def test_choices_are_numbered(converse):
    assert await converse("ik wil kiezen") == ["Je zei: ik wil kiezen", "1. Ja\n2. Nee"]


@pytest.mark.parametrize(
    "line",
    [
        "bijlage: ~/mijn foto.txt",
        "Bijlage: mijn foto.txt",
        "/bijlage mijn foto.txt",
        "bijlage: '~/mijn foto.txt'",
        "bijlage: mijn\\ foto.txt ",
    ],
)
async def test_a_file_is_attached(converse, tmp_path: Path, line: str):
    (tmp_path / "mijn foto.txt").write_text("inhoud")

    said = await converse(line.replace("'~", f"'{tmp_path}"))

    assert said == ["Je zei:  | mijn foto.txt (6): inhoud"]


@pytest.mark.parametrize("path", ["foto.txt", "'mijn foto.txt'", "mijn\\ foto.txt"])
async def test_something_can_be_said_with_a_file(converse, tmp_path: Path, path: str):
    for name in ("foto.txt", "mijn foto.txt"):
        (tmp_path / name).write_text("inhoud")

    (said,) = await converse(f"bijlage: {path} KP-{YEAR}-0042 bij mijn melding")

    assert said.startswith(f"Je zei: KP-{YEAR}-0042 bij mijn melding | ")
    assert said.endswith("foto.txt (6): inhoud")


async def test_a_file_that_is_not_there_is_said_so(converse, tmp_path: Path):
    said = await converse("bijlage: nergens.png", "bijlage: .", "bijlage: ~niemand/a 'b", "dag")

    assert said[0] == "Ik kan het bestand nergens.png niet vinden of niet lezen."
    assert len(said) == 4
    assert said[-1] == "Je zei: dag"


async def test_a_file_that_is_too_large_is_not_handed_over(converse, tmp_path: Path):
    (tmp_path / "groot").write_bytes(b"x" * (LARGEST + 1))
    (tmp_path / "past").write_bytes(b"x" * LARGEST)

    too_large, fits = await converse("bijlage: groot", "bijlage: past")

    assert too_large == "Je zei:  | groot: too_large"
    assert fits.endswith("x" * LARGEST)


@pytest.mark.parametrize(
    "line", ["wat is een bijlage: een bestand?", "/bijlagen tonen", "bijlage:", "/bijlage"]
)
async def test_what_only_looks_like_an_attachment_is_said(converse, line: str):
    assert await converse(line) == [f"Je zei: {line}"]


async def test_files_are_written_here_and_never_over_another(converse, tmp_path: Path):
    said = await converse("mijn gegevens", "mijn gegevens", "mijn gegevens")

    written = [Path(path) for path in re.findall(r"Opgeslagen als (.*)", "\n".join(said))]
    assert [path.name for path in written] == ["gegevens.csv", "gegevens-2.csv", "gegevens-3.csv"]
    assert all(path.parent == tmp_path and path.read_bytes() == b"a;b" for path in written)


async def test_of_a_picture_is_said_what_it_shows(converse, tmp_path: Path):
    _, said = await converse("plaatje")

    assert said == f"Opgeslagen als {tmp_path / 'naar-stand.png'}. Staafdiagram. Ontvangen 3."


async def test_what_waits_is_said_first_and_once(converse):
    outbox = OutboxInMemory()
    outbox.add("Je melding is bekeken.", channel="terminal")
    outbox.add("Niet hier.", channel="matrix")

    assert await converse("hallo", outbox=outbox) == ["Je melding is bekeken.", "Je zei: hallo"]
    assert await converse("hallo", outbox=outbox) == ["Je zei: hallo"]


async def test_what_a_line_leads_to_is_said_after_its_reply_and_before_the_end(converse):
    outbox = OutboxInMemory()

    async def settled() -> None:
        outbox.add("Alles is gedaan.", channel="terminal")

    said = await converse("werk", outbox=outbox, settled=settled)

    assert said == ["Je zei: werk", "Ik ben klaar.", "Alles is gedaan."]


async def test_what_is_said_unasked_comes_while_the_conversation_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("bot.channels.outbox.REST", 0)
    reading, writing = os.pipe()
    with os.fdopen(reading) as typed, os.fdopen(writing, "w") as keyboard:
        monkeypatch.setattr("sys.stdin", typed)
        outbox = OutboxInMemory()
        conversation = asyncio.create_task(talk(Clerk(outbox), outbox, APOLOGY, LARGEST, at_once))
        print("werk", file=keyboard, flush=True)
        said = ""
        async with asyncio.timeout(10):
            while "Ik ben klaar." not in said:
                await asyncio.sleep(0.01)
                said += capsys.readouterr().out
        keyboard.close()
        await conversation

    assert said.strip().split("\n\n") == ["Je zei: werk", "Ik ben klaar."]
    assert capsys.readouterr().out == ""


async def test_when_the_assistant_fails_the_conversation_goes_on(converse, caplog: pytest.LogCaptureFixture):
    assert await converse("kapot", "hallo") == ["Er ging iets mis.", "Je zei: hallo"]

    assert "RuntimeError: out of order" in caplog.text


async def test_a_file_that_cannot_be_written_is_said_so(
    converse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "weg").mkdir()
    monkeypatch.chdir(tmp_path / "weg")
    (tmp_path / "weg").rmdir()

    _, failed, said = await converse("mijn gegevens", "hallo")

    assert "gegevens.csv niet opslaan" in failed
    assert said == "Je zei: hallo"
