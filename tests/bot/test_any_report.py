"""Any mix of answers, back, skip, stop, questions and restarts ends in what was said last, or in nothing."""

import asyncio
from dataclasses import asdict

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.dialogue import Dialogue
from bot.knelpunten.form import REPORT_FORM
from bot.knelpunten.titles import propose_title
from bot.settings import Settings
from bot.storage.database import open_in_memory
from bot.wording import intake as words
from index.embedding.embedder import Embedder
from tests.bot.talk import Talk

PLAIN_WORDS = [
    "loket",
    "formulier",
    "bericht",
    "wachten",
    "ouders",
    "brief",
    "teller",
    "boom",
    "postcode",
    "fiets",
]
PLAIN = st.lists(st.sampled_from(PLAIN_WORDS), min_size=3, max_size=6).map(" ".join)
STEPS = {words.QUESTIONS[step.name]: step for step in REPORT_FORM.steps}


class AnyReport(RuleBasedStateMachine):
    """One person who reports, and does whatever comes to mind."""

    dialogue: Dialogue
    embedder: Embedder

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.talk = InMemoryTalk(self.dialogue, self.embedder, Settings().data_dir)
        self.run(self.talk.start())
        self.last: dict[str, str | None] = {}
        self.shown = ""
        self.sent: list[dict[str, object]] = []
        self.say("/melden")

    def run(self, coroutine):
        return self.runner.run(coroutine)

    def say(self, text: str) -> None:
        self.shown = self.run(self.talk.say(text))

    @property
    def asked(self) -> str | None:
        """The step that is asked, as the person reads it."""
        found = [step.name for question, step in STEPS.items() if question in self.shown]
        return found[-1] if found and words.STOPPING not in self.shown else None

    @precondition(lambda self: self.asked is not None)
    @rule(text=PLAIN, choice=st.integers(1, 2))
    def answer(self, text: str, choice: int) -> None:
        step = REPORT_FORM.step(str(self.asked))
        self.last[step.name] = step.choices[choice - 1].value if step.choices else text
        if step.name == "description" and self.last.get("title") == self.proposed:
            self.last["title"] = self.proposed = propose_title(text)
        self.say(str(choice) if step.choices else text)

    proposed: str | None = None

    @precondition(lambda self: self.asked is not None)
    @rule()
    def skip(self) -> None:
        if not REPORT_FORM.step(str(self.asked)).required:
            self.last[str(self.asked)] = None
        self.say("overslaan")

    @precondition(lambda self: self.asked is not None)
    @rule()
    def keep(self) -> None:
        if not REPORT_FORM.step(str(self.asked)).required:
            self.last.setdefault(str(self.asked), None)
        self.say("verder")

    @rule(
        text=st.sampled_from(
            ["terug", "hulp", "wat is de ACU?", "/mijnmeldingen", "/help", "wat is het weer?"]
        )
    )
    def interrupt(self, text: str) -> None:
        self.say(text)

    @rule()
    def stop_and_go_on(self) -> None:
        self.say("stop")
        if words.STOPPING in self.shown:
            self.say("verder met de melding")
        else:
            self.begin_again()

    @rule()
    def stop_and_come_back(self) -> None:
        self.say("stop")
        if words.STOPPING in self.shown:
            self.say("bewaren")
            self.say("/melden")
            self.say("verder gaan")
        else:
            self.begin_again()

    @rule()
    def throw_away(self) -> None:
        self.say("stop")
        if words.STOPPING in self.shown:
            self.say("weggooien")
        self.begin_again()

    @rule()
    def restart(self) -> None:
        self.run(self.talk.restart())

    @precondition(lambda self: words.SUMMARY in self.shown)
    @rule(name=st.sampled_from([step.name for step in REPORT_FORM.steps]))
    def change(self, name: str) -> None:
        self.say(f"wijzig {words.LABELS[name].lower()}")
        assert self.asked == name

    @precondition(lambda self: words.SUMMARY in self.shown)
    @rule()
    def send(self) -> None:
        self.say("versturen")
        said = {name: text or "" for name, text in self.last.items()}
        self.sent.append({**said, "contact": said.get("contact") == "ja"})
        self.begin_again()

    def begin_again(self) -> None:
        self.last, self.proposed = {}, None
        self.say("/melden")

    @invariant()
    def what_stands_is_what_was_said_last(self) -> None:
        stands = [asdict(knelpunt.report) for knelpunt in self.run(self.talk.knelpunten())]
        assert [{**blank(), **said} for said in self.sent] == stands

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.run(self.talk.engine.dispose())
            self.runner.close()


class InMemoryTalk(Talk):
    """A conversation on a database in memory, which outlives a restart of the assistant."""

    async def start(self) -> None:
        self.engine = await open_in_memory()
        await self.restart()

    async def restart(self) -> None:
        self.assistant = assistant_on(Base(self._dialogue, self._embedder, self.engine, self.settings))


def blank() -> dict[str, object]:
    return {step.name: "" for step in REPORT_FORM.steps} | {"contact": False}


def test_any_mix_of_steps_ends_in_what_was_said_last(dialogue: Dialogue, embedder: Embedder) -> None:
    AnyReport.dialogue, AnyReport.embedder = dialogue, embedder
    machine = AnyReport.TestCase()
    machine.settings = settings(
        max_examples=8, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine.runTest()
