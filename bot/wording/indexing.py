"""What is said about indexing."""

from index.build import Summary
from index.changes import Changes
from knowledge.unreadable import SkipReason, Unreadable

_REASONS = {
    SkipReason.UNKNOWN_FORMAT: "dit soort bestand kan ik niet lezen",
    SkipReason.WRONG_EXTENSION: "de inhoud past niet bij de extensie",
    SkipReason.EMPTY: "er staat geen tekst in",
    SkipReason.ENCRYPTED: "het is met een wachtwoord beveiligd",
    SkipReason.NO_TEXT: "het is een scan zonder tekst",
    SkipReason.BROKEN: "het bestand is beschadigd",
    SkipReason.TOO_LARGE: "het is te groot",
}


def describe(summary: Summary) -> str:
    """Say what indexing did: counts, and each file that was skipped with the reason."""
    outcome = (
        f"Index bijgewerkt (generatie {summary.generation})."
        if summary.built
        else f"Er is niets veranderd (generatie {summary.generation})."
    )
    lines = [outcome, _counts("Documenten", summary.documents), _counts("Passages", summary.passages)]
    lines += [skipped_line(skipped) for skipped in summary.skipped]
    return "\n".join(lines)


def skipped_line(skipped: Unreadable) -> str:
    """Name a file that was skipped, and the reason."""
    return f"Overgeslagen: {skipped.path.name} ({_REASONS[skipped.reason]})"


def _counts(what: str, changes: Changes) -> str:
    return (
        f"{what}: {changes.new} nieuw, {changes.changed} gewijzigd, "
        f"{changes.removed} verwijderd, {changes.unchanged} gelijk"
    )
