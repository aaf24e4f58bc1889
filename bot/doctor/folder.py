"""The data folder: whether it can be written, and by whom it can be read."""

import tempfile
from collections.abc import Iterator

from bot.backup.placing import UNFINISHED
from bot.doctor.finding import Finding, good, notice, wrong
from bot.health.concerns import LITTLE_ROOM
from bot.health.disk import disk_of
from bot.settings import Settings
from bot.settings.secret_files import secret_files
from bot.wording import doctor as words
from bot.wording.attachments import readable_size
from bot.wording.backup import HALF_RESTORED

_SECRET = ("matrix/*.db*", "matrix/*.json", "matrix/*.key", "telegram/sent", "telegram/under_way/*")
_FOR_OTHERS = 0o077
_FOR_ALL = 0o007


def check_folder(settings: Settings) -> Iterator[Finding]:
    """Look at the data folder."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield wrong(words.FOLDER, words.NO_FOLDER.format(folder=folder))
        return
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield wrong(words.FOLDER, words.NOT_WRITABLE.format(folder=folder, reason=error.strerror))
    if (folder / UNFINISHED).exists():
        yield wrong(words.FOLDER, HALF_RESTORED.format(folder=folder))
    free = disk_of(folder).free
    room = words.ROOM.format(folder=folder, free=readable_size(free))
    yield good(words.FOLDER, room) if free >= LITTLE_ROOM else notice(words.FOLDER, room + words.MAKE_ROOM)


def check_private(settings: Settings) -> Iterator[Finding]:
    """Look who may read what nobody else may: keys, secrets, and what people wrote."""
    found = [path for pattern in _SECRET for path in settings.data_dir.glob(pattern)]
    found += secret_files().values()
    open_ones = sorted(path for path in found if path.stat().st_mode & _FOR_OTHERS)
    database = settings.data_dir / "wegwijzer.db"
    is_closed = not settings.data_dir.exists() or not settings.data_dir.stat().st_mode & _FOR_ALL
    if not is_closed and database.exists() and database.stat().st_mode & _FOR_ALL:
        yield notice(words.PRIVATE, words.FOLDER_OPEN.format(folder=settings.data_dir))
    for path in open_ones:
        yield notice(words.PRIVATE, words.FILE_OPEN.format(path=path))
    if not open_ones:
        yield good(words.PRIVATE, words.ALL_PRIVATE)
