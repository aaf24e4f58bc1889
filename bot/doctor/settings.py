"""The settings, and what is in the environment and the secrets folder and is not one."""

import os
from collections.abc import Iterator
from difflib import get_close_matches

from bot.doctor.finding import Finding, good, notice, wrong
from bot.settings import ENVIRONMENT_PREFIX, Settings
from bot.settings.loading import variable_of
from bot.settings.secret_files import SECRETS, SECRETS_DIR, secrets_dir
from bot.wording import doctor as words
from bot.wording.settings import NO_CHANNEL

_ALIKE = 0.85
"""A platform puts variables of its own there that are not ours, such as those of a service of this name."""


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Look for settings that do nothing, of settings that can be used."""
    if settings.matrix is None and settings.telegram is None:
        yield wrong(words.SETTINGS, NO_CHANNEL)
    else:
        yield good(words.SETTINGS, words.SETTINGS_GOOD)
    known = {variable_of(name) for name in Settings.model_fields} | {SECRETS_DIR}
    sections = tuple(f"{variable_of(name)}_" for name in ("matrix", "telegram"))
    for name in sorted(os.environ):
        if name.startswith(ENVIRONMENT_PREFIX) and name not in known and not name.startswith(sections):
            meant = get_close_matches(name, known, n=1, cutoff=_ALIKE)
            if meant:
                yield notice(words.SETTINGS, words.UNKNOWN_VARIABLE.format(name=name, meant=meant[0]))
    folder = secrets_dir()
    for path in sorted(folder.iterdir()) if folder else ():
        meant = get_close_matches(path.name, SECRETS, n=1, cutoff=_ALIKE)
        if path.is_file() and path.name not in SECRETS and meant:
            yield notice(words.SETTINGS, words.UNKNOWN_FILE.format(path=path, meant=meant[0]))
