"""What is said about a line of an import that is not taken in as it is."""

from collections.abc import Iterable

from bot.knelpunten.importing import BadLine, LineProblem
from bot.privacy.personal_data import PersonalDataKind
from bot.wording.privacy import KIND_NAMES

_PROBLEMS = {
    LineProblem.TOO_LONG: "de regel is langer dan 1 MB.",
    LineProblem.NOT_UTF8: "de regel is geen UTF-8.",
    LineProblem.NOT_JSON: "de regel is geen geldige JSON.",
    LineProblem.NOT_AN_OBJECT: "verwacht één JSON-object per regel.",
    LineProblem.MISSING: "het veld {field} ontbreekt.",
    LineProblem.INVALID: "het veld {field} heeft een waarde die ik niet kan gebruiken.",
    LineProblem.NOTHING_TOLD: "title en description zijn allebei leeg.",
}


def problem(bad: BadLine) -> str:
    """Say in one line which line cannot be used, and why."""
    return f"Regel {bad.line}: {_PROBLEMS[bad.problem].format(field=bad.field)}"


def left_out(imported_as: str, kinds: Iterable[PersonalDataKind]) -> str:
    """Say in one line from which knelpunt personal data were left out, and of what kinds."""
    names = ", ".join(sorted(KIND_NAMES[kind] for kind in kinds))
    return f"{imported_as}: persoonsgegevens weggelaten ({names})."
