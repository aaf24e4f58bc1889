"""What somebody can do, the commands for their roles among it."""

from collections.abc import Collection, Iterable

from bot.commands.command import Name
from bot.messages import Block, Kind, Listing, Reply, Text, paragraph
from bot.permissions import NEEDED, Grant, may_use
from bot.wording import help as words
from bot.wording.phrases import DUTCH

FOR_EVERYONE = tuple(name for name in words.DOES if name not in NEEDED)


def help_reply(grants: Collection[Grant]) -> Reply:
    """Say what the assistant can do for somebody with these roles."""
    blocks: list[Block] = [
        paragraph(DUTCH.who_are_you),
        Listing(tuple((Text(line),) for line in DUTCH.how_to_ask)),
        paragraph(words.COMMANDS),
        _listed(FOR_EVERYONE),
    ]
    more = [name for name in words.DOES if name in NEEDED and may_use(name, grants)]
    if more:
        blocks += [paragraph(words.also({grant.role for grant in grants})), _listed(more)]
    return Reply(tuple(blocks), Kind.COMMAND)


def _listed(names: Iterable[Name]) -> Listing:
    return Listing(
        tuple((Text(words.typed(name), strong=True), Text(f": {words.DOES[name]}")) for name in names)
    )
