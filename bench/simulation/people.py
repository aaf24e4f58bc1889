"""What people say to the assistant, and when they begin to; docs/scale.md tells why so."""

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_BENCH = Path(__file__).parents[1]
_MIX = {"ask": 0.75, "report": 0.08, "command": 0.10, "other": 0.07}
"""What somebody comes for."""

_QUESTIONS_MORE = 1.5
"""Questions after the first, on average."""

_COMMANDS = ("/help", "/mijnmeldingen", "/stand", "/berichten", "/mijngegevens")
_NOT_QUESTIONS = {"smalltalk", "off_topic", "hostile"}

PEOPLE = 10_000
BUSY_HOUR = 0.2
"""Which share of a day's conversations begins in its busiest hour, with one a day for each person."""

USUAL = PEOPLE * BUSY_HOUR / 3600
"""Conversations that begin each second in the busiest hour."""

TOLD_COMES = 0.2
"""Which share of all people comes to ask after something was announced to all of them."""

FADES_IN = 300.0
"""Seconds in which the others who come after an announcement become a third of what they were."""

_READING = 20.0
"""Seconds between an answer and what is said next, on average; at least three."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation.

    Attributes:
        text: the words.
        after: seconds after the answer to the one before.
    """

    text: str
    after: float


def usual_arrivals(times: float, drawn: random.Random) -> Iterator[float]:
    """Give when people begin: a Poisson process of so many times the busiest hour; seconds from now."""
    at = 0.0
    while True:
        at += drawn.expovariate(times * USUAL)
        yield at


def arrivals_after_announcement(drawn: random.Random) -> Iterator[float]:
    """Give when people begin after an announcement in the busiest hour, by thinning."""
    at_first = PEOPLE * TOLD_COMES / FADES_IN
    for at in usual_arrivals((USUAL + at_first) / USUAL, drawn):
        if drawn.random() < (USUAL + at_first * math.exp(-at / FADES_IN)) / (USUAL + at_first):
            yield at


def conversations(drawn: random.Random) -> Iterator[list[Said]]:
    """Give what one after the other person says in a conversation."""
    questions = [line["question"] for line in _read("questions/tuning.jsonl")]
    others = [
        line["text"] for line in _read("questions/intents-reported.jsonl") if line["intent"] in _NOT_QUESTIONS
    ]
    knelpunten = _read("knelpunten/tuning.jsonl")
    while True:
        match drawn.choices(list(_MIX), list(_MIX.values()))[0]:
            case "ask":
                count = 1 + int(
                    math.log(1 - drawn.random()) / math.log(_QUESTIONS_MORE / (1 + _QUESTIONS_MORE))
                )
                texts = drawn.choices(questions, k=count)
            case "report":
                texts = _report(drawn.choice(knelpunten))
            case "command":
                texts = [drawn.choice(_COMMANDS)]
            case _:
                texts = [drawn.choice(others)]
        yield [Said(text, max(3.0, drawn.expovariate(1 / _READING))) for text in texts]


def _report(knelpunt: dict[str, str]) -> list[str]:
    told = [
        knelpunt["description"],
        "burgers",
        knelpunt["target_group"],
        knelpunt["organisation"],
        knelpunt["cause"],
    ]
    return ["/melden", *told, *["overslaan"] * 6, "versturen"]


def _read(name: str) -> Sequence[dict[str, str]]:
    return [json.loads(line) for line in (_BENCH / name).read_text(encoding="utf-8").splitlines()]
