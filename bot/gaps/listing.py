"""What admins see of the gaps: a page of them, or one."""

from collections.abc import Sequence

from bot.commands.done import say
from bot.gaps.gap import Gap
from bot.messages import Block, Choice, Citation, Kind, Listing, Reply, Text, paragraph
from bot.paging import no_such_page, other_pages
from bot.wording import gaps as words

ON_A_PAGE = 8
"""With the pages before and after it there are ten choices, as many as there are signs for."""

MOST_WAYS = 15
MOST_NEAREST = 3


def gap_list(page: int, gaps: Sequence[Gap], days: int, *, is_part: bool) -> Reply:
    """List a page of the open gaps.

    Args:
        page: which, from 1.
        gaps: the open ones, in order.
        days: how far back was looked.
        is_part: more was asked than was grouped.
    """
    if not gaps:
        return say(words.NONE.format(days=days))
    start = (page - 1) * ON_A_PAGE
    shown = gaps[start : start + ON_A_PAGE]
    if not shown:
        return no_such_page("/vragen")
    choices = [Choice(words.entry(gap), f"/vragen {gap.id}") for gap in shown]
    is_last = start + len(shown) >= len(gaps)
    choices += other_pages(page, is_last=is_last, command="/vragen pagina {}".format)
    said = words.page(len(gaps), start + 1, start + len(shown))
    said = f"{said} {words.MORE}" if is_part else said
    return say(f"{said} {words.HOW}" if page == 1 else said, tuple(choices))


def gap_shown(gap: Gap, citations: Sequence[Citation]) -> Reply:
    """Show one gap with what can be done about it; see `gap_blocks` for the arguments."""
    choices = [
        Choice(words.ANSWER, f"/vragen {gap.id} antwoord"),
        Choice(words.OUTSIDE, f"/vragen {gap.id} buiten"),
        *(
            Choice(words.EVALUATION.format(title=title), f"/vragen {gap.id} toets {name}")
            for name, title in _nearest(citations)
        ),
        Choice(words.TO_THE_LIST, "/vragen"),
    ]
    return Reply(gap_blocks(gap, citations), Kind.COMMAND, tuple(choices))


def gap_blocks(gap: Gap, citations: Sequence[Citation]) -> tuple[Block, ...]:
    """Show one gap.

    Args:
        gap: the gap.
        citations: of what the documents say to it now, the nearest first.
    """
    heading = Text(words.ASKED.format(question=gap.question, details=words.details(gap)), strong=True)
    nearest = _nearest(citations)
    near: tuple[Block, ...] = (paragraph(words.NOTHING_NEAR),)
    if nearest:
        near = (paragraph(words.NEAREST), Listing(tuple((Text(title),) for _, title in nearest)))
    settled = () if gap.is_open or gap.decided is None else (paragraph(words.DECIDED[gap.decided]),)
    return (paragraph(heading), paragraph(words.WAYS), ways_of(gap), *near, *settled)


def _nearest(citations: Sequence[Citation]) -> list[tuple[str, str]]:
    """Give name and title of the nearest documents, each once."""
    titles: dict[str, str] = {}
    for citation in citations:
        titles.setdefault(citation.document, citation.title)
    return list(titles.items())[:MOST_NEAREST]


def ways_of(gap: Gap) -> Listing:
    """List the ways of asking, numbered; of very many only those that were used most."""
    items = [words.WAY.format(question=question, count=count) for question, count in gap.ways[:MOST_WAYS]]
    if len(gap.ways) > MOST_WAYS:
        items.append(words.MORE_WAYS.format(count=len(gap.ways) - MOST_WAYS))
    return Listing(tuple((Text(item),) for item in items), ordered=True)
