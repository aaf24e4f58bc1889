"""What a check came to."""

from typing import NamedTuple


class Findings(NamedTuple):
    """What a check came to.

    Attributes:
        wrong: a sentence for each thing that is.
        not_checked: a sentence for each part that could not be checked.
    """

    wrong: list[str]
    not_checked: list[str]
