"""Where the files of an index are.

```
folder/
  CURRENT      number of the generation that serves; replaced by rename
  HELD         is there as long as that generation is to stay, whatever the documents do
  documents.json  what the index was last made of
  lock         held by the process that changes any of this
  jobs.lock    held by the process that sees to what is to be done
  000007/      a complete generation, with its manifest.json; its time of change: when it last came or
               ceased to serve
  building/    a generation in the making, or what a crash left of one
```
"""

import json
from pathlib import Path

from index.generations import FORMAT, Generation, Manifest, NoIndexError

CURRENT, HELD, MANIFEST, STAMP = "CURRENT", "HELD", "manifest.json", "documents.json"
LOCK, JOBS_LOCK, BUILDING = "lock", "jobs.lock", "building"


def numbers(index_dir: Path) -> list[int]:
    """Return the numbers of all generations, in no order."""
    if not index_dir.exists():
        return []
    return [int(path.name) for path in index_dir.iterdir() if path.name.isdecimal() and path.is_dir()]


def folder_of(index_dir: Path, number: int) -> Path:
    """Return where the generation of this number is."""
    return index_dir / f"{number:06}"


def sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of all files of a generation but its manifest: a cheap check that it is whole."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def read_generation(index_dir: Path, number: int) -> Generation:
    """Read what a generation is.

    Raises:
        NoIndexError: it is not there, not whole, or not one that this version reads.
    """
    folder = folder_of(index_dir, number)
    try:
        stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise NoIndexError(str(index_dir), "outdated")
        manifest = Manifest(**stored)
        if sizes(folder) != manifest.files:
            raise NoIndexError(str(index_dir), "damaged")
    except (OSError, ValueError, KeyError, TypeError):
        raise NoIndexError(str(index_dir), "damaged") from None
    return Generation(number, manifest)
