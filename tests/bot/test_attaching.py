"""Files that people send along, as they see it."""

import pytest

from bot.knelpunten.export.json import export_json
from bot.messages import Attachment
from bot.storage.attachments import Attachments
from bot.wording import intake as words
from tests.bot.knelpunten.files.samples import MAKE, pdf, zipped
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.bot.years import YEAR

PNG = MAKE[".png"]()


@pytest.mark.parametrize("extension", sorted(MAKE))
async def test_a_photo_a_pdf_or_an_office_file_is_added_to_the_report(talk: Talk, extension: str) -> None:
    await talk.say("/melden")

    said = await talk.send_file(f"bijlage{extension}", MAKE[extension]())

    assert words.ATTACHED.format(name=f"bijlage{extension}") in said
    assert words.QUESTIONS["description"] in said


async def test_files_are_listed_in_the_summary_and_stand_with_the_report(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2])
    await talk.send_file("scherm.png", PNG)
    await talk.say(*ANSWERS[2:])
    await talk.send_file("brief.pdf", pdf())

    assert "Bijlagen: scherm.png, brief.pdf" in await talk.say(*["overslaan"] * 6)
    await talk.say("versturen")

    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.attachments == ("scherm.png", "brief.pdf")
    files = Attachments(talk.engine)
    first, second = await files.of_knelpunt(f"KP-{YEAR}-0001")
    assert await files.content(first.id) == PNG
    assert second.media_type == "application/pdf"


async def test_files_are_named_in_the_export(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS)
    await talk.send_file("scherm.png", PNG)
    await talk.say(*["overslaan"] * 6, "versturen")

    assert b"scherm.png" in export_json(await talk.knelpunten())


async def test_a_file_at_the_summary_is_shown_in_it_at_once(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS, *["overslaan"] * 6)

    assert "Bijlagen: scherm.png" in await talk.send_file("scherm.png", PNG)


async def test_files_are_there_after_a_restart(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS)
    await talk.send_file("scherm.png", PNG)
    await talk.restart()

    assert "Bijlagen: scherm.png" in await talk.say(*["overslaan"] * 6)


async def test_a_file_is_added_to_an_own_knelpunt_by_its_number(talk: Talk) -> None:
    await talk.report()

    said = await talk.send_file("scherm.png", PNG, f"kp {YEAR} 1")

    assert words.ATTACHED_TO.format(name="scherm.png", number=f"KP-{YEAR}-0001") in said
    assert "Bijlage: scherm.png" in await talk.say(f"/status KP-{YEAR}-0001")


async def test_a_file_is_added_to_a_knelpunt_that_one_has_joined(talk: Talk) -> None:
    await talk.report(sender="bob")
    await talk.say("/melden", DESCRIPTION, "ja", "UWV", "overslaan", "overslaan", "versturen")

    said = await talk.send_file("scherm.png", PNG, f"KP-{YEAR}-0001")

    assert words.ATTACHED_TO.format(name="scherm.png", number=f"KP-{YEAR}-0001") in said


async def test_a_file_for_an_own_knelpunt_leaves_the_report_that_is_being_told_alone(talk: Talk) -> None:
    await talk.report()
    await talk.say("/melden", "Ondernemers krijgen de vergunning altijd te laat.", "bedrijven")

    said = await talk.send_file("scherm.png", PNG, f"KP-{YEAR}-0001")

    assert words.QUESTIONS["group"] in said
    assert (await talk.knelpunten())[0].attachments == ("scherm.png",)
    assert "Bijlagen" not in await talk.say("overslaan", *ANSWERS[3:], *["overslaan"] * 6)


@pytest.mark.parametrize("number", [f"KP-{YEAR}-0001", f"KP-{YEAR}-0099"])
async def test_a_file_for_what_is_not_ones_own_is_not_kept(talk: Talk, number: str) -> None:
    await talk.report(sender="bob")

    said = await talk.send_file("scherm.png", PNG, number)

    assert words.FILE_NOT_YOURS.format(number=number) in said
    assert (await talk.knelpunten())[0].attachments == ()


async def test_a_file_without_a_report_is_not_kept_and_its_sender_is_told_how(talk: Talk) -> None:
    assert words.FILE_WITHOUT_REPORT in await talk.send_file("scherm.png", PNG)


async def test_a_file_while_a_draft_is_put_aside_is_added_to_the_draft(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2], "stop", "bewaren")

    assert words.ATTACHED.format(name="scherm.png") in await talk.send_file("scherm.png", PNG)

    await talk.say("/melden", "verder gaan", *ANSWERS[2:])
    assert "Bijlagen: scherm.png" in await talk.say(*["overslaan"] * 6)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("programma.exe", b"MZ\x90\0", "kan ik niet aannemen"),
        ("foto.png", b"<html><script>", "kan ik niet aannemen"),
        ("foto.png", b"", "is leeg"),
        ("brief.pdf", pdf(password="geheim"), "beveiligd met een wachtwoord"),
        ("brief.pdf", pdf()[:300], "beschadigd"),
        ("brief.zip", zipped({"a.txt": b"a"}), "kan ik niet aannemen"),
    ],
    ids=["program", "page", "empty", "encrypted", "damaged", "archive"],
)
async def test_a_file_that_is_not_taken_is_refused_with_the_reason(
    talk: Talk, name: str, content: bytes, reason: str
) -> None:
    await talk.say("/melden")

    said = await talk.send_file(name, content)

    assert reason in said
    assert words.QUESTIONS["description"] in said
    assert "Bijlagen" not in await talk.say(*ANSWERS, *["overslaan"] * 6)


async def test_a_file_that_is_too_large_is_refused_with_the_size_that_fits(talk: Talk) -> None:
    await talk.say("/melden")
    too_large = PNG + bytes(talk.settings.largest_attachment)

    assert "Een bijlage mag hoogstens" in await talk.send_file("scherm.png", too_large)


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(talk: Talk) -> None:
    await talk.say("/melden")
    gone = Attachment(name="scherm.png", size=None, source="gone")

    said = await talk.say("", attachments=(gone,))

    assert words.FILE_UNAVAILABLE.format(name="scherm.png") in said


async def test_a_file_that_is_handled_twice_is_kept_once(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS)
    await talk.send_file("scherm.png", PNG, event="same")
    await talk.send_file("scherm.png", PNG, event="same")

    assert "Bijlagen: scherm.png\n" in await talk.say(*["overslaan"] * 6)


async def test_what_is_said_with_a_file_is_the_answer_to_the_question(talk: Talk) -> None:
    await talk.say("/melden")

    said = await talk.send_file("scherm.png", PNG, DESCRIPTION)

    assert words.ATTACHED.format(name="scherm.png") in said
    assert words.QUESTIONS["affected"] in said


async def test_a_file_in_a_group_is_taken_up_in_a_conversation_of_two(talk: Talk) -> None:
    said = await talk.send_file("scherm.png", PNG, direct=False, addressed=True)

    assert words.IN_PRIVATE in said


async def test_files_of_a_draft_that_is_thrown_away_are_gone(talk: Talk) -> None:
    await talk.say("/melden", DESCRIPTION)
    await talk.send_file("scherm.png", PNG)

    await talk.say("stop", "weggooien")

    assert await Attachments(talk.engine).of_ids(range(1, 5)) == ()
