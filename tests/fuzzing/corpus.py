"""Inputs that were found to do harm, and are tried again for ever."""

import hashlib
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def kept(name: str) -> list[Path]:
    """The inputs that are kept for a target."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())


def keep(name: str, data: bytes) -> Path:
    """Keep an input for a target; rename the file after what it does before it is committed."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path
