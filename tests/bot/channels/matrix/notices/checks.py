"""Whether everybody was told what happened to their knelpunten: all of it, once, and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Status
from bot.wording import workflow as words
from tests.bot.channels.matrix.notices.reading import Happened

TELLS_NOBODY = {EventKind.REPORTED, EventKind.SUPPORTED, EventKind.CONFIRMED}


class Telling:
    """Works out from what happens what people should be told.

    Attributes:
        to: for each person, in order, what has to stand in what they are told.
    """

    def __init__(self) -> None:
        self.to: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._having: defaultdict[str, set[str]] = defaultdict(set)
        self._treating: defaultdict[str, set[str]] = defaultdict(set)
        self._into: dict[str, str] = {}
        self._status: dict[str, str] = {}

    def add(self, one: Happened) -> None:
        """Take in what happens next."""
        if one.kind in {EventKind.REPORTED, EventKind.SUPPORTED}:
            self._having[one.number].add(one.sender)
        elif one.role is Role.HANDLER:
            self._treating[one.number].add(one.sender)
        if "status" in one.data:
            self._into.pop(one.number, None)
        if one.kind is EventKind.MERGED:
            self._into[one.number] = one.data["number"]
        if one.kind not in TELLS_NOBODY:
            # Who treats it tells who has it, and the other way round.
            hearing = self._having if one.role is Role.HANDLER else self._treating
            group = [number for number in hearing if one.number in self._way(number)]
            for person in {person for number in group for person in hearing[number]} - {one.sender}:
                self.to[person].append((f"Over {one.number} (", *self._said(one)))
        self._status[one.number] = one.data.get("status") or self._status[one.number]

    def _way(self, number: str) -> list[str]:
        """A knelpunt, what it was merged into, and so on."""
        way = [number]
        while (into := self._into.get(way[-1])) and into not in way:
            way.append(into)
        return way

    def _said(self, one: Happened) -> tuple[str, ...]:
        match one.kind:
            case EventKind.ASKED:
                return (words.QUESTION_FOR_YOU.format(question=one.data["text"]),)
            case EventKind.ANSWERED:
                return (words.ANSWER_CAME.format(text=one.data["text"]),)
            case EventKind.REMARKED:
                return (words.REMARK_CAME.format(text=one.data["text"]),)
            case EventKind.MERGED:
                return (words.INTO_OTHER.partition("{")[0] + one.data["number"],)
            case EventKind.SPLIT:
                return (words.OUT_OF_OTHER,)
        status = Status(one.data["status"])
        again = status is Status.IN_PROGRESS and self._status[one.number] != Status.RECEIVED
        return (words.REOPENED if again else words.NOW[status], one.data["why"])


def told_otherwise(happened: Sequence[Happened], notices: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Tell for each person the first difference between what they should be told and what they were told.

    Args:
        happened: what was done, in order.
        notices: what each person was told unasked, in order.
    """
    telling = Telling()
    for one in happened:
        telling.add(one)
    for person in {*telling.to, *notices}:
        expected, found = telling.to[person], list(notices.get(person, ()))
        for place, parts in enumerate(expected):
            if place >= len(found) or not all(part in found[place] for part in parts):
                yield f"{person} should be told {parts}, not {found[place : place + 2]} ({place})"
                break
        else:
            if len(found) > len(expected):
                yield f"{person} should not be told {found[len(expected) :]}"


def told_of_changes_otherwise(
    happened: Sequence[Happened], changed: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Tell which handlers were told that something changed when it did not, or the other way round.

    Args:
        happened: what was done, in order.
        changed: for each handler the numbers of the knelpunten that they were told they changed, in order.
    """
    for person, told in changed.items():
        found = [one.number for one in happened if one.role is Role.HANDLER and one.sender == person]
        if found != [*told]:
            yield f"{person} was told that {told} changed, and it was {found}"


def done_twice(happened: Sequence[Happened]) -> list[str]:
    """Tell which words that somebody said once are there more often."""
    said = Counter(text for one in happened for name in ("why", "text") if (text := one.data.get(name)))
    del said[words.NOT_SOLVED_WHY]
    return [f"{text!r} is there {times} times" for text, times in said.items() if times > 1]
