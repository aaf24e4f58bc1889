"""An overview as a reply in chat."""

from bot.messages import Block, File, Kind, Listing, Paragraph, Reply, Text, paragraph
from bot.overview.charts import Chart, charts_of
from bot.overview.figures import Overview
from bot.overview.pace import Pace
from bot.overview.period import Period, Wanted
from bot.text import clean
from bot.wording import overview as words

MOST_GROUPS = 5


def overview_reply(overview: Overview) -> Reply:
    """Say an overview, with its pictures and the whole of it as HTML.

    This draws, which takes a second: call it in a thread.
    """
    if not overview.total:
        return _say(_nothing(overview.wanted))
    from bot.overview.drawing import draw  # noqa: PLC0415 - half a second, and only here
    from bot.overview.html_report import html_report  # noqa: PLC0415

    drawn = [(chart, draw(chart)) for chart in charts_of(overview)]
    pictures = tuple(_picture(chart, png) for chart, png in drawn)
    report = File(words.FILE, "text/html", html_report(overview, drawn).encode())
    return Reply(_blocks(overview), Kind.COMMAND, files=(*pictures, report))


def period_not_understood() -> Reply:
    """Say that what was typed names no period."""
    return _say(words.PERIOD_NOT_UNDERSTOOD)


def _nothing(wanted: Wanted) -> str:
    return words.NOTHING_AT_ALL if wanted == Wanted() else words.NOTHING.format(scope=words.scope(wanted))


def _blocks(overview: Overview) -> tuple[Block, ...]:
    reported = words.REPORTED_EVER if overview.wanted.period == Period() else words.REPORTED
    blocks: list[Block] = [
        paragraph(Text(f"{words.TITLE}: {words.scope(overview.wanted)}", strong=True)),
        paragraph(reported.format(count=words.knelpunten(overview.total))),
        _statuses(overview),
        *_paces(overview),
    ]
    if overview.groups:
        blocks += [paragraph(words.GROUPS), _groups(overview)]
    return (*blocks, paragraph(words.ALL_FIGURES))


def _statuses(overview: Overview) -> Listing:
    counts = ((status, count) for status, count in overview.by_status if count)
    return Listing(
        tuple(
            (Text(f"{words.standing(status)}: "), Text(str(count), strong=True)) for status, count in counts
        )
    )


def _paces(overview: Overview) -> tuple[Paragraph, ...]:
    response, result = overview.first_response, overview.result
    return (
        _pace(response, words.RESPONSE, words.RESPONSE_OF_ONE, words.NO_RESPONSE),
        _pace(result, words.RESULT, words.RESULT_OF_ONE, words.NO_RESULT),
    )


def _pace(pace: Pace, several: str, one: str, none: str) -> Paragraph:
    if pace.median is None:
        return paragraph(none)
    sentence = (one if pace.reached == 1 else several).format(
        count=words.knelpunten(pace.reached), median=words.long(pace.median)
    )
    return paragraph(f"{sentence} {words.waiting(pace.waiting)}".rstrip())


def _groups(overview: Overview) -> Listing:
    return Listing(
        tuple(
            (
                Text(group.numbers[0], strong=True),
                Text(
                    ": "
                    + words.GROUP.format(
                        title=clean(group.title),
                        organisations=words.organisations(group.organisations),
                        knelpunten=words.knelpunten(len(group.numbers)),
                    )
                ),
            )
            for group in overview.groups[:MOST_GROUPS]
        )
    )


def _picture(chart: Chart, png: bytes) -> File:
    return File(f"{chart.name}.png", "image/png", png, chart.alternative)


def _say(sentence: str) -> Reply:
    return Reply((paragraph(sentence),), Kind.COMMAND)
