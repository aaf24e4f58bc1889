"""Files go both ways."""

from typing import Any

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import GROUP


def document(size: int) -> dict[str, Any]:
    return {"file_id": "f1", "file_unique_id": "f1", "file_name": "nota.pdf", "file_size": size}


async def test_a_document_is_fetched(channel: BotApi) -> None:
    channel.files["f1"] = b"%PDF" * 10

    channel.say("", document=document(40))

    assert await channel.until_said(1) == ["nota.pdf: 40 bytes"]


async def test_of_a_photo_the_largest_is_fetched(channel: BotApi) -> None:
    channel.files |= {"klein": b"1", "groot": b"12345"}
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": width, "height": width}
        for name, width in (("groot", 800), ("klein", 90))
    ]

    channel.say("", photo=sizes)

    assert await channel.until_said(1) == ["foto.jpg: 5 bytes"]


async def test_a_photo_in_a_group_is_for_us_when_its_caption_says_so(channel: BotApi) -> None:
    channel.files["groot"] = b"12345"
    photo = [{"file_id": "groot", "file_unique_id": "groot", "width": 8, "height": 8}]
    caption = {
        "caption": "@wegwijzer_bot",
        "caption_entities": [{"type": "mention", "offset": 0, "length": 14}],
    }
    channel.say("", chat=GROUP, photo=photo)
    channel.say("", chat=GROUP, photo=photo, **caption)
    channel.say("klaar")
    await channel.until_said(1)

    assert await channel.until_said(1, chat=GROUP) == ["foto.jpg: 5 bytes"]


async def test_a_file_that_is_too_large_is_not_fetched(channel: BotApi) -> None:
    channel.say("", document=document(30 * 2**20))
    await channel.until_said(1)

    assert channel.called("getFile") == []


async def test_a_file_is_sent_after_what_is_said(channel: BotApi) -> None:
    channel.say("bestand graag")
    await channel.until_said(2)

    said, file = channel.said()
    assert said["text"].endswith("bestand graag")
    assert file["document"]["file_name"] == "a.json"


async def test_a_picture_is_shown_with_what_it_shows(channel: BotApi) -> None:
    channel.say("plaatje 30 Ontvangen 3, opgelost 2.")
    await channel.until_said(2)

    image = channel.said()[1]
    assert (image["photo"][0]["width"], image["caption"]) == (30, "Ontvangen 3, opgelost 2.")


async def test_a_picture_that_telegram_refuses_comes_as_a_file(channel: BotApi) -> None:
    channel.say("plaatje 12000 Ontvangen 3.")
    await channel.until_said(2)

    file = channel.said()[1]
    assert (file["document"]["file_name"], file["caption"]) == ("a.png", "Ontvangen 3.")


async def test_of_what_a_picture_shows_as_much_is_said_as_there_is_room_for(channel: BotApi) -> None:
    # A sign of two units, so that the end falls within one.
    channel.say("plaatje 30 o" + "\N{GRINNING FACE}" * 600)
    await channel.until_said(2)

    caption = channel.said()[1]["caption"]
    assert caption == "o" + "\N{GRINNING FACE}" * 511 + "…"
    assert channel.refusals == []
