"""For whom and when documents hold, as admins say it."""

from bot.rendering.plain import render
from bot.storage.library import Library
from bot.wording import library as words
from bot.wording import library_preview as preview_words
from tests.bot.documents.sending import ADA, NOTE, SHIPPED, added, send, shipped, zipped
from tests.bot.talk import Talk


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


async def test_a_limit_that_is_not_understood_is_not_passed_over(talk: Talk) -> None:
    reply = await send(talk, ("werkwijze.md", NOTE), text="voor de directie")

    assert preview_words.SEND_AGAIN in render(reply)
    assert reply.choices == ()
