"""The commands with which admins tend the documents that the assistant answers from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.library.actions import BringBackDocument, SetTerms, WithdrawDocument
from bot.library.adding.adding import Adding
from bot.library.argument import Named, read_named
from bot.library.catalogue import Catalogue, Entry, Origin
from bot.library.listing import document_list
from bot.library.showing import document_reply, terms_reply, with_how
from bot.library.term_words import TermsNotUnderstood, read_terms
from bot.messages import Choice, Incoming
from bot.overview.period import day_here
from bot.wording import library as words

SURE = "ja"
BACK = "terug"


class Documents:
    """Lists, shows, limits, withdraws and brings back documents.

    Args:
        catalogue: the documents.
        adding: adds them.
    """

    def __init__(self, catalogue: Catalogue, adding: Adding) -> None:
        self._catalogue = catalogue
        self._adding = adding

    async def carry_out(self, name: Name, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out one of these commands of an admin."""
        if name is Name.ADD_PAGE:
            return await self._adding.preview_page(argument, incoming)
        room, today = incoming.place, day_here(now)
        entries = await self._catalogue.entries()
        # Who reads along in a group need not be an admin.
        here = entries if incoming.direct else tuple(entry for entry in entries if _is_for(entry, room))
        if name is Name.DOCUMENTS:
            return Done(document_list(argument, here, len(entries) - len(here), today))
        if not argument:
            return Done(say(words.WHICH.format(command=name)))
        if name is Name.WITHDRAW:
            return _withdraw(argument, here)
        return _document(argument, here, room, today)


def _document(argument: str, entries: Sequence[Entry], room: str, today: date) -> Done:
    named = read_named(argument, [entry.name for entry in entries], with_rest=True)
    entry = _entry(named, entries)
    if entry is None:
        return _not_found(named, f"/document {{name}} {named.rest}".strip())
    if not named.rest:
        return Done(with_how(document_reply(entry, room), entry))
    if named.rest.strip(" .").casefold() == BACK:
        return _bring_back(entry)
    try:
        terms = read_terms(named.rest, entry.terms, room, today)
    except TermsNotUnderstood as error:
        return Done(say(words.MISUNDERSTOOD[error.reason]))
    changed = replace(entry, terms=terms)
    return Done(terms_reply(changed, room, today), SetTerms(entry.name, terms))


def _bring_back(entry: Entry) -> Done:
    if not entry.terms.withdrawn:
        return Done(say(words.NOT_WITHDRAWN.format(name=entry.name)))
    if entry.origin is Origin.GONE:
        return Done(say(words.FILE_GONE.format(name=entry.name)))
    return Done(say(words.BRINGING_BACK.format(name=entry.name)), BringBackDocument(entry.name))


def _withdraw(argument: str, entries: Sequence[Entry]) -> Done:
    begin, _, last = argument.rpartition(" ")
    is_sure = bool(begin) and last.casefold() == SURE
    named = read_named(begin if is_sure else argument, [entry.name for entry in entries], with_rest=False)
    entry = _entry(named, entries)
    if entry is None:
        return _not_found(named, "/trekin {name}")
    if entry.terms.withdrawn:
        return Done(say(words.WITHDRAWN_ALREADY.format(name=entry.name)))
    if is_sure:
        return Done(say(words.WITHDRAWING.format(name=entry.name)), WithdrawDocument(entry.name))
    asked = words.WHETHER_TO_WITHDRAW.format(name=entry.name, what=words.what_it_is(entry))
    then = words.THEN_GONE if entry.added else words.THEN_BACK.format(name=entry.name)
    sure = Choice(words.CHOICE_SURE, f"/trekin {entry.name} {SURE}")
    return Done(say(f"{asked} {then}", (sure, Choice(words.CHOICE_NOT_SURE, f"/document {entry.name}"))))


def _entry(named: Named, entries: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.name == named.document), None)


def _not_found(named: Named, command: str) -> Done:
    said = words.NOT_FOUND.format(typed=named.typed)
    if named.near:
        said = f"{said} {words.DID_YOU_MEAN if len(named.near) == 1 else words.DID_YOU_MEAN_ONE}"
    return Done(say(said, tuple(Choice(name, command.format(name=name)) for name in named.near)))


def _is_for(entry: Entry, room: str) -> bool:
    return entry.terms.rooms is None or room in entry.terms.rooms
