"""What somebody typed on the command line, and what may not be kept of it."""

from bot.privacy.detection import find_personal_data


class PersonalDataTyped(Exception):
    """What was typed holds personal data, and others would read it.

    Attributes:
        kinds: which kinds, each once.
    """

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


def refuse_personal_data(*texts: str) -> None:
    """See that texts hold no personal data.

    Raises:
        PersonalDataTyped: one of them does.
    """
    kinds = dict.fromkeys(found.kind for text in texts for found in find_personal_data(text))
    if kinds:
        raise PersonalDataTyped(tuple(kinds))
