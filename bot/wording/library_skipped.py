"""Why a file that was sent becomes no document."""

from collections.abc import Mapping

from bot.attachments import Obstacle
from bot.library.adding.looking import MOST_DOCUMENTS
from bot.library.adding.sent import Limit, Reason, Sizes
from bot.wording.attachments import readable_size
from bot.wording.indexing import why_skipped
from knowledge.archive import ArchiveRefusal, EntryRefusal
from knowledge.unreadable import SkipReason

_TOO_LARGE = "het is te groot; een document mag hoogstens {largest} zijn"
_LIMITS: Mapping[Limit, str] = {
    Limit.TOO_LARGE: _TOO_LARGE,
    Limit.TOO_MUCH: "samen is het meer dan {together}; stuur dit apart",
    Limit.TOO_MANY: "het zijn er meer dan {most} tegelijk; stuur dit apart",
    Limit.TOO_LONG: "samen duurt het lezen te lang; stuur dit apart",
    Limit.SAME_NAME: "er is nog een bestand met deze naam bij; ik neem alleen het eerste",
    Limit.LESSON: "zo heten de lessen die ik zelf maak; geef het een andere naam",
}
_OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.TOO_LARGE: _TOO_LARGE,
    Obstacle.MISSING: "ik kan het niet ophalen; stuur het opnieuw",
    Obstacle.ENCRYPTED: "ik kan het niet ontsleutelen; stuur het opnieuw",
    Obstacle.UNREACHABLE: "ik kan het nu niet ophalen; stuur het later opnieuw",
}
_ENTRIES: Mapping[EntryRefusal, str] = {
    EntryRefusal.PATH: "het wil buiten de zip terechtkomen",
    EntryRefusal.NAME: "deze naam kan ik niet gebruiken; geef het een andere naam",
    EntryRefusal.NO_FILE: "het is geen gewoon bestand",
    EntryRefusal.ENCRYPTED: "het is met een wachtwoord beveiligd",
    EntryRefusal.ARCHIVE: "het is zelf een archief; stuur de bestanden die erin zitten",
    EntryRefusal.SAME_NAME: _LIMITS[Limit.SAME_NAME],
    EntryRefusal.TOO_LARGE: _TOO_LARGE,
    EntryRefusal.BROKEN: "het is beschadigd",
}
_ARCHIVES: Mapping[ArchiveRefusal, str] = {
    ArchiveRefusal.BROKEN: "de zip is beschadigd, of het is geen zip",
    ArchiveRefusal.TOO_MANY_FILES: "er zitten te veel bestanden in de zip",
    ArchiveRefusal.TOO_LARGE: "uitgepakt is de zip groter dan {together}",
    ArchiveRefusal.BOMB: "uitgepakt wordt de zip veel te groot",
}


def why_left_out(reason: Reason, sizes: Sizes) -> str:
    """Say why a file becomes no document, as a part of a sentence.

    Args:
        reason: why.
        sizes: how large documents may be.
    """
    # The reasons are words, of which some are the same: which kind they are of must be asked first.
    match reason:
        case Limit():
            form = _LIMITS[reason]
        case Obstacle():
            form = _OBSTACLES[reason]
        case EntryRefusal():
            form = _ENTRIES[reason]
        case ArchiveRefusal():
            form = _ARCHIVES[reason]
        case SkipReason():
            form = why_skipped(reason)
    return form.format(
        largest=readable_size(sizes.largest),
        together=readable_size(sizes.together),
        most=MOST_DOCUMENTS,
    )
