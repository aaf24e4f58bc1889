"""A page of knelpunten, to choose one from: the list is the choices, so that each is there once."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from bot.commands.done import say
from bot.knelpunten.organisations import nearest_organisations
from bot.knelpunten.report import Knelpunt
from bot.messages import Choice, Kind, Reply, paragraph
from bot.overview.period import day_here
from bot.paging import no_such_page, other_pages
from bot.wording import knelpunt_list as words
from bot.workflow.filtering import Wanted, in_order, is_wanted, read_wanted, without_page

ON_A_PAGE = 8
"""With the pages before and after it there are ten choices, as many as there are signs for."""


def knelpunt_list(
    typed: str, with_themes: Sequence[tuple[Knelpunt, str]], treated: Collection[str], today: date
) -> Reply:
    """List a page of the knelpunten that somebody asks for.

    Args:
        typed: which they ask for.
        with_themes: all that they may see, with what each is about.
        treated: numbers of those that they have taken.
        today: the day on which they ask.
    """
    organisations = [name for knelpunt, _ in with_themes for name in _having(knelpunt)]
    wanted = read_wanted(typed, organisations, {theme for _, theme in with_themes})
    matching = in_order(
        (knelpunt for knelpunt, theme in with_themes if is_wanted(knelpunt, theme, wanted, treated)), wanted
    )
    start = (wanted.page - 1) * ON_A_PAGE
    shown = matching[start : start + ON_A_PAGE]
    if not matching:
        return _none(wanted, organisations)
    if not shown:
        return no_such_page(_page(typed, 1))
    choices = [
        Choice(words.entry(one, (today - day_here(one.since)).days), f"/toelichting {one.number}")
        for one in shown
    ]
    is_last = start + len(shown) >= len(matching)
    choices += other_pages(wanted.page, is_last=is_last, command=partial(_page, typed))
    heading = words.heading(wanted, start + 1, start + len(shown), len(matching))
    said = (heading,) if typed.strip() else (heading, words.HOW)
    return Reply(tuple(map(paragraph, said)), Kind.COMMAND, tuple(choices))


def _none(wanted: Wanted, organisations: Sequence[str]) -> Reply:
    nearest = nearest_organisations(" ".join(wanted.words), organisations) if wanted.words else ()
    said = words.NONE.format(what=words.what(wanted))
    if nearest:
        said = f"{said} {words.DID_YOU_MEAN if len(nearest) == 1 else words.DID_YOU_MEAN_ONE}"
    choices = [Choice(name, f"/knelpunten {name}") for name in nearest]
    return say(said, (*choices, Choice(words.ALL_OPEN, "/knelpunten")))


def _page(typed: str, number: int) -> str:
    return " ".join(filter(None, ("/knelpunten", without_page(typed), f"pagina {number}")))


def _having(knelpunt: Knelpunt) -> list[str]:
    return [knelpunt.report.organisation, *(support.organisation for support in knelpunt.supports)]
