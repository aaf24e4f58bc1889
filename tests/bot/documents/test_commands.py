"""Documents that admins list, look at and withdraw."""

import pytest

from bot.library.catalogue import Origin
from bot.rendering.plain import render
from bot.storage.library import Library
from bot.wording import library as words
from bot.wording import library_preview as preview_words
from bot.wording.paging import NO_SUCH_PAGE
from bot.wording.privacy import WHAT_TO_DO
from tests.bot.documents.sending import ADA, NOTE, SHIPPED, added, everything_kept, jobs, send
from tests.bot.talk import Talk


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
