"""What people can tell the assistant to do, a slash or an exclamation mark before it."""

import pytest

from bot.storage.checking import differing_from_history
from bot.storage.knelpunten import Knelpunten
from bot.wording import commands as words
from bot.wording import intake
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
OTHER = "Ondernemers krijgen de vergunning altijd te laat."


async def events(talk: Talk, number: str = NUMBER) -> list[str]:
    return [event.kind.value for event in await Knelpunten(talk.engine).history(number)]


@pytest.mark.parametrize(
    "typed", ["/mijnmeldingen", "!mijnmeldingen", "/MijnMeldingen", "mijn meldingen", "/mijnmeldinge"]
)
async def test_my_reports_are_listed_with_their_status(talk: Talk, typed: str) -> None:
    await talk.report()
    await talk.report(sender="bob")

    said = await talk.say(typed)

    assert f"{NUMBER}: {DESCRIPTION.rstrip('.')} (ontvangen)" in said
    assert f"KP-{YEAR}-0002" not in said


async def test_what_one_has_joined_is_among_my_reports(talk: Talk) -> None:
    await talk.report(sender="bob")
    await talk.say("/melden", DESCRIPTION, "ja", "UWV", "overslaan", "overslaan", "versturen")

    assert NUMBER in await talk.say("/mijnmeldingen")


async def test_who_reported_nothing_is_told_how(talk: Talk) -> None:
    assert words.NO_REPORTS in await talk.say("/mijnmeldingen")


@pytest.mark.parametrize(
    "typed",
    [f"/status KP-{YEAR}-0001", f"!status kp {YEAR} 1", f"/statsu KP-{YEAR}-0001", f"status kp-{YEAR}-0001"],
)
async def test_status_shows_an_own_knelpunt_whole(talk: Talk, typed: str) -> None:
    await talk.report()

    said = await talk.say(typed)

    assert "Stand: ontvangen." in said
    assert f"Wat er gebeurt: {DESCRIPTION}" in said
    assert "Welke groep: jonge ouders" in said


async def test_status_shows_what_was_added_afterwards(talk: Talk) -> None:
    await talk.report()
    await talk.say(f"/opmerking {NUMBER} Het speelt ook in Kampen.")

    assert "Opmerking: Het speelt ook in Kampen." in await talk.say(f"/status {NUMBER}")


async def test_status_shows_the_outline_of_what_others_reported(talk: Talk) -> None:
    await talk.report(sender="bob")

    said = await talk.say(f"/status {NUMBER}")

    assert "door Gemeente Zwolle. Stand: ontvangen." in said
    assert "jonge ouders" not in said
    assert "Wat er gebeurt" not in said


async def test_status_in_a_group_shows_the_outline_only(talk: Talk) -> None:
    await talk.report()

    said = await talk.say(f"/status {NUMBER}", direct=False, addressed=True, conversation="group")

    assert "Stand: ontvangen." in said
    assert "jonge ouders" not in said


@pytest.mark.parametrize("typed", ["/status", "/status melding", "/status 12"])
async def test_status_without_a_number_asks_which(talk: Talk, typed: str) -> None:
    assert words.WHICH_STATUS in await talk.say(typed)


async def test_status_of_a_number_that_is_not_there_says_so(talk: Talk) -> None:
    assert words.NO_SUCH_KNELPUNT.format(number=f"KP-{YEAR}-0042") in await talk.say(f"/status KP-{YEAR}-42")


@pytest.mark.parametrize(
    "typed",
    [
        f"/opmerking KP-{YEAR}-0001 Het speelt ook in Kampen.",
        f"!opmerking KP-{YEAR}-0001: Het speelt ook in Kampen.",
        "/opmerkign kp 2026 0001 Het speelt ook in Kampen.",
        f"/opmerking KP-{YEAR}-0001\nHet speelt ook in Kampen.",
    ],
)
async def test_a_remark_is_added_to_an_own_knelpunt(talk: Talk, typed: str) -> None:
    await talk.report()

    assert words.REMARKED.format(number=NUMBER) in await talk.say(typed)

    remark = (await Knelpunten(talk.engine).history(NUMBER))[-1]
    assert remark.data == {"text": "Het speelt ook in Kampen."}
    assert await differing_from_history(talk.engine) == ()


async def test_a_remark_with_the_number_in_the_middle_is_kept_whole(talk: Talk) -> None:
    await talk.report()

    await talk.say(f"/opmerking Bij {NUMBER} hoort ook Kampen.")

    remark = (await Knelpunten(talk.engine).history(NUMBER))[-1]
    assert remark.data == {"text": f"Bij {NUMBER} hoort ook Kampen."}


@pytest.mark.parametrize(
    "typed", ["/opmerking", f"/opmerking {NUMBER}", "/opmerking Het speelt ook", f"/opmerking {NUMBER} ..."]
)
async def test_a_remark_without_a_number_or_words_is_explained(talk: Talk, typed: str) -> None:
    await talk.report()

    assert words.WHICH_REMARK in await talk.say(typed)
    assert await events(talk) == ["reported"]


async def test_a_remark_that_is_too_long_is_refused(talk: Talk) -> None:
    await talk.report()

    assert "te lang" in await talk.say(f"/opmerking {NUMBER} {'heel veel woorden ' * 300}")
    assert await events(talk) == ["reported"]


@pytest.mark.parametrize("number", [NUMBER, f"KP-{YEAR}-0099"])
async def test_a_remark_to_what_is_not_ones_own_is_not_kept(talk: Talk, number: str) -> None:
    await talk.report(sender="bob")

    assert words.NOT_YOURS.format(number=number) in await talk.say(f"/opmerking {number} Ook bij ons.")
    assert await events(talk) == ["reported"]


async def test_the_same_remark_handled_twice_is_one(talk: Talk) -> None:
    await talk.report()

    for _ in range(2):
        await talk.say(f"/opmerking {NUMBER} Het speelt ook in Kampen.", event="same")

    assert await events(talk) == ["reported", "remarked"]


@pytest.mark.parametrize("typed", ["/doeiets", "!blabla", "/xyz iets"])
async def test_an_unknown_command_is_said_to_be_unknown(talk: Talk, typed: str) -> None:
    assert words.UNKNOWN_COMMAND in await talk.say(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/mijnmelding", "mijnmeldingen"),
        ("/vergeet", "vergeetmij"),
        ("/stat", "status"),
        ("!mijngeg", "mijngegevens"),
    ],
)
async def test_a_command_that_is_half_right_is_asked_about(talk: Talk, typed: str, meant: str) -> None:
    said = await talk.say(typed)

    assert words.DID_YOU_MEAN.format(name=meant) in said


@pytest.mark.parametrize("typed", ["/help", "!help", "/hulp", "/start"])
async def test_help_says_what_the_assistant_can_do(talk: Talk, typed: str) -> None:
    said = await talk.say(typed)

    assert "/melden" in said


@pytest.mark.parametrize(
    "typed", ["/melden", "/mijnmeldingen", f"/opmerking KP-{YEAR}-0001 x", "/mijngegevens", "/vergeetmij"]
)
async def test_in_a_group_what_is_personal_goes_on_in_a_conversation_of_two(talk: Talk, typed: str) -> None:
    await talk.report()

    (reply,) = await talk.replies(typed, direct=False, addressed=True, conversation="group")

    assert reply.continues_directly
    assert not reply.files
    assert await events(talk) == ["reported"]


@pytest.mark.parametrize(
    "typed",
    [
        "/mijnmeldingen",
        f"!status KP-{YEAR}-0001",
        f"/opmerking KP-{YEAR}-0001 Ook hier.",
        "/mijngegevens",
        "/xyz",
    ],
)
async def test_a_command_during_a_report_is_carried_out_and_the_step_is_asked_again(
    talk: Talk, typed: str
) -> None:
    await talk.report()
    await talk.say("/melden", OTHER, "bedrijven")

    first, again = await talk.replies(typed)

    assert first.blocks
    assert intake.QUESTIONS["group"] in str(again)
    assert "Welke groep: bakkers" in await talk.say("bakkers", *ANSWERS[3:], *["overslaan"] * 6)


async def test_help_during_a_report_is_about_the_step(talk: Talk) -> None:
    said = await talk.say("/melden", *ANSWERS[:2], "/help")

    assert intake.HELP["group"] in said
    assert intake.QUESTIONS["group"] in said
