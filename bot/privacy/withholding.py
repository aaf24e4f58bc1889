"""What may be stored of a message before its sender said what to do with the personal data in it."""

from dataclasses import replace

from bot.messages import Incoming
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.file_names import blacken_file_name


def withheld(message: Incoming) -> Incoming:
    """Give a message as it may be stored: without personal data."""
    found = find_personal_data(message.text)
    if found:
        message = replace(message, text=blacken(message.text, found), withheld=True)
    files = tuple(replace(file, name=blacken_file_name(file.name)) for file in message.attachments)
    return replace(message, attachments=files)
