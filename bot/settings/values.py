"""Kinds of values that several settings share."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from index.words import words


def _absolute(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise PydanticCustomError("web_address", "must start with http:// or https://")
    return value.rstrip("/")


def split_names(value: object) -> object:
    """Take apart what stands in the environment with commas or spaces between."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _with_words(value: str) -> str:
    if not words(value):
        raise PydanticCustomError("no_word", "must hold a word")
    return value


WebAddress = Annotated[str, AfterValidator(_absolute)]
"""Without a slash at its end."""

Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_names)]
"""In the environment with commas or spaces between them."""

Numbers = Annotated[tuple[int, ...], NoDecode, BeforeValidator(split_names)]
"""In the environment with commas or spaces between them."""

Phrase = Annotated[str, AfterValidator(_with_words)]
