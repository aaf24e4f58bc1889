"""Documents that ada sends, and what is kept of them."""

import io
import zipfile

from sqlalchemy import select

from bot.messages import Attachment, Reply
from bot.storage.library import Library
from bot.storage.schema import index_job, metadata
from knowledge.glossary import shipped_documents
from tests.bot.talk import Talk
from tests.bot.told import BSN

ADA = {"sender": "ada", "conversation": "ada"}
SHIPPED = "014-driehoek.md"
SECRET = "kwartelsoep"
NOTE = f"""---
title: Werkwijze van het loket
date: 2026-03-03
---
# Werkwijze van het loket

## Inleiding

Het loket gaat om acht uur open. Op vrijdag is er {SECRET} in de kantine.

## Afspraken

Wie later komt, belt eerst. Dat kan de hele dag.
""".encode()
WITH_PERSONAL_DATA = NOTE.replace(b"Dat kan", f"Het BSN is {BSN}. Dat kan".encode())


async def send(talk: Talk, *files: tuple[str, bytes], text: str = "", **changes: object) -> Reply:
    """Send files in one message."""
    attachments = []
    for number, (name, content) in enumerate(files):
        source = f"{number}: {name}"
        talk.files[source] = content
        attachments.append(Attachment(name=name, size=len(content), source=source))
    (reply,) = await talk.replies(text, attachments=tuple(attachments), **ADA | changes)
    return reply


async def added(talk: Talk) -> dict[str, bytes | None]:
    library = Library(talk.engine)
    return {one.name: await library.content(one.name) for one in await library.added()}


async def jobs(talk: Talk) -> int:
    async with talk.engine.connect() as connection:
        return len((await connection.execute(select(index_job))).all())


async def everything_kept(talk: Talk) -> str:
    async with talk.engine.connect() as connection:
        rows = [(await connection.execute(select(table))).all() for table in metadata.sorted_tables]
    files = [path.read_bytes() for path in talk.settings.data_dir.rglob("*") if path.is_file()]
    return repr((rows, files))


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def shipped(**replaced: str) -> bytes:
    text = (shipped_documents() / SHIPPED).read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()
