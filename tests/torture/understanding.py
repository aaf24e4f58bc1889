"""What somebody may expect to stand, from what they said and what they read."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from bot.conversation.choosing import chosen
from bot.knelpunten.form import REPORT_FORM, SUPPORT_FORM
from bot.knelpunten.report import Report, Support
from bot.knelpunten.titles import propose_title
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.wording import commands as command_words
from bot.wording import intake as words
from bot.wording import privacy as privacy_words

STEPS = {step.name: step for step in (*REPORT_FORM.steps, *SUPPORT_FORM.steps)}
ANSWER_AFTER_ALL = "ja, dit is mijn antwoord"
BLACKEN = "zwart maken"
AGAIN = "opnieuw"
NUMBER = re.compile(r"KP-\d{4}-\d{4,}")
_ATTACHED = re.compile(words.ATTACHED.format(name="(.+)"))


class Asked(StrEnum):
    """What somebody can be asked besides a step."""

    NOTHING = "nothing"
    SUMMARY = "summary"
    CHOOSING = "choosing"
    STOPPING = "stopping"
    RESUMING = "resuming"
    SAME = "same"


_SIGNS = {
    Asked.STOPPING: words.STOPPING,
    Asked.CHOOSING: words.WHICH_CHANGE,
    Asked.RESUMING: words.RESUMING_UNTITLED.split(".", maxsplit=1)[0],
    Asked.SAME: words.SAME,
    Asked.SUMMARY: words.SEND_OR_CHANGE,
    **words.QUESTIONS,
}
_REFUSALS = (
    words.NO_SUCH_CHOICE,
    words.TOO_LITTLE,
    words.NO_WORDS,
    words.REQUIRED,
    words.NOT_TAKEN,
    words.ASIDE,
    privacy_words.FOUND,
    privacy_words.NOT_HELD,
    privacy_words.REWRITE,
    command_words.WITHHELD,
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A report or a support that somebody was told stands.

    Attributes:
        number: of the knelpunt.
        told: what they said last, for each field.
        related: numbers that they said are another knelpunt.
        files: names of what they sent along.
    """

    number: str
    told: Report | Support
    related: frozenset[str]
    files: tuple[str, ...]


@dataclass(slots=True)
class Understanding:
    """What one person makes of their conversation.

    Attributes:
        asked: what they are asked now: the name of a step, or something else.
        kept: there is something that they have not sent or thrown away.
        answers: what they said last, None where they skipped a step.
        confirmed: what stands.
        held_back: what they said last, if it may not be kept.
        aside: what they said last, if it was taken for a question but may be the answer.
    """

    asked: str = Asked.NOTHING
    kept: bool = False
    answers: dict[str, str | None] = field(default_factory=dict)
    confirmed: list[Confirmed] = field(default_factory=list)
    held_back: str | None = None
    aside: str | None = None
    _supports: bool = False
    _proposed: frozenset[str] = frozenset()
    _related: frozenset[str] = frozenset()
    _files: tuple[str, ...] = ()

    def take(self, said: str, replies: list[str]) -> None:
        """Take in what was said and how the assistant replied."""
        shown = "\n".join(replies)
        if said == BLACKEN and self.held_back and privacy_words.NOT_HELD not in shown:
            said = blacken(self.held_back, find_personal_data(self.held_back))
        self._change(said, shown)
        self.held_back = said if privacy_words.FOUND in shown else None
        if words.ASIDE not in shown:
            self.aside = None
        elif said.endswith("?"):
            self.aside = said
        asks = next((name for name, sign in _SIGNS.items() if sign in replies[-1]), None)
        if asks:
            # A message that is held back changes nothing in what the report waits for.
            self.asked = asks
            self._proposed = frozenset(NUMBER.findall(replies[-1])) if asks == Asked.SAME else frozenset()

    def _change(self, said: str, shown: str) -> None:
        number = NUMBER.search(shown)
        if number and words.SENT.format(number=number[0]) in shown:
            self._confirm(number[0], Report(**self._told(), contact=self.answers.get("contact") == "ja"))
        elif number and words.SENT_SUPPORT.format(number=number[0]) in shown:
            self._confirm(number[0], Support(**self._told()))
        elif words.DISCARDED in shown:
            self._begin(kept=False)
        elif words.STORED in shown:
            self.asked = Asked.NOTHING
        elif words.START in shown:
            self._begin(kept=True)
            if words.TAKEN_AS_DESCRIPTION in shown:
                self._fill("description", said.removeprefix("/melden "))
        elif shown.startswith(words.START_SUPPORT.split("{", maxsplit=1)[0]):
            self._support()
        else:
            self._files += tuple(_ATTACHED.findall(shown))
            self._answer(said, is_refused=any(refusal in shown for refusal in _REFUSALS))

    def _answer(self, said: str, *, is_refused: bool) -> None:
        if self.asked == Asked.SAME and said in {"nee", "overslaan", "verder"}:
            self._related |= self._proposed
        elif self.asked == Asked.RESUMING and said == AGAIN:
            self._begin(kept=True)
        elif self.asked in STEPS and not is_refused and not _steers(said):
            self._answer_step(self.asked, said)

    def _answer_step(self, name: str, said: str) -> None:
        step = STEPS[name]
        choice = chosen(said, step.choices)
        if said == "overslaan":
            self.answers[name] = None
        elif said == "verder":
            self.answers.setdefault(name, None)
        elif choice:
            self._fill(name, choice.value)
        elif self.aside and said == ANSWER_AFTER_ALL:
            self._fill(name, self.aside)
        elif not step.choices:
            self._fill(name, said)

    def _fill(self, name: str, text: str) -> None:
        if name == "description":
            title, before = self.answers.get("title"), self.answers.get("description") or ""
            if not title or title == propose_title(before):
                self.answers["title"] = propose_title(text)
        self.answers[name] = text

    def _support(self) -> None:
        known = {"remark": self.answers.get("description")}
        known |= {name: self.answers.get(name) for name in ("organisation", "frequency")}
        self.answers = {name: text for name, text in known.items() if text}
        self._supports = True

    def _told(self) -> dict[str, str]:
        return {name: text or "" for name, text in self.answers.items() if name != "contact"}

    def _confirm(self, number: str, told: Report | Support) -> None:
        related = frozenset() if self._supports else self._related
        self.confirmed.append(Confirmed(number, told, related, self._files))
        self._begin(kept=False)

    def _begin(self, *, kept: bool) -> None:
        self.kept, self.asked, self.answers = kept, Asked.NOTHING, {}
        self._supports, self._related, self._files = False, frozenset(), ()


def _steers(said: str) -> bool:
    """Whether these words steer a conversation or come with a file, and are never an answer."""
    return said in {"", "terug", "hulp", "stop", BLACKEN} or said.startswith("/")
