"""Knelpunten that are treated, as those who report them and those who treat them meet it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.knelpunten.history import EventKind
from bot.knelpunten.report import Status
from bot.storage.checking import differing_from_history
from bot.storage.knelpunten import Knelpunten
from bot.wording import intake
from bot.wording import workflow as words
from index.embedding.embedder import Embedder
from tests.bot.talk import DESCRIPTION, Talk
from tests.bot.years import YEAR

FIRST, SECOND = f"KP-{YEAR}-0001", f"KP-{YEAR}-0002"
HANS = {"sender": "hans", "conversation": "kamer van hans", "channel": "matrix"}
ANNA = {"sender": "anna", "conversation": "kamer van anna", "channel": "matrix"}
BOB = {"sender": "bob", "conversation": "kamer van bob", "channel": "matrix"}
OTHER = "Een aanvraag van een bedrijf blijft liggen omdat niemand de sleutel van het archief heeft."


@pytest.fixture
async def talk(
    dialogue: Dialogue, embedder: Embedder, empty_database: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    """Anna has reported a knelpunt; Hans treats all of them."""
    roles = [{"channel": "matrix", "person": "hans", "role": "behandelaar"}]
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path, roles=roles, workflow={"quiet_from": 0, "quiet_until": 0})
    await talk.start()
    await talk.report(**ANNA)
    yield talk
    await talk.stop()


async def test_who_reported_hears_in_their_own_chat_that_somebody_took_it(talk: Talk) -> None:
    said = await talk.say(f"/neem {FIRST}", **HANS)

    assert said.startswith(f"Je behandelt {FIRST}: ")
    (told,) = await talk.unasked("anna", "matrix")
    assert told.startswith(f"Over {FIRST} (")
    assert told.endswith("het is in behandeling genomen.")
    assert await talk.unasked("anna", "matrix") == []


async def test_a_question_is_answered_with_the_number_in_front(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    *_, asked = await talk.unasked("anna", "matrix")

    said = await talk.say(f"{FIRST} ongeveer 300 per jaar", **ANNA)

    assert "Om hoeveel ouders gaat het?" in asked
    assert said == words.ANSWERED.format(number=FIRST)
    (heard,) = await talk.unasked("hans", "matrix")
    assert heard.endswith("de melder antwoordt: ongeveer 300 per jaar")
    assert (await talk.knelpunten())[0].status is Status.IN_PROGRESS


async def test_a_question_is_answered_by_replying_to_it(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    await talk.unasked("anna", "matrix")

    said = await talk.say("ongeveer 300 per jaar", replies_to=talk.last_notice, **ANNA)

    assert said == words.ANSWERED.format(number=FIRST)


async def test_what_may_be_the_answer_is_sent_on_when_its_sender_says_so(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    await talk.unasked("anna", "matrix")

    doubtful = await talk.say("Ongeveer 300 ouders per jaar in onze gemeente.", **ANNA)
    said = await talk.say("ja", **ANNA)

    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful
    assert said == words.ANSWERED.format(number=FIRST)
    (heard,) = await talk.unasked("hans", "matrix")
    assert heard.endswith("Ongeveer 300 ouders per jaar in onze gemeente.")


async def test_what_is_not_the_answer_is_taken_for_what_it_is(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    await talk.unasked("anna", "matrix")

    said = await talk.say("Rollen in het driehoekmodel", "nee", **ANNA)

    assert "opdrachtnemer" in said
    assert await talk.unasked("hans", "matrix") == []


async def test_a_question_in_between_is_answered_and_what_was_asked_still_waits(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    await talk.unasked("anna", "matrix")

    answer = await talk.say("Welke rollen kent het driehoekmodel?", **ANNA)
    doubtful = await talk.say("Ongeveer 300 ouders per jaar in onze gemeente.", **ANNA)

    assert "opdrachtnemer" in answer
    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful


async def test_an_answer_with_personal_data_is_held_back_and_sent_on_without_them(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Wie weet hier meer van?", **HANS)
    await talk.unasked("anna", "matrix")

    held_back = await talk.say("Bel 06-12345678 en vraag naar het dossier", **ANNA)
    doubtful = await talk.say("1", **ANNA)
    said = await talk.say("ja", **ANNA)

    assert "telefoonnummer" in held_back.lower()
    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful
    assert said == words.ANSWERED.format(number=FIRST)
    (heard,) = await talk.unasked("hans", "matrix")
    assert "vraag naar het dossier" in heard
    assert "06-12345678" not in heard


async def test_what_is_held_back_stays_so_when_something_is_asked_meanwhile(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", **HANS)
    await talk.say("Bel 06-12345678 en vraag naar het dossier", **ANNA)

    await talk.say(f"/vraag {FIRST} Wie weet hier meer van?", **HANS)
    await talk.unasked("anna", "matrix")
    doubtful = await talk.say("1", **ANNA)
    await talk.say("ja", **ANNA)

    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful
    (heard,) = await talk.unasked("hans", "matrix")
    assert "vraag naar het dossier" in heard


async def test_a_question_is_answered_in_the_midst_of_another_report(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)

    said = await talk.say("/melden", OTHER, f"{FIRST} ongeveer 300", **ANNA)

    assert said.startswith(words.ANSWERED.format(number=FIRST))
    assert intake.QUESTIONS["affected"] in said


async def test_who_reported_says_that_it_is_solved(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/zet {FIRST} opgelost Het formulier is niet meer nodig.", **HANS)
    *_, told = await talk.unasked("anna", "matrix")

    said = await talk.say("ja", **ANNA)

    assert "Toelichting: Het formulier is niet meer nodig." in told
    assert words.IS_IT_SOLVED in told
    assert said == words.SOLVED_HEARD
    events = await Knelpunten(talk.engine).history(FIRST)
    assert events[-1].kind is EventKind.CONFIRMED


async def test_what_is_not_really_solved_goes_open_again(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/zet {FIRST} opgelost Het formulier is niet meer nodig.", **HANS)
    await talk.unasked("anna", "matrix")

    said = await talk.say("2", **ANNA)

    assert said == words.REOPENED_BY_REPORTER.format(number=FIRST)
    (heard,) = await talk.unasked("hans", "matrix")
    assert words.NOT_SOLVED_WHY in heard
    assert (await talk.knelpunten())[0].status is Status.IN_PROGRESS


async def test_whether_it_is_solved_can_be_said_long_after(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/zet {FIRST} opgelost Het formulier is niet meer nodig.", **HANS)

    said = await talk.say("/help", "wat is de ACU?", f"{FIRST} nee", **ANNA)

    assert said == words.REOPENED_BY_REPORTER.format(number=FIRST)


async def test_what_was_said_twice_changes_nothing_the_second_time(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/zet {FIRST} opgelost Het formulier is niet meer nodig.", **HANS)

    said = await talk.say(f"{FIRST} nee", f"{FIRST} nee", **ANNA)

    assert said == words.NOT_SOLVED_ANY_MORE.format(number=FIRST)


async def test_closing_without_a_solution_asks_for_a_reason(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", **HANS)

    said = await talk.say(f"/zet {FIRST} afgesloten", **HANS)

    assert "Zet de reden erachter" in said
    assert (await talk.knelpunten())[0].status is Status.IN_PROGRESS


async def test_who_merges_tells_all_and_undoes_it_with_one_command(talk: Talk) -> None:
    await talk.report({0: OTHER}, **BOB)
    await talk.say(f"/neem {FIRST}", f"/samen {FIRST} {SECOND}", **HANS)

    (told,) = await talk.unasked("bob", "matrix")
    merged = {one.number: one for one in await talk.knelpunten()}[SECOND]
    await talk.say(f"/splits {SECOND}", **HANS)
    alone = {one.number: one for one in await talk.knelpunten()}[SECOND]

    assert FIRST in told
    assert (merged.status, merged.merged_into) == (Status.MERGED, FIRST)
    assert (alone.status, alone.merged_into) == (Status.RECEIVED, None)
    assert not await differing_from_history(talk.engine)


async def test_what_was_merged_is_only_treated_again_when_it_is_taken_out(talk: Talk) -> None:
    await talk.report({0: OTHER}, **BOB)
    await talk.say(f"/neem {FIRST}", f"/neem {SECOND}", f"/samen {FIRST} {SECOND}", **HANS)

    said = await talk.say(f"/neem {SECOND}", **HANS)

    assert said == words.MERGED_INTO.format(number=SECOND, into=FIRST)
    merged = {one.number: one for one in await talk.knelpunten()}[SECOND]
    assert merged.status is Status.MERGED


async def test_of_two_who_merge_each_into_the_other_one_is_first(talk: Talk) -> None:
    await talk.report({0: OTHER}, **BOB)

    elsewhere = {**HANS, "conversation": "andere kamer van hans"}
    await asyncio.gather(
        talk.say(f"/samen {FIRST} {SECOND}", **HANS), talk.say(f"/samen {SECOND} {FIRST}", **elsewhere)
    )

    assert [one.status for one in await talk.knelpunten()].count(Status.MERGED) == 1


async def test_who_joins_what_their_own_goes_into_still_has_it_when_theirs_is_taken_out(talk: Talk) -> None:
    await talk.report({0: OTHER}, **BOB)
    await talk.say(f"/neem {FIRST}", f"/samen {FIRST} {SECOND}", **HANS)
    await talk.say("/melden", DESCRIPTION, FIRST, "UWV", "overslaan", "versturen", **BOB)
    await talk.say(f"/splits {SECOND}", **HANS)
    await talk.unasked("bob", "matrix")

    await talk.say(f"/zet {FIRST} doorgezet", **HANS)

    (told,) = await talk.unasked("bob", "matrix")
    assert told.startswith(f"Over {FIRST} ")


async def test_who_has_a_merged_knelpunt_is_asked_about_the_other_and_can_answer(talk: Talk) -> None:
    await talk.report({0: OTHER}, **BOB)
    await talk.say(
        f"/neem {FIRST}", f"/samen {FIRST} {SECOND}", f"/vraag {FIRST} Om hoeveel gaat het?", **HANS
    )
    *_, asked = await talk.unasked("bob", "matrix")

    said = await talk.say(f"{FIRST} zeker 20", **BOB)

    assert "Om hoeveel gaat het?" in asked
    assert said == words.ANSWERED.format(number=FIRST)


async def test_a_later_answer_is_offered_as_a_remark_that_who_treats_it_hears(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", **HANS)

    offered = await talk.say(f"{FIRST} het speelt nu ook in Zwolle", **ANNA)
    said = await talk.say("ja", **ANNA)

    assert words.IS_THIS_A_REMARK.format(number=FIRST) in offered
    assert said == f"Je opmerking staat bij {FIRST}."
    (heard,) = await talk.unasked("hans", "matrix")
    assert heard.endswith("de melder voegt toe: het speelt nu ook in Zwolle")


async def test_an_answer_about_a_knelpunt_of_somebody_else_is_no_answer(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)

    await talk.say(f"{FIRST} ongeveer 300", **BOB)

    assert await talk.unasked("hans", "matrix") == []
    assert (await talk.knelpunten())[0].status is Status.ASKED


async def test_what_was_not_sent_yet_is_not_answered(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", **HANS)
    await talk.say("Dit formulier moet drie keer ingevuld worden en dat is lastig voor ouders", **ANNA)

    await talk.say(f"/zet {FIRST} opgelost Het formulier is niet meer nodig.", **HANS)
    said = await talk.say("ja", **ANNA)

    assert intake.TAKEN_AS_DESCRIPTION in said
    assert (await Knelpunten(talk.engine).history(FIRST))[-1].kind is EventKind.CHANGED


async def test_what_is_asked_while_something_else_is_answered_waits(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", **HANS)

    async def ask() -> None:
        await talk.say(f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
        await talk.unasked("anna", "matrix")

    await asyncio.gather(talk.say("Welke rollen kent het driehoekmodel?", **ANNA), ask())
    doubtful = await talk.say("Ongeveer 300 ouders per jaar in onze gemeente.", **ANNA)

    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful


async def test_after_a_restart_what_was_asked_still_waits(talk: Talk) -> None:
    await talk.say(f"/neem {FIRST}", f"/vraag {FIRST} Om hoeveel ouders gaat het?", **HANS)
    await talk.unasked("anna", "matrix")
    await talk.restart()

    doubtful = await talk.say("Ongeveer 300 ouders per jaar in onze gemeente.", **ANNA)

    assert words.IS_THIS_THE_ANSWER.format(number=FIRST) in doubtful


async def test_what_is_offered_can_be_chosen_by_number(talk: Talk) -> None:
    listed = await talk.say("/knelpunten", **HANS)
    explained = await talk.say("1", **HANS)
    taken = await talk.say("1", **HANS)

    assert f"1. {FIRST}" in listed
    assert explained.startswith(f"{FIRST}: ")
    assert taken.startswith(f"Je behandelt {FIRST}: ")
