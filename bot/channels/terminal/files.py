"""Files that the assistant sends to the terminal: they are written to the current folder."""

import asyncio
from itertools import count
from pathlib import Path

from bot.messages import File


async def write_anew(file: File) -> Path:
    """Write a file to the current folder, beside what has the same name; gives where it is."""
    return await asyncio.to_thread(_write, file)


def _write(file: File) -> Path:
    wanted = Path.cwd() / Path(file.name).name
    for number in count(2):
        try:
            with wanted.open("xb") as target:
                target.write(file.content)
        except FileExistsError:
            wanted = wanted.with_name(f"{Path(file.name).stem}-{number}{wanted.suffix}")
        else:
            return wanted
    raise AssertionError("counting never ends")
