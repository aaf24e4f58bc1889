"""Personal data in files and in their names."""

import docx
import pytest

from bot.wording import intake as words
from bot.wording import privacy as privacy_words
from tests.bot.channel import Channel
from tests.bot.knelpunten.files.samples import pdf, photo, saved
from tests.bot.talk import ANSWERS, DESCRIPTION
from tests.bot.told import BSN, KINDS, WITH_BSN, asks_what_to_do
from tests.bot.years import YEAR


async def test_what_is_said_with_a_file_is_written_nowhere_before_its_sender_chooses(
    channel: Channel,
) -> None:
    await channel.say("/melden")

    said = await channel.talk.send_file("scherm.png", photo("PNG"), WITH_BSN)

    assert words.ATTACHED.format(name="scherm.png") in said
    assert asks_what_to_do(said, "BSN", BSN)
    assert channel.written(BSN) == []
    assert words.QUESTIONS["affected"] in await channel.say("zwart maken")


async def test_a_choice_about_a_file_does_not_pass_what_was_said_with_it(channel: Channel) -> None:
    await channel.say("/melden")
    await channel.talk.send_file("brief.pdf", pdf("Geachte mevrouw Wijnandts,"), WITH_BSN)

    said = await channel.talk.say("dit is geen persoonsgegeven")

    assert words.ATTACHED.format(name="brief.pdf") in said
    assert asks_what_to_do(said, "BSN", BSN)


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_the_name_of_a_file_is_kept_without_personal_data(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    await channel.say("/melden", *ANSWERS)

    said = await channel.talk.send_file(f"{told.replace('.', '')[:90]}.png", photo("PNG"))

    assert f"[{kind} weggelaten]" in said or kind == "e-mailadres"
    await channel.say(*["overslaan"] * 6, "versturen")
    assert channel.written(secret) == []


@pytest.mark.parametrize(
    "name", ["brief_mevrouw_Wijnandts.png", "brief-mevrouw-Wijnandts.exe", "mevrouw Wijnandts.png"]
)
async def test_the_name_of_a_file_is_blackened_however_it_is_written(channel: Channel, name: str) -> None:
    await channel.say("/melden")

    assert "Wijnandts" not in await channel.talk.send_file(name, photo("PNG"))
    assert channel.written("Wijnandts") == []


async def test_the_name_of_a_refused_file_is_not_written(channel: Channel) -> None:
    await channel.say("/melden")

    said = await channel.talk.send_file("BSN 123456782.exe", b"MZ\x90\0")

    assert "[BSN weggelaten].exe kan ik niet aannemen" in said
    assert channel.written(BSN) == []


@pytest.mark.parametrize(("kind", "secret", "told"), KINDS)
async def test_a_file_with_personal_data_is_written_nowhere_before_its_sender_chooses(
    channel: Channel, kind: str, secret: str, told: str
) -> None:
    document = docx.Document()
    document.add_paragraph(told)
    await channel.say("/melden")

    said = await channel.talk.send_file("brief.docx", saved(document))

    assert f"{kind}: " in said
    assert secret in said
    assert "1. Niet bewaren" in said
    assert channel.written(secret) == []
    assert privacy_words.NOT_KEPT in await channel.say("1")
    assert "Bijlagen" not in await channel.say(*ANSWERS, *["overslaan"] * 6)


async def test_a_file_without_personal_data_after_all_is_kept(channel: Channel) -> None:
    await channel.say("/melden")
    said = await channel.talk.send_file("brief.pdf", pdf("Geachte mevrouw Wijnandts,"))
    assert "Wijnandts" in said

    said = await channel.talk.say("dit is geen persoonsgegeven")

    assert words.ATTACHED.format(name="brief.pdf") in said
    assert words.QUESTIONS["description"] in said


async def test_files_are_asked_about_apart_from_those_that_are_kept(channel: Channel) -> None:
    await channel.talk.report()
    talk = channel.talk
    await talk.send_file("brief.pdf", pdf("Geachte mevrouw Wijnandts,"), f"KP-{YEAR}-0001")

    said = await talk.say("2")

    assert words.ATTACHED_TO.format(number=f"KP-{YEAR}-0001", name="brief.pdf") in said
    assert (await talk.knelpunten())[0].attachments == ("brief.pdf",)


async def test_a_file_that_another_message_passed_over_is_not_kept_and_its_sender_is_told(
    channel: Channel,
) -> None:
    await channel.say("/melden")
    await channel.talk.send_file("brief.pdf", pdf("Geachte mevrouw Wijnandts,"))

    said = await channel.say(DESCRIPTION)

    assert privacy_words.DROPPED in said
    assert words.QUESTIONS["affected"] in said


async def test_after_a_restart_a_file_has_to_be_sent_again(channel: Channel) -> None:
    await channel.say("/melden")
    await channel.talk.send_file("brief.pdf", pdf("Geachte mevrouw Wijnandts,"))
    await channel.restart()

    assert privacy_words.NOT_HELD in await channel.say("2")
