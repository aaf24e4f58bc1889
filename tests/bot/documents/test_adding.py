"""Files that admins send become documents when they say so."""

import pytest

from bot.rendering.plain import render
from bot.storage.library import Library
from bot.wording import library as words
from bot.wording import library_preview as preview_words
from bot.wording.intake import FILE_WITHOUT_REPORT
from tests.bot.documents.sending import (
    ADA,
    NOTE,
    SECRET,
    SHIPPED,
    WITH_PERSONAL_DATA,
    added,
    everything_kept,
    jobs,
    send,
    shipped,
    zipped,
)
from tests.bot.privileged import acts
from tests.bot.talk import DESCRIPTION, Talk
from tests.bot.told import BSN


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
