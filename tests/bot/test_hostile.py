"""Whatever somebody sends: a clear reply, no harm to anybody's report."""

import asyncio
import unicodedata

import pytest

from bot.knelpunten.report import Report
from bot.messages import Reply
from bot.privacy.withholding import withheld
from bot.rendering.matrix_html import render as as_html
from bot.rendering.plain import render
from bot.storage.checking import differing_from_history
from bot.storage.inbox import Inbox
from bot.wording import attachments as refusals
from bot.wording import commands as command_words
from bot.wording import intake as words
from tests.bot.incoming import incoming
from tests.bot.knelpunten.files.samples import MAKE, pdf, unzipped, zipped
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.bot.years import YEAR

LARGE = 2**16
MARKUP = '<script>alert("x")</script><img src=x onerror=alert(1)> **vet** [a](javascript:alert(1)) &amp;'
SQL = "'; DROP TABLE knelpunt; DELETE FROM draft WHERE '1'='1' --"
FORMAT = "{title} {0.__class__} %s %(name)s ${HOME} \\n"
HOSTILE = {
    "64 KB of words": "Ouders moeten wachten. " * (LARGE // 23),
    "64 KB in one word": "a" * LARGE,
    "64 KB of digits": "7" * LARGE,
    "64 KB of BSNs": "123456782 " * (LARGE // 10),
    "64 KB of emoji": "\N{ANGRY FACE}" * (LARGE // 4),
    "64 KB of lines": "ja\n" * (LARGE // 3),
    "64 KB of commands": "/melden " * (LARGE // 8),
    "64 KB of brackets": "([{<" * (LARGE // 4),
    "controls": "\x00\x07\x1b[31mrood\x1b[0m\x7f\x85 loket \r\n\x0b",
    "bidirectional": "\u202egnp.exe\u202c \u2066loket\u2069 \u200fouders\u061c",
    "zero width only": "\u200b\u200c\u200d\ufeff\u2060",
    "combining marks": "Z" + "\u0301" * 500 + " loket",
    "half characters": "loket \ud800 \udfff ouders",
    "outside Unicode's use": "\ufffe\uffff\U000fffff loket",
    "emoji only": "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}\N{HEAVY BLACK HEART}\ufe0f",
    "markup": MARKUP,
    "SQL": SQL,
    "format": FORMAT,
    "slashes": "////!!!! /",
    "nothing": " \n\t ",
    "a large number": f"/status KP-{YEAR}-" + "9" * 4000,
    "other digits": "²",
    "many kinds of digits": "١ ² ①",
}
AT = {
    "nothing": (),
    "an offer": ("wij lopen vast op een regeling die niemand kan uitleggen, bij wie meld ik dat?",),
    "being forgotten": ("/vergeetmij",),
    "a text": ("/melden",),
    "choices": ("/melden", DESCRIPTION),
    "one choice": ("/melden", *ANSWERS[:4]),
    "personal data": ("/melden", "Met BSN 123456782 loopt de aanvraag elke keer vast."),
    "the summary": ("/melden", *ANSWERS, *["overslaan"] * 6),
    "what to change": ("/melden", *ANSWERS, *["overslaan"] * 6, "iets wijzigen"),
    "the title": ("/melden", *ANSWERS, *["overslaan"] * 6, "wijzig titel"),
    "stopping": ("/melden", DESCRIPTION, "stop"),
    "a draft put aside": ("/melden", DESCRIPTION, "stop", "bewaren"),
    "having reported": ("/melden", *ANSWERS, *["overslaan"] * 6, "versturen"),
    "resuming": ("/melden", DESCRIPTION, "stop", "bewaren", "/melden"),
}
EVERYWHERE = (
    "64 KB of words",
    "64 KB of digits",
    "controls",
    "half characters",
    "emoji only",
    "other digits",
)
BEFORE_ALL = ("nothing", "a text", "choices")
SAID_AT = [
    *((place, name) for place in AT if place not in BEFORE_ALL for name in EVERYWHERE),
    *((place, name) for place in BEFORE_ALL for name in HOSTILE),
]
LONGEST_REPLY = LARGE // 4
"""Characters; a reply that gave back what it cannot use would be far beyond it."""


def is_clear(reply: Reply) -> bool:
    """Whether a reply says something, and holds nothing that a channel cannot show."""
    shown = render(reply)
    unseen = {char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Cn"} and char != "\n"}
    hidden = {"\u202e", "\u2066", "\u200b", "\ufeff"} & set(shown)
    return bool(shown.strip()) and not unseen and not hidden and len(shown) < LONGEST_REPLY


@pytest.fixture(scope="module")
def reached() -> dict[str, bytes]:
    """The database where somebody came to a place before: to go there again takes longest."""
    return {}


async def go_to(talk: Talk, place: str, reached: dict[str, bytes]) -> None:
    database = talk.settings.data_dir / "wegwijzer.db"
    if place in reached:
        await talk.stop()
        database.write_bytes(reached[place])
        await talk.start()
        return
    await talk.say("hallo", *AT[place])
    await talk.stop()
    reached[place] = database.read_bytes()
    await talk.start()


@pytest.mark.parametrize(("place", "name"), SAID_AT)
async def test_anything_gets_a_clear_reply_wherever_it_is_said(
    talk: Talk, reached: dict[str, bytes], place: str, name: str
) -> None:
    await go_to(talk, place, reached)

    replies = await talk.replies(HOSTILE[name])

    assert replies
    assert all(is_clear(reply) for reply in replies)
    assert await talk.say("/help")


async def test_whatever_one_says_the_report_of_another_stands(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:3], sender="bob")
    await talk.say("/melden", *HOSTILE.values())

    said = await talk.say(*ANSWERS[3:], *["overslaan"] * 6, "versturen", sender="bob")

    assert words.SENT.format(number=f"KP-{YEAR}-0001") in said
    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report.organisation == "Gemeente Zwolle"
    assert await differing_from_history(talk.engine) == ()


@pytest.mark.parametrize("told", [MARKUP, SQL, FORMAT])
async def test_markup_sql_and_placeholders_are_kept_as_they_were_said(talk: Talk, told: str) -> None:
    answers = [f"Ouders wachten op {told}", "burgers", told, told, "ICT", *[told] * 5, "overslaan"]
    await talk.say("/melden", *answers, "versturen")

    (knelpunt,) = await talk.knelpunten()
    report = knelpunt.report
    assert report.description == f"Ouders wachten op {told}"
    assert {report.group, report.organisation, report.regulation, report.frequency, report.proposal} == {told}
    assert isinstance(report, Report)


async def test_markup_is_shown_as_text(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:2])
    shown = [*await talk.replies(MARKUP), *await talk.replies("terug")]
    shown += await talk.replies("verder")
    for text in (*ANSWERS[3:], *["overslaan"] * 6):
        shown += await talk.replies(text)

    html = "".join(as_html(reply) for reply in shown)

    assert html.count("&lt;script&gt;alert(") == 2
    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html


async def test_markup_in_a_knelpunt_is_shown_to_others_as_text(talk: Talk) -> None:
    await talk.report({0: f"{MARKUP} {DESCRIPTION}"})

    html = "".join(as_html(reply) for reply in await talk.replies(f"/status KP-{YEAR}-0001", sender="bob"))

    assert "&lt;script&gt;" in html
    assert "<script" not in html


@pytest.mark.parametrize("text", [HOSTILE["emoji only"], HOSTILE["zero width only"], "...", "?!"])
async def test_what_holds_no_words_is_no_answer(talk: Talk, text: str) -> None:
    said = await talk.say("/melden", *ANSWERS[:3], text)

    assert words.NO_WORDS in said
    assert words.QUESTIONS["organisation"] in said


async def test_invisible_characters_are_not_kept(talk: Talk) -> None:
    await talk.report({3: "Gemeente\u200b \u202eZwolle\x00\x1b"})

    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report.organisation == "Gemeente Zwolle"


@pytest.mark.parametrize("name", HOSTILE)
async def test_anything_waits_in_the_inbox_and_is_answered(talk: Talk, name: str) -> None:
    inbox = Inbox(talk.engine, "test", withheld)
    message = incoming(HOSTILE[name])

    await inbox.receive([message], None)
    (waiting,) = await inbox.pending()

    assert await talk.assistant.handle(waiting)
    await inbox.finish(waiting)
    assert await inbox.pending() == []


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_remark_is_kept_or_refused(talk: Talk, reached: dict[str, bytes], name: str) -> None:
    await go_to(talk, "having reported", reached)

    said = await talk.say(f"/opmerking KP-{YEAR}-0001 {HOSTILE[name]}")

    assert said
    assert await talk.say("/mijnmeldingen")
    assert await differing_from_history(talk.engine) == ()


@pytest.mark.parametrize(
    "name",
    [
        "bijlage\udcff\udcfe.png",
        "\u202egnp.exe",
        "../../etc/passwd",
        "a" * 5000 + ".png",
        "\0.png",
        MARKUP,
        "",
    ],
)
async def test_a_file_with_a_hostile_name_gets_a_clear_reply(talk: Talk, name: str) -> None:
    await talk.say("/melden")

    said = await talk.send_file(name, MAKE[".png"]())

    assert "Toegevoegd aan je melding" in said
    assert is_clear_text(said)
    assert "/etc" not in said
    assert "Bijlagen" in await talk.say(*ANSWERS, *["overslaan"] * 6)


def is_clear_text(shown: str) -> bool:
    return not {"\0", "\u202e", "\udcff"} & set(shown)


def broken_docx() -> bytes:
    parts = unzipped(MAKE[".docx"]())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>\xff\xfe\x80<w:p>")
    return zipped(parts)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x80 geen UTF-8 \xc3\x28",
        broken_docx(),
        pdf().replace(b"Hallo", b"\xff\xc3("),
        pdf()[:200],
        MAKE[".xlsx"]()[:-40],
        b"%PDF-1.7\n\xff\xff\xff\n%%EOF",
        b"PK\x03\x04" + b"\xff" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 100,
    ],
    ids=["text", "docx", "pdf", "half a pdf", "half an xlsx", "no pdf", "no zip", "no png"],
)
async def test_a_file_with_broken_text_is_taken_or_refused_with_the_reason(
    talk: Talk, content: bytes
) -> None:
    await talk.say("/melden")

    said = await talk.send_file("bijlage.pdf", content)

    assert "bijlage.pdf" in said or "bijlage.docx" in said
    assert words.QUESTIONS["description"] in said


async def test_a_flood_of_one_leaves_the_report_of_another_whole(talk: Talk) -> None:
    moment = incoming("").sent_at
    flood = [incoming(f"/melden {DESCRIPTION} {number}", sent_at=moment) for number in range(1000)]

    async def all_at_once() -> list[tuple[Reply, ...]]:
        return [await talk.assistant.handle(message) for message in flood]

    replies, said = await asyncio.gather(all_at_once(), talk.report(sender="bob"))

    assert words.SENT.format(number=f"KP-{YEAR}-0001") in said
    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report.description == DESCRIPTION
    told = [reply for some in replies for reply in some if command_words.TOO_MANY in render(reply)]
    assert len(told) == 1


async def test_a_flood_does_not_cost_its_sender_their_draft(talk: Talk) -> None:
    await talk.say("/melden", *ANSWERS[:3])
    moment = incoming("").sent_at
    for number in range(200):
        await talk.assistant.handle(incoming("hulp" if number % 2 else "/help", sent_at=moment))

    said = await talk.say(*ANSWERS[3:], *["overslaan"] * 6)

    assert "Welke groep: jonge ouders" in said


async def test_a_flood_of_files_is_refused(talk: Talk) -> None:
    await talk.say("/melden")
    for number in range(10):
        await talk.send_file(f"{number}.png", MAKE[".png"]())

    assert words.TOO_MANY_FILES.format(most=10) in await talk.send_file("11.png", MAKE[".png"]())


async def test_a_file_that_unpacks_beyond_measure_is_refused(talk: Talk) -> None:
    parts = unzipped(MAKE[".docx"]())
    bomb = zipped({**parts, "word/document.xml": b" " * (33 * 2**20)})
    await talk.say("/melden")

    said = await talk.send_file("brief.docx", bomb)

    assert "wordt te groot als ik het uitpak" in said
    assert refusals.readable_size(33 * 2**20)[:2] in said
