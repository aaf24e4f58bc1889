"""What all sections of the settings share."""

from typing import Any, get_origin

from pydantic import BaseModel, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

EMPTY = "empty"


def nothing_empty(model: type[BaseModel], value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401
    """Refuse an empty text, which an environment makes easily of a value that is not there.

    For a list it means that there is nothing in it.

    Raises:
        PydanticCustomError: it is empty.
    """
    is_list = get_origin(model.model_fields[str(info.field_name)].annotation) is tuple
    if isinstance(value, str) and not value.strip() and not is_list:
        raise PydanticCustomError(EMPTY, "is empty")
    return value


class Section(BaseModel, extra="forbid", hide_input_in_errors=True):
    """Settings of one subject; a key that is not known is refused, and so is a text that is empty."""

    _nothing_empty = field_validator("*", mode="before")(classmethod(nothing_empty))
