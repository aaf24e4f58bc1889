"""What can be wrong with a setting."""

from collections.abc import Mapping


class SettingsInvalid(Exception):
    """A setting has a value that cannot be used.

    Attributes:
        key: the setting, as written in the settings file, e.g. ``matrix.homeserver``.
        detail: what is wrong with its value: the type of an error of pydantic, or a word of ours.
        limits: what belongs to that, such as the largest number that it may be.
        where: what gives the value: the settings file, a variable, a file; ``""`` where nothing does.
        others: what else is wrong.
    """

    def __init__(
        self,
        key: str,
        detail: str,
        limits: Mapping[str, object] | None = None,
        *,
        where: str = "",
        others: "tuple[SettingsInvalid, ...]" = (),
    ) -> None:
        super().__init__(f"{key}: {detail}")
        self.key = key
        self.detail = detail
        self.limits = limits or {}
        self.where = where
        self.others = others
