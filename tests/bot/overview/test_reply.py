import subprocess
import sys
from base64 import b64decode
from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from bot.messages import File, Reply
from bot.overview.arguments import read_wanted
from bot.overview.figures import overview_of
from bot.overview.period import Wanted
from bot.overview.reply import overview_reply, period_not_understood
from bot.rendering.plain import render
from bot.wording.overview import long
from tests.bot.overview.samples import TODAY, case, knelpunt, overview

HOSTILE = "</td><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def whole() -> Reply:
    return overview_reply(overview())


def page(reply: Reply) -> HTMLParser:
    return HTMLParser(reply.files[-1].content.decode())


def test_the_reply_says_what_matters_in_few_words(whole: Reply) -> None:
    said = render(whole)

    assert said.startswith("Overzicht van knelpunten: alles tot nu toe\n\nTot nu toe: 60 knelpunten gemeld.")
    assert "kregen een eerste reactie, de helft binnen" in said
    assert "zijn opgelost of afgesloten, de helft binnen" in said
    assert "organisaties, " in said
    assert len(said) < 1500


def test_pictures_come_with_words_and_the_report_comes_last(whole: Reply) -> None:
    *pictures, report = whole.files

    assert [picture.media_type for picture in pictures] == ["image/png"] * 4
    assert all(picture.alternative.startswith("Staafdiagram.") for picture in pictures)
    assert (report.name, report.media_type) == ("overzicht.html", "text/html")


def test_an_organisation_that_is_not_there_is_named() -> None:
    reply = overview_reply(overview(read_wanted("mrat 2026", TODAY)))

    assert render(reply) == "Ik vind geen knelpunten voor: 2026, mrat."
    assert reply.files == ()


def test_before_the_first_report_there_is_nothing_to_count() -> None:
    assert render(overview_reply(overview_of([], Wanted(), TODAY))) == "Er zijn nog geen knelpunten gemeld."


def test_a_single_knelpunt_is_spoken_of_in_the_singular() -> None:
    said = render(overview_reply(overview_of([case(knelpunt())], Wanted(), TODAY)))

    assert "1 knelpunt gemeld" in said
    assert "Nog geen enkel knelpunt kreeg een eerste reactie." in said


@pytest.mark.parametrize(
    ("took", "said"),
    [
        (timedelta(minutes=3), "een uur"),
        (timedelta(hours=30), "30 uur"),
        (timedelta(hours=48), "2 dagen"),
        (timedelta(days=41, hours=7), "41 dagen"),
    ],
)
def test_how_long_it_took_is_said_in_hours_or_days(took: timedelta, said: str) -> None:
    assert long(took) == said


def test_the_report_has_headings_captions_and_alternatives(whole: Reply) -> None:
    html = page(whole)

    assert html.css_first("html").attributes["lang"] == "nl"
    assert len(html.css("h1")) == 1
    assert all(section.css_first("h2").text().strip() for section in html.css("section"))
    assert all(table.css_first("caption").text().strip() for table in html.css("table"))
    assert all(cell.attributes.get("scope") in {"row", "col"} for cell in html.css("th"))
    assert [image.attributes["alt"] for image in html.css("img")] == [
        picture.alternative for picture in whole.files[:-1]
    ]


def test_the_report_carries_its_pictures_and_fetches_nothing(whole: Reply) -> None:
    html = page(whole)

    sources = [image.attributes["src"] or "" for image in html.css("img")]
    assert [b64decode(source.removeprefix("data:image/png;base64,")) for source in sources] == [
        picture.content for picture in whole.files[:-1]
    ]
    assert html.css("link, script, iframe, object") == []
    assert "default-src 'none'" in (html.css_first("meta[http-equiv]").attributes["content"] or "")


def test_the_tables_say_the_figures(whole: Reply) -> None:
    counted = overview()
    statuses, _, themes, months, groups, organisations = page(whole).css("table")

    def rows(table: object) -> list[list[str]]:
        return [[cell.text() for cell in row.css("th, td")] for row in table.css("tbody tr")]  # type: ignore[attr-defined]

    assert rows(statuses)[-1] == ["Samen", "60"]
    assert sum(int(count) for _, count in rows(themes)) == 60
    assert rows(organisations) == [
        [count.name, str(count.reported), str(count.supported)] for count in counted.by_organisation
    ]
    assert rows(months)[0] == ["Januari 2026", str(counted.by_month[0].knelpunten)]
    assert [int(row[1]) for row in rows(groups)] == [group.organisations for group in counted.groups]


def test_what_people_wrote_never_becomes_markup() -> None:
    cases = [
        case(knelpunt(organisation=HOSTILE), theme=HOSTILE),
        case(knelpunt("KP-2026-0002", related=("KP-2026-0001",))),
    ]

    html = page(overview_reply(overview_of(cases, Wanted(), TODAY)))

    assert html.css("script, [onerror], img:not([src^='data:'])") == []
    assert HOSTILE in [cell.text() for cell in html.css("th[scope=row]")]
    assert HOSTILE[0].upper() + HOSTILE[1:] in [cell.text() for cell in html.css("th[scope=row]")]


def test_hostile_words_in_what_is_asked_for_never_become_markup() -> None:
    counted = overview_of([case(knelpunt(organisation=HOSTILE))], Wanted(organisation=HOSTILE), TODAY)

    html = page(overview_reply(counted))

    assert html.css("script, [onerror]") == []
    assert HOSTILE in html.css_first("h1").text()


def test_nothing_is_imported_to_draw_before_something_is_drawn() -> None:
    code = (
        "import sys, bot.cli.overview, bot.overview.reply, bot.wording.errors;"
        "print({'matplotlib', 'jinja2'} & set(sys.modules))"
    )

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout == "set()\n"


def test_a_file_has_no_alternative_unless_it_is_given() -> None:
    assert File("a.csv", "text/csv", b"").alternative == ""


def test_what_names_no_period_gets_an_example() -> None:
    assert "/overzicht kwartaal 2 2026" in render(period_not_understood())
