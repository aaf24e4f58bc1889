"""What is said about a line of an import that cannot be used."""

from bot.knelpunten.importing import BadLine, LineProblem

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
