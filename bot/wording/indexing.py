"""What is said about files that cannot be indexed."""

from knowledge.unreadable import SkipReason

_REASONS = {
    SkipReason.BAD_NAME: "de naam van het bestand kan ik niet gebruiken",
    SkipReason.UNKNOWN_FORMAT: "dit soort bestand kan ik niet lezen",
    SkipReason.WRONG_EXTENSION: "de inhoud past niet bij de extensie",
    SkipReason.EMPTY: "er staat geen tekst in",
    SkipReason.ENCRYPTED: "het is met een wachtwoord beveiligd",
    SkipReason.NO_TEXT: "het is een scan zonder tekst",
    SkipReason.BROKEN: "het bestand is beschadigd",
    SkipReason.TOO_LARGE: "het is te groot",
    SkipReason.MACROS: "er zitten macro's in",
    SkipReason.TOO_SLOW: "het lezen duurt te lang",
    SkipReason.TOO_MUCH_MEMORY: "het lezen kost te veel geheugen",
}


def skipped_line(name: str, reason: SkipReason) -> str:
    """Name a file that was skipped, and the reason."""
    return f"Overgeslagen: {name} ({why_skipped(reason)})."


def why_skipped(reason: SkipReason) -> str:
    """Say why a file cannot be read, as the end of a sentence."""
    return _REASONS[reason]
