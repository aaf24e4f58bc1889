"""What is said about the files that somebody sends along."""

from bot.knelpunten.files.names import safe_name
from bot.knelpunten.files.refused import AttachmentRefused, Refusal

LOCATION_REMOVED = "De plaats waar de foto is gemaakt stond in het bestand. Die heb ik eruit gehaald."

_REFUSED = {
    Refusal.TOO_LARGE: (
        "{name} is te groot{size}. Een bijlage mag hoogstens {largest} zijn. "
        "Maak het bestand kleiner, of stuur alleen het deel dat nodig is."
    ),
    Refusal.TOO_LARGE_UNPACKED: (
        "{name} wordt te groot als ik het uitpak{size}. Stuur alleen het deel dat nodig is."
    ),
    Refusal.EMPTY: "{name} is leeg. Kijk of het het goede bestand is en stuur het opnieuw.",
    Refusal.KIND: (
        "{name} kan ik niet aannemen: dit soort bestand ken ik niet, of het is iets anders dan de naam zegt. "
        "Stuur een foto (JPEG, PNG, GIF, WebP of HEIC), een PDF of een Office-bestand "
        "(docx, xlsx, pptx, odt, ods of odp)."
    ),
    Refusal.MACROS: (
        "{name} kan ik niet aannemen: er zitten macro's in, en die kunnen schade doen. "
        "Sla het bestand op zonder macro's, bijvoorbeeld als docx of PDF, en stuur het opnieuw."
    ),
    Refusal.ENCRYPTED: (
        "{name} is beveiligd met een wachtwoord, dus ik kan niet nakijken of er persoonsgegevens in staan. "
        "Haal het wachtwoord eraf en stuur het opnieuw."
    ),
    Refusal.DAMAGED: (
        "{name} kan ik niet openen: het bestand is beschadigd of niet compleet. "
        "Kijk of je het zelf kunt openen, sla het opnieuw op en stuur het nog een keer."
    ),
    Refusal.TOO_MUCH_IN_IT: (
        "{name} kost te veel tijd of geheugen om na te kijken op persoonsgegevens. "
        "Stuur alleen het deel dat nodig is, of een schermafdruk daarvan."
    ),
}
_KILOBYTE = 1024
_UNITS = ("kB", "MB", "GB")


def refusal(name: str, refused: AttachmentRefused, largest: int) -> str:
    """Say why a file is refused, and what to do.

    Args:
        name: of the file, as the sender gave it.
        refused: why.
        largest: bytes that a file may have.
    """
    size = "" if refused.size is None else f" ({readable_size(refused.size)})"
    return _REFUSED[refused.reason].format(name=safe_name(name), size=size, largest=readable_size(largest))


def readable_size(size: int) -> str:
    """Write a number of bytes for people, rounded up: ``10,1 MB``.

    Example:
        >>> readable_size(10 * 2**20 + 1)
        '10,1 MB'
    """
    unit = 0
    step = _KILOBYTE
    while size >= step * _KILOBYTE and unit < len(_UNITS) - 1:
        unit, step = unit + 1, step * _KILOBYTE
    tenths = -(-size * 10 // step)
    return f"{tenths // 10}{f',{tenths % 10}' if tenths % 10 else ''} {_UNITS[unit]}"
