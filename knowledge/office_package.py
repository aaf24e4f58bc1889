"""Office files, which are zip packages: whether one is what its extension says, and safe to open.

Of its parts only the list, the kind and the first lines are read here.
"""

import io
import re
import zipfile
import zlib
from contextlib import suppress
from xml.parsers import expat

from knowledge.unreadable import Rejected, SkipReason

MAX_UNPACKED_BYTES = 200 * 2**20
MAX_XML_BYTES = 32 * 2**20
"""Most of what is no picture: in memory it takes up to fifteen times as much."""

_MAIN_PARTS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
}
EXTENSIONS = frozenset(_MAIN_PARTS)

_ZIP, _LISTED = b"PK", b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MOST_PARTS = 10_000
_MOST_KIND_BYTES = 2**20
_CHUNK_BYTES = 2**16
_MACRO_PART = re.compile(
    r"vbaProject|/macrosheets/|/activeX/"
    # OpenDocument lists its libraries (script-lb, dialog-lb) even where they hold nothing.
    r"|^Basic/[^/]+/(?!(?:script|dialog)-l[bc]\.xml$).|^Scripts/.",
    re.IGNORECASE,
)
_MACRO_TYPE = re.compile(rb"macro|vbaproject|activex", re.IGNORECASE)


class _RootReached(Exception):
    """Nothing more can be declared."""


def check_package(data: bytes, extension: str) -> None:
    """Check an office file.

    Args:
        data: the whole file.
        extension: one of `EXTENSIONS`.

    Raises:
        Rejected: encrypted, with macros, with entities, too large once unpacked, or another kind of file.
    """
    if data.startswith(_OLE):
        # Office keeps an encrypted document in the container of its older formats.
        reason = SkipReason.ENCRYPTED if _ENCRYPTED_PACKAGE in data else SkipReason.WRONG_EXTENSION
        raise Rejected(reason, "OLE container")
    if not data.startswith(_ZIP):
        raise Rejected(SkipReason.WRONG_EXTENSION, "not a zip package")
    if data.count(_LISTED) > _MOST_PARTS:  # before a list of millions is made of them
        raise Rejected(SkipReason.TOO_LARGE, f"more than {_MOST_PARTS} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package, extension)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Rejected(SkipReason.BROKEN, f"zip package: {error}") from error


def _check_parts(package: zipfile.ZipFile, extension: str) -> None:
    parts = package.infolist()
    # It may be a lie, that a library finds out after unpacking: the limit of the worker is for that.
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    for size, most in ((unpacked, MAX_UNPACKED_BYTES), (xml, MAX_XML_BYTES)):
        if size > most:
            raise Rejected(SkipReason.TOO_LARGE, f"more than {most} bytes unpacked")
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts) or _has_encrypted_parts(package, names):
        raise Rejected(SkipReason.ENCRYPTED)
    is_other_kind = extension == ".odt" and "mimetype" in names and not _is_odt(package)
    if _MAIN_PARTS[extension] not in names or is_other_kind:
        raise Rejected(SkipReason.WRONG_EXTENSION, "another kind of package")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Rejected(SkipReason.BROKEN, "packed in a way that office programs do not know")
    if any(map(_MACRO_PART.search, names)) or _names_macros(package, names):
        raise Rejected(SkipReason.MACROS)
    for part in parts:
        _refuse_entities(package, part)


def _is_odt(package: zipfile.ZipFile) -> bool:
    return _opening(package, "mimetype").strip() == _ODT_TYPE


def _has_encrypted_parts(package: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    # LibreOffice encrypts part by part, or since 24.8 the package as a whole.
    return "encrypted-package" in names or (
        manifest in names and b"encryption-data" in _opening(package, manifest)
    )


def _names_macros(package: zipfile.ZipFile, names: set[str]) -> bool:
    types = "[Content_Types].xml"
    return types in names and _MACRO_TYPE.search(_opening(package, types).replace(b"\0", b"")) is not None


def _opening(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_MOST_KIND_BYTES)


def _refuse_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse entity declarations: no office program writes them, and nested ones grow without end."""

    def refuse(*_: object) -> None:
        raise Rejected(SkipReason.BROKEN, f"entity declaration in {part.filename}")

    def stop(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = stop
    # A picture is no XML; neither is a part that its reader will find to be broken.
    with package.open(part) as file, suppress(_RootReached, expat.ExpatError):
        while chunk := file.read(_CHUNK_BYTES):
            parser.Parse(chunk)
