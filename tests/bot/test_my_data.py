"""What is kept about a person: shown to them, and forgotten when they ask for it."""

import json
from typing import Any

import pytest

from bot.storage.checking import differing_from_history
from bot.wording import commands as words
from bot.wording import intake
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
OTHER = "Ondernemers krijgen de vergunning altijd te laat."


async def my_data(talk: Talk, **changes: Any) -> dict[str, Any]:
    reply, *_ = await talk.replies("/mijngegevens", **changes)
    (file,) = reply.files
    assert file.name == words.MY_DATA_FILE
    return json.loads(file.content)


async def test_my_data_are_everything_that_is_kept_in_a_file(talk: Talk) -> None:
    await talk.report()
    await talk.say(f"/opmerking {NUMBER} Het speelt ook in Kampen.")
    await talk.say("wat is de ACU?", "/melden", OTHER)

    data = await my_data(talk)

    assert data["sender"] == "anna"
    (knelpunt,) = data["knelpunten"]
    assert knelpunt["number"] == NUMBER
    assert [told["kind"] for told in knelpunt["told"]] == ["reported", "remarked"]
    (draft,) = data["drafts"]
    assert OTHER in json.dumps(draft)
    assert "ACU" in json.dumps(data["conversations"])


async def test_my_data_hold_nothing_of_others(talk: Talk) -> None:
    await talk.report(sender="bob")
    await talk.say("/melden", OTHER, sender="bob", conversation="other")

    data = await my_data(talk)

    assert data["knelpunten"] == data["drafts"] == []
    assert "bob" not in json.dumps(data)


async def test_forget_me_asks_first(talk: Talk) -> None:
    await talk.report()
    (reply,) = await talk.replies("/vergeetmij")

    assert words.FORGET in str(reply)
    assert [choice.label for choice in reply.choices] == [words.CHOICE_FORGET, words.CHOICE_NOT_FORGET]
    assert NUMBER in await talk.say("/mijnmeldingen")


@pytest.mark.parametrize("answer", ["ja", "1", "Ja, vergeet mij"])
async def test_who_is_forgotten_leaves_their_reports_without_their_name(talk: Talk, answer: str) -> None:
    await talk.report(sender="@anna:example.org")
    await talk.say("/melden", OTHER, sender="@anna:example.org", conversation="other")

    assert words.FORGOTTEN in await talk.say("/vergeetmij", answer, sender="@anna:example.org")

    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report.description == DESCRIPTION
    assert await differing_from_history(talk.engine) == ()
    folder = talk.settings.data_dir
    assert not [path for path in folder.iterdir() if b"@anna:example.org" in path.read_bytes()]
    assert not [path for path in folder.iterdir() if OTHER.encode() in path.read_bytes()]


async def test_who_is_forgotten_has_no_reports_and_is_greeted_anew(talk: Talk) -> None:
    await talk.report()
    await talk.say("/vergeetmij", "ja")

    assert words.NO_REPORTS in await talk.say("/mijnmeldingen")
    assert words.NOT_YOURS.format(number=NUMBER) in await talk.say(f"/opmerking {NUMBER} Ook bij ons.")


@pytest.mark.parametrize("answer", ["nee", "2"])
async def test_who_does_not_want_to_be_forgotten_is_not(talk: Talk, answer: str) -> None:
    await talk.report()

    assert words.NOT_FORGOTTEN in await talk.say("/vergeetmij", answer)
    assert NUMBER in await talk.say("/mijnmeldingen")


async def test_something_else_than_yes_or_no_forgets_nobody(talk: Talk) -> None:
    await talk.report()
    await talk.say("/vergeetmij", "wat is de ACU?", "ja")

    assert NUMBER in await talk.say("/mijnmeldingen")


async def test_forgetting_is_for_one_person_only(talk: Talk) -> None:
    await talk.report(sender="bob")

    await talk.say("/vergeetmij", "ja")

    assert NUMBER in await talk.say("/mijnmeldingen", sender="bob")


async def test_being_forgotten_during_a_report_takes_the_draft_away(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2], "/vergeetmij")

    assert words.FORGOTTEN in await talk.say("ja")
    assert intake.QUESTIONS["description"] in await talk.say("/melden")


async def test_not_being_forgotten_during_a_report_goes_on_with_it(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2], "/vergeetmij")

    said = await talk.say("nee")

    assert words.NOT_FORGOTTEN in said
    assert intake.QUESTIONS["group"] in said
