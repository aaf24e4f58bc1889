"""Any mix of commands and answers: knelpunten go only where the table lets them, and each is told of once."""

import asyncio
from collections import Counter, defaultdict
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.dialogue import Dialogue
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Knelpunt
from bot.settings import Settings
from bot.storage.checking import differing_from_history
from bot.storage.knelpunten import Knelpunten
from bot.workflow.transitions import NEXT
from bot.workflow.treating import STATUSES
from index.embedding.embedder import Embedder
from tests.bot.talk import DESCRIPTION
from tests.bot.test_any_report import InMemoryTalk
from tests.bot.years import YEAR

REPORTERS = {f"KP-{YEAR}-0001": "anna", f"KP-{YEAR}-0002": "bob", f"KP-{YEAR}-0003": "cees"}
HANDLERS = ("hans", "ida")
STORIES = (
    DESCRIPTION,
    "Een aanvraag van een bedrijf blijft liggen omdat niemand de sleutel van het archief heeft.",
    "Meldingen van ziekte via het portaal komen soms niet aan bij wie ze moet behandelen.",
)
NUMBERS = st.sampled_from(list(REPORTERS))
TOLD_TO_HANDLERS = {EventKind.ANSWERED, EventKind.REMARKED}


class AnyTreatment(RuleBasedStateMachine):
    """Two people who treat three knelpunten, and those who reported them."""

    dialogue: Dialogue
    embedder: Embedder

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        roles = [{"channel": "telegram", "person": name, "role": "behandelaar"} for name in HANDLERS]
        self.talk = InMemoryTalk(self.dialogue, self.embedder, Settings().data_dir, roles=roles)
        self.run(self.talk.start())
        self.treating: defaultdict[str, set[str]] = defaultdict(set)
        for story, reporter in zip(STORIES, REPORTERS.values(), strict=True):
            self.run(self.talk.report({0: story}, **place_of(reporter)))

    def run(self, coroutine: Any) -> Any:
        return self.runner.run(coroutine)

    @rule(who=st.sampled_from(HANDLERS), number=NUMBERS)
    def take(self, who: str, number: str) -> None:
        self.say(who, f"/neem {number}")

    @rule(who=st.sampled_from(HANDLERS), number=NUMBERS, to=st.sampled_from(list(STATUSES)))
    def put(self, who: str, number: str, to: str) -> None:
        self.say(who, f"/zet {number} {to} Het formulier is niet meer nodig.")

    @rule(who=st.sampled_from(HANDLERS), number=NUMBERS)
    def ask(self, who: str, number: str) -> None:
        self.say(who, f"/vraag {number} Om hoeveel mensen gaat het?")

    @rule(who=st.sampled_from(HANDLERS), number=NUMBERS, other=NUMBERS)
    def merge(self, who: str, number: str, other: str) -> None:
        self.say(who, f"/samen {number} {other}")

    @rule(who=st.sampled_from(HANDLERS), number=NUMBERS)
    def split(self, who: str, number: str) -> None:
        self.say(who, f"/splits {number}")

    @rule(
        who=st.sampled_from(list(REPORTERS.values())),
        number=NUMBERS,
        text=st.sampled_from(["ja", "nee", "ongeveer 300 per jaar"]),
    )
    def tell(self, who: str, number: str, text: str) -> None:
        self.say(who, f"{number} {text}")

    @rule(who=st.sampled_from(list(REPORTERS.values())), number=NUMBERS)
    def remark(self, who: str, number: str) -> None:
        self.say(who, f"/opmerking {number} Het speelt nu ook elders.")

    def say(self, who: str, text: str) -> None:
        before = self.standing()
        known = {number: len(self.run(self.events(number))) for number in REPORTERS}
        self.run(self.talk.say(text, **place_of(who)))
        after = self.standing()
        expected: Counter[str] = Counter()
        for number in REPORTERS:
            for event in self.run(self.events(number))[known[number] :]:
                if event.by is Role.HANDLER:
                    self.treating[number].add(who)
                for_handlers = event.kind in TOLD_TO_HANDLERS or event.by is not Role.HANDLER
                confirms = event.kind is EventKind.CONFIRMED
                together = with_merged(after, number)
                people = {name for one in together for name in self.treating[one]}
                if not for_handlers:
                    people = {REPORTERS[one] for one in together}
                expected.update(() if confirms else people - {who})
            if after[number].status is not before[number].status:
                assert after[number].status in NEXT[before[number].status]
        told = {name: len(self.run(self.talk.unasked(name, "telegram"))) for name in everyone()}
        assert Counter(told) == expected
        assert not self.run(differing_from_history(self.talk.engine))

    def standing(self) -> dict[str, Knelpunt]:
        return {one.number: one for one in self.run(self.talk.knelpunten())}

    async def events(self, number: str) -> Any:
        return await Knelpunten(self.talk.engine).history(number)

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.run(self.talk.engine.dispose())
            self.runner.close()


def everyone() -> list[str]:
    return [*HANDLERS, *REPORTERS.values()]


def place_of(who: str) -> dict[str, str]:
    return {"sender": who, "conversation": f"kamer van {who}", "channel": "telegram"}


def with_merged(standing: dict[str, Knelpunt], number: str) -> set[str]:
    """A knelpunt and all that were merged into it, also by way of others."""
    merged = {one for one, knelpunt in standing.items() if knelpunt.merged_into == number}
    return {number}.union(*(with_merged(standing, one) for one in merged))


def test_any_mix_of_commands_keeps_to_the_table_and_tells_each_once(
    dialogue: Dialogue, embedder: Embedder
) -> None:
    AnyTreatment.dialogue, AnyTreatment.embedder = dialogue, embedder
    machine = AnyTreatment.TestCase()
    machine.settings = settings(
        max_examples=5, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine.runTest()
