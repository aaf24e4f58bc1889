"""The rules of routing, read from a file."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.knelpunten.report import Cause
from bot.naming import CHANNELS, names_somebody
from bot.workflow.routing import Account, DriehoekRole, Rule
from index.words import words

_SHIPPED = Path(__file__).parent / "routing.toml"


class RoutingInvalid(Exception):
    """A rule cannot be used.

    Attributes:
        path: the file.
        rule: name of the rule, or its place in the file, from 1; ``""`` where it is about the file.
        key: the key in it, or ``""``.
        detail: what is wrong.
    """

    def __init__(self, path: Path, rule: str, key: str, detail: str) -> None:
        super().__init__(f"{path}: {rule}: {key}: {detail}")
        self.path = path
        self.rule = rule
        self.key = key
        self.detail = detail


def _with_words(phrase: str) -> str:
    if not words(phrase):
        raise ValueError("must hold a word")
    return phrase


def _account(value: object) -> object:
    if not isinstance(value, str):
        return value
    channel, _, person = (part.strip() for part in value.partition(":"))
    if channel.lower() not in CHANNELS or not names_somebody(channel.lower(), person):
        raise ValueError("must be channel:person, for instance matrix:@sanne:example.org")
    return Account(channel.lower(), person)


_Phrase = Annotated[str, AfterValidator(_with_words)]


class _Rule(BaseModel):
    """One ``[[rule]]``; its fields are those of a `Rule`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Phrase
    organisations: Annotated[tuple[_Phrase, ...], Field(min_length=1)] | None = None
    causes: Annotated[tuple[Cause, ...], Field(min_length=1)] | None = None
    laws: Annotated[tuple[_Phrase, ...], Field(min_length=1)] | None = None
    words: Annotated[tuple[_Phrase, ...], Field(min_length=1)] | None = None
    handler: Annotated[Account, BeforeValidator(_account)] | None = None
    addressed: DriehoekRole | None = None
    theme: _Phrase | None = None

    @model_validator(mode="after")
    def _assigns_something(self) -> "_Rule":
        if not (self.handler or self.addressed or self.theme):
            raise ValueError("assigns no handler, addressed or theme")
        return self


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: tuple[_Rule, ...] = ()


def load_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """Read the rules of a file; after them come those that Wegwijzer has itself, a rule for each cause.

    Args:
        path: a TOML file of ``[[rule]]`` tables; None for only the rules of Wegwijzer itself.

    Raises:
        RoutingInvalid: a rule cannot be used, or the file is no TOML or cannot be read.
    """
    return (*(_read(path) if path else ()), *_shipped())


@cache
def _shipped() -> tuple[Rule, ...]:
    return _read(_SHIPPED)


def _read(path: Path) -> tuple[Rule, ...]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = _Rules.model_validate(written).rule
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RoutingInvalid(path, "", "", str(error)) from error
    except OSError as error:
        raise RoutingInvalid(path, "", "", error.strerror or str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        rule, key = _place(written, first["loc"])
        raise RoutingInvalid(path, rule, key, first["msg"].removeprefix("Value error, ")) from error
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise RoutingInvalid(path, name, "name", "is used more than once")
    return tuple(
        Rule(**{key: value for key, value in dict(rule).items() if value is not None}) for rule in rules
    )


def _place(written: Mapping[str, Any], location: Sequence[str | int]) -> tuple[str, str]:
    """Tell in which rule, and at which key, something is wrong."""
    match location:
        case ("rule", int(index), *keys):
            row = written["rule"][index]
            name = row.get("name") if isinstance(row, dict) else None
            rule = name if isinstance(name, str) and name else str(index + 1)
            return rule, next((key for key in keys if isinstance(key, str)), "")
        case _:
            return "", str(location[0]) if location else ""
