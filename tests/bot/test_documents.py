"""Documents that admins send, look at, limit and withdraw, as they see it in chat."""

import io
import shutil
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.dialogue import Dialogue
from bot.library.catalogue import Origin
from bot.messages import Attachment, Reply
from bot.rendering.plain import render
from bot.storage.library import Library
from bot.storage.schema import index_job, metadata
from bot.wording import library as words
from bot.wording import library_preview as preview_words
from bot.wording.intake import FILE_WITHOUT_REPORT
from bot.wording.paging import NO_SUCH_PAGE
from bot.wording.privacy import WHAT_TO_DO
from index.embedding.embedder import Embedder
from knowledge.glossary import shipped_documents
from tests.bot.privileged import acts
from tests.bot.talk import DESCRIPTION, Talk
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


@pytest.fixture
async def talk(
    dialogue: Dialogue, embedder: Embedder, empty_database: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    """An assistant that answers from the shipped documents, and ada, who tends them."""
    roles = [
        {"channel": channel, "person": person, "role": "beheerder"}
        for channel, person in (("test", "ada"), ("matrix", "@ada:example.org"))
    ]
    knowledge = {"document_megabytes": 0.5, "admin_rooms": ["matrix:!beheer:example.org"]}
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path, roles=roles, knowledge=knowledge)
    await talk.start()
    yield talk
    await talk.stop()


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


async def test_a_file_is_shown_and_becomes_a_document_when_its_sender_says_so(talk: Talk) -> None:
    said = render(await send(talk, ("werkwijze.md", NOTE)))

    assert "werkwijze.md: Werkwijze van het loket, 3 maart 2026" in said
    assert "2 onderdelen: Inleiding, Afspraken" in said
    assert "2 passages. Het begint zo: 'Het loket gaat om acht uur open." in said
    assert preview_words.WHETHER_TO_ADD in said
    assert await talk.say("toevoegen", **ADA) == preview_words.taking_up(("werkwijze.md",))
    assert await added(talk) == {"werkwijze.md": NOTE}
    assert await jobs(talk) == 1
    assert await acts(talk.engine) == [("voegtoe", "ada", None, True)] * 2


async def test_nothing_of_a_file_is_kept_before_its_sender_says_so(
    talk: Talk, everything_logged: pytest.LogCaptureFixture
) -> None:
    assert SECRET in render(await send(talk, ("werkwijze.md", NOTE)))

    kept = await everything_kept(talk)
    assert "werkwijze.md" in kept
    for word in (SECRET, "Werkwijze van het loket", "Afspraken"):
        assert word not in kept
        assert word not in everything_logged.text


async def test_a_file_that_is_not_wanted_leaves_nothing(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))

    assert await talk.say("niet doen", **ADA) == preview_words.NOT_ADDED
    assert await talk.say("toevoegen", **ADA) != preview_words.taking_up(("werkwijze.md",))
    assert await added(talk) == {}
    assert await jobs(talk) == 0


async def test_personal_data_are_counted_and_located_and_never_repeated(
    talk: Talk, everything_logged: pytest.LogCaptureFixture
) -> None:
    said = render(await send(talk, ("werkwijze.md", WITH_PERSONAL_DATA)))

    assert "Persoonsgegevens: 1 BSN (Afspraken)\n" in said
    assert preview_words.WARNING in said
    for written in (said, await everything_kept(talk), everything_logged.text):
        assert BSN not in written


async def test_replacing_a_document_shows_what_changes(talk: Talk) -> None:
    reply = await send(talk, (SHIPPED, shipped(eigenaar=f"eigenaar {BSN}")))
    said = render(reply)

    assert f"Dit vervangt {SHIPPED}" in said
    assert " gewijzigd en " in said
    assert preview_words.SHOWN_CHANGED in said
    (page,) = reply.files
    assert page.name == preview_words.DIFFERENCES_FILE
    assert b"eigenaar<ins> [BSN weggelaten]</ins>" in page.content
    assert BSN.encode() not in page.content
    await talk.say("vervangen", **ADA)
    assert [*await added(talk)] == [SHIPPED]


async def test_what_a_document_for_other_rooms_says_is_not_shown_with_its_new_version(talk: Talk) -> None:
    await talk.say(f"/document {SHIPPED} voor matrix:!elders:example.org", **ADA)

    reply = await send(talk, (SHIPPED, NOTE))

    assert preview_words.REPLACES_ELSEWHERE in render(reply)
    assert not reply.files
    assert preview_words.SHOWN_GONE not in render(reply)


async def test_as_long_as_the_index_holds_an_older_text_that_is_not_shown_with_a_new_version(
    talk: Talk,
) -> None:
    await talk.say(f"/document {SHIPPED} voor matrix:!elders:example.org", **ADA)
    await send(talk, (SHIPPED, NOTE), text="voor iedereen")
    await talk.say("vervangen", **ADA)

    reply = await send(talk, (SHIPPED, NOTE.replace(b"acht", b"negen")))

    assert preview_words.REPLACES_BEHIND in render(reply)
    assert not reply.files
    assert preview_words.SHOWN_GONE not in render(reply)


async def test_a_file_that_changed_after_it_was_shown_is_shown_again(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    talk.files["0: werkwijze.md"] = NOTE.replace(b"acht uur", b"negen uur")

    said = await talk.say("toevoegen", **ADA)

    assert preview_words.CHANGED_FILE.format(name="werkwijze.md") in said
    assert "negen uur" in said
    assert await added(talk) == {}
    await talk.say("toevoegen", **ADA)
    assert b"negen uur" in (await added(talk))["werkwijze.md"]


async def test_a_file_that_is_gone_after_it_was_shown_is_asked_for_again(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    talk.files.clear()

    said = await talk.say("toevoegen", **ADA)

    assert said == preview_words.UNAVAILABLE_NOW.format(name="werkwijze.md")


async def test_what_was_shown_waits_over_a_restart_and_while_something_else_is_talked_about(
    talk: Talk,
) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    await talk.restart()
    await talk.say("wat is de driehoek?", **ADA)

    await talk.say("toevoegen", **ADA)

    assert [*await added(talk)] == ["werkwijze.md"]


async def test_of_an_archive_each_file_is_shown_or_skipped_with_the_reason(talk: Talk) -> None:
    inner = zipped(**{"a.txt": b"a"})
    archive = zipped(
        **{
            "map/een.md": NOTE,
            "twee.txt": b"De tweede tekst gaat over de kantine.",
            "../weg.md": NOTE,
            "virus.exe": b"MZ",
            "vals.pdf": b"<html>geen pdf</html>",
            "nog een.zip": inner,
            "leeg.md": b"",
        }
    )

    said = render(await send(talk, ("alles.zip", archive)))

    for part in (
        "een.md: Werkwijze van het loket",
        "twee.txt: twee",
        "weg.md: het wil buiten de zip terechtkomen",
        "virus.exe: dit soort bestand kan ik niet lezen",
        "vals.pdf: de inhoud past niet bij de extensie",
        "nog een.zip: het is zelf een archief",
        "leeg.md: er staat geen tekst in",
    ):
        assert part in said
    await talk.say("toevoegen", **ADA)
    assert {name: len(content or b"") for name, content in (await added(talk)).items()} == {
        "een.md": len(NOTE),
        "twee.txt": 37,
    }


async def test_a_file_that_cannot_be_taken_is_refused_with_the_reason(talk: Talk) -> None:
    reply = await send(
        talk, ("nota.md", NOTE), ("Nota.md", NOTE), ("groot.md", b"a" * 600_000), ("les-KP-1.md", NOTE)
    )
    said = render(reply)

    assert "Nota.md: er is nog een bestand met deze naam bij" in said
    assert "groot.md: het is te groot; een document mag hoogstens 512 kB zijn" in said
    assert "les-KP-1.md: zo heten de lessen" in said
    await talk.say("ja", **ADA)
    assert [*await added(talk)] == ["nota.md"]


async def test_where_nothing_can_be_taken_nothing_is_asked(talk: Talk) -> None:
    reply = await send(talk, ("bom.zip", b"geen zip"))

    assert "bom.zip: de zip is beschadigd" in render(reply)
    assert preview_words.NOTHING_TO_ADD in render(reply)
    assert reply.choices == ()


async def test_many_files_are_shown_in_a_line_each(talk: Talk) -> None:
    said = render(await send(talk, *((f"nota{number}.md", NOTE) for number in range(4))))

    assert "- nota3.md: Werkwijze van het loket (2 passages)" in said


async def test_in_a_room_of_admins_nothing_is_told_of_documents_for_other_rooms(talk: Talk) -> None:
    here = {"sender": "@ada:example.org", "channel": "matrix", "direct": False, "addressed": True}
    here |= {"conversation": "!beheer:example.org"}
    await talk.say(f"/document {SHIPPED} voor matrix:!elders:example.org", **ADA)

    listed = await talk.say("/documenten driehoek", **here)
    shown = await talk.say(f"/document {SHIPPED}", **here)

    assert words.not_here(1) in listed
    assert f"{SHIPPED}: " not in listed
    assert words.NOT_FOUND.format(typed=SHIPPED) in shown
    assert SHIPPED in await talk.say("/documenten driehoek", **ADA)


async def test_who_may_not_add_documents_any_more_is_refused(talk: Talk) -> None:
    await talk.say("/rol bob beheerder", **ADA)
    bob = {"sender": "bob", "conversation": "bob"}
    await send(talk, ("werkwijze.md", NOTE), **bob)
    await talk.say("/rol bob geen", **ADA)

    said = await talk.say("toevoegen", **bob)

    assert "alleen voor de beheerder" in said
    assert await added(talk) == {}
    assert (await acts(talk.engine))[-1] == ("voegtoe", "bob", None, False)


async def test_a_file_of_somebody_else_is_none_of_this(talk: Talk) -> None:
    said = await talk.send_file("werkwijze.md", NOTE, sender="bob", conversation="bob")

    assert FILE_WITHOUT_REPORT in said


async def test_documents_are_listed_by_page_and_by_word(talk: Talk) -> None:
    first = render(*await talk.replies("/documenten", **ADA))
    second = await talk.say("volgende", **ADA)
    by_word = await talk.say("/documenten loketten overheidsbrede", **ADA)

    assert "Dit zijn 1 tot en met 8" in first
    assert "001-over-werk-aan-uitvoering.md: " in first
    assert "meegeleverd" in first
    assert "Dit zijn 9 tot en met 16" in second
    assert "1 document met" in by_word
    assert NO_SUCH_PAGE in await talk.say("/documenten pagina 999", **ADA)


async def test_a_document_is_shown_by_its_name_however_that_is_typed(talk: Talk) -> None:
    said = await talk.say("/document 014-Driehoek", **ADA)

    assert words.FROM[Origin.SHIPPED] in said
    assert words.HOLDS_ALWAYS_FOR_ALL in said
    assert "014-driehoek.md" in await talk.say("/document driehoek.pdf", **ADA)
    assert "ken ik niet" in await talk.say("/document xyzzy", **ADA)


async def test_for_whom_and_when_a_document_holds_is_set_and_said_what_that_means(talk: Talk) -> None:
    room = await talk.say(f"/document {SHIPPED} voor deze kamer", **ADA)
    days = await talk.say(f"/document {SHIPPED} geldig vanaf 1 mei 2090 t/m 2 mei 2090", **ADA)
    unclear = await talk.say(f"/document {SHIPPED} geldig ooit", **ADA)

    assert "Alleen mensen in deze kamer krijgen er nog iets uit te zien." in room
    assert "Het geldt vanaf 1 mei 2090 tot en met 2 mei 2090. Tot die dag laat ik er niets uit zien." in days
    assert "datum begrijp ik niet" in unclear
    terms = (await Library(talk.engine).terms())[SHIPPED]
    assert (terms.rooms, str(terms.valid_until)) == (frozenset({"test:ada"}), "2090-05-02")
    assert "geldt nog niet" in await talk.say("/documenten driehoek", **ADA)


async def test_a_document_is_withdrawn_after_asking_and_brought_back_for_whom_it_was(talk: Talk) -> None:
    await talk.say(f"/document {SHIPPED} voor deze kamer", **ADA)
    asked = await talk.say(f"/trekin {SHIPPED}", **ADA)
    assert "passages" in asked
    assert not (await Library(talk.engine).terms())[SHIPPED].withdrawn

    await talk.say("1", **ADA)

    assert (await Library(talk.engine).terms())[SHIPPED].withdrawn
    assert await jobs(talk) == 1
    assert words.WITHDRAWN_ALREADY.format(name=SHIPPED) in await talk.say(f"/trekin {SHIPPED}", **ADA)
    assert words.CHOICE_BACK in await talk.say(f"/document {SHIPPED}", **ADA)
    await talk.say("terugzetten", **ADA)
    terms = (await Library(talk.engine).terms())[SHIPPED]
    assert (terms.withdrawn, terms.rooms) == (False, frozenset({"test:ada"}))
    assert await jobs(talk) == 2


async def test_a_file_that_is_withdrawn_is_thrown_away_and_comes_back_by_sending_it(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    await talk.say("ja", **ADA)
    assert words.WAITING_SHORT in await talk.say("/documenten werkwijze.md", **ADA)
    await talk.say("/trekin werkwijze.md ja", **ADA)

    assert await added(talk) == {}
    assert words.FILE_GONE.format(name="werkwijze.md") == await talk.say(
        "/document werkwijze.md terug", **ADA
    )
    assert preview_words.WAS_WITHDRAWN.format(name="werkwijze.md") in render(
        await send(talk, ("werkwijze.md", NOTE))
    )
    await talk.say("ja", **ADA)
    assert not (await Library(talk.engine).terms())["werkwijze.md"].withdrawn


async def test_a_file_is_for_whom_and_when_is_said_with_it_from_the_first_moment(talk: Talk) -> None:
    said = render(await send(talk, ("werkwijze.md", NOTE), text="voor deze kamer, geldig t/m 1 mei 2090"))
    await talk.say("ja", **ADA)

    assert "Het geldt tot en met 1 mei 2090. Alleen mensen in deze kamer" in said
    assert (await Library(talk.engine).terms())["werkwijze.md"].rooms == {"test:ada"}


async def test_what_is_said_with_a_new_version_changes_only_that_and_the_limits_that_stay_are_said_too(
    talk: Talk,
) -> None:
    await talk.say(f"/document {SHIPPED} voor deze kamer", **ADA)
    both = zipped(**{SHIPPED: shipped(), "werkwijze.md": NOTE})

    said = render(await send(talk, ("beide.zip", both), text="geldig t/m 31 december 2026"))
    await talk.say("ja", **ADA)

    until = "Het geldt tot en met 31 december 2026."
    assert f"{SHIPPED}: {until} Alleen mensen in deze kamer" in said
    assert f"werkwijze.md: {until} {words.FOR_ALL}" in said
    terms = await Library(talk.engine).terms()
    assert {name: (str(given.valid_until), given.rooms) for name, given in terms.items()} == {
        SHIPPED: ("2026-12-31", {"test:ada"}),
        "werkwijze.md": ("2026-12-31", None),
    }


async def test_for_whom_is_said_without_losing_the_days_and_for_everyone_is_said_before_it_is_so(
    talk: Talk,
) -> None:
    await talk.say(f"/document {SHIPPED} geldig t/m 1 mei 2090", **ADA)
    here = render(await send(talk, (SHIPPED, shipped()), text="voor deze kamer"))
    await talk.say("ja", **ADA)
    after = (await Library(talk.engine).terms())[SHIPPED]

    for_all = render(await send(talk, (SHIPPED, shipped()), text="geldig altijd, voor iedereen"))

    assert "Het geldt tot en met 1 mei 2090. Alleen mensen in deze kamer" in here
    assert (str(after.valid_until), after.rooms) == ("2090-05-01", {"test:ada"})
    assert f"Het geldt altijd. {words.FOR_ALL}" in for_all


async def test_a_limit_that_is_set_while_a_file_waits_stays(talk: Talk) -> None:
    await send(talk, (SHIPPED, shipped()), text="geldig t/m 1 mei 2090")
    await talk.say(f"/document {SHIPPED} voor deze kamer", **ADA)

    await talk.say("vervangen", **ADA)

    assert (await Library(talk.engine).terms())[SHIPPED].rooms == {"test:ada"}


async def test_of_files_that_are_shown_again_each_keeps_what_was_said_with_it(talk: Talk) -> None:
    await talk.send_file("voor-iedereen.md", NOTE, **ADA)
    await talk.send_file("voor-hier.md", NOTE, text="voor deze kamer", **ADA)
    talk.files["voor-iedereen.md"] = NOTE.replace(b"acht uur", b"negen uur")

    said = await talk.say("toevoegen", **ADA)
    await talk.say("toevoegen", **ADA)

    assert "voor-hier.md: Het geldt altijd. Alleen mensen in deze kamer" in said
    assert len(await added(talk)) == 2
    terms = await Library(talk.engine).terms()
    assert {name: given.rooms for name, given in terms.items()} == {"voor-hier.md": {"test:ada"}}


async def test_a_file_waits_while_a_report_is_paused(talk: Talk) -> None:
    await talk.say("/melden", DESCRIPTION, "stop", "bewaren", **ADA)
    await send(talk, ("werkwijze.md", NOTE))
    await talk.say("wat is de driehoek?", **ADA)

    await talk.say("toevoegen", **ADA)

    assert [*await added(talk)] == ["werkwijze.md"]


async def test_a_file_that_grew_too_large_after_it_was_shown_is_not_added(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    talk.files["0: werkwijze.md"] = b"a" * 600_000

    said = await talk.say("toevoegen", **ADA)

    assert "werkwijze.md: het is te groot" in said
    assert await added(talk) == {}


async def test_a_limit_that_is_not_understood_is_not_passed_over(talk: Talk) -> None:
    reply = await send(talk, ("werkwijze.md", NOTE), text="voor de directie")

    assert preview_words.SEND_AGAIN in render(reply)
    assert reply.choices == ()


async def test_files_that_come_one_by_one_get_one_answer_also_after_something_else_was_chosen(
    talk: Talk,
) -> None:
    await send(talk, ("een.md", NOTE), text="voor deze kamer")
    await send(talk, ("twee.zip", zipped(**{"a.md": NOTE, "b.md": NOTE})))
    shown = render(await send(talk, ("b.md", WITH_PERSONAL_DATA)))
    await talk.say("/documenten driehoek", "/document 014-driehoek", **ADA)

    await talk.say("toevoegen", **ADA)

    assert preview_words.with_others(["een.md", "a.md"]) in shown
    assert await added(talk) == {"een.md": NOTE, "a.md": NOTE, "b.md": WITH_PERSONAL_DATA}
    terms = await Library(talk.engine).terms()
    assert {name: given.rooms for name, given in terms.items()} == {"een.md": {"test:ada"}}


async def test_a_yes_is_about_what_was_asked_last_and_the_files_go_on_waiting(talk: Talk) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    await talk.say(f"/trekin {SHIPPED}", **ADA)

    await talk.say("ja", **ADA)

    assert (await Library(talk.engine).terms())[SHIPPED].withdrawn
    assert await added(talk) == {}
    await talk.say("toevoegen", **ADA)
    assert [*await added(talk)] == ["werkwijze.md"]


@pytest.mark.parametrize("offer", ["/document driehoekje", "/documenten", "/trekin driehoekje"])
async def test_a_yes_no_or_number_does_nothing_with_files_when_something_else_was_shown_after_them(
    talk: Talk, offer: str
) -> None:
    await send(talk, ("werkwijze.md", NOTE))
    (offered,) = await talk.replies(offer, **ADA)
    assert offered.choices

    for bare in ("ja", "ja", "99", "nee", "niet"):
        await talk.say(bare, **ADA)

    assert await added(talk) == {}
    await talk.say("toevoegen", **ADA)
    assert [*await added(talk)] == ["werkwijze.md"]


@pytest.mark.parametrize("command", ["/document", "/documenten", "/trekin", "/voegtoe"])
async def test_personal_data_behind_a_command_about_documents_are_asked_about_and_not_kept(
    talk: Talk, command: str
) -> None:
    said = await talk.say(f"{command} Jan Jansen 06-12345678", **ADA)

    assert WHAT_TO_DO in said
    assert "06-12345678" not in await everything_kept(talk)


@pytest.mark.parametrize(
    "typed",
    [
        "/document kst-29362-360.pdf",
        "/document Kamerbrief 2024-06-12 (v2).pdf",
        f"/document {SHIPPED} geldig 1-6-2027",
        f"/document {SHIPPED} geldig vanaf 01-06-2027 t/m 31/12/2028",
        f"/document {SHIPPED} voor matrix:!OGEhHVWSdvArJzumhm:matrix.org",
        f"/document {SHIPPED} voor telegram:-1001234567890, telegram:612345678 en telegram:-123456782",
        "/trekin blg-1112223330.pdf",
        "/documenten loketten overheidsbrede",
        "/voegtoe zoek.officielebekendmakingen.nl/2024/06/12/kst-29362-360.html",
        "/voegtoe geen adres voor telegram:123456782",
    ],
)
async def test_what_is_said_of_documents_is_no_personal_data(talk: Talk, typed: str) -> None:
    assert WHAT_TO_DO not in await talk.say(typed, sender="bob", conversation="bob")
