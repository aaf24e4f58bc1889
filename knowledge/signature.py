"""Whether the content of a file is what its extension says, and safe to open."""

import io
import re
import zipfile

from knowledge.unreadable import Rejected, SkipReason

MAX_TEXT_BYTES = 10 * 2**20
MAX_UNPACKED_BYTES = 200 * 2**20

_OFFICE_PARTS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
}
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_NO_TEXT = (_ZIP, _OLE, b"%PDF-", b"{\\rtf", *_IMAGES, *_ARCHIVES)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_CHUNK_BYTES = 2**20


def check(data: bytes, extension: str) -> None:
    """Check the first bytes of a file, and the list of contents of a packed one.

    Args:
        data: the whole file.
        extension: one that can be read, in small letters with its dot.

    Raises:
        Rejected: empty, encrypted, too large once unpacked, or not what the extension says.
    """
    if not data.strip():
        raise Rejected(SkipReason.EMPTY)
    if extension in _OFFICE_PARTS:
        _check_package(data, extension)
    elif extension == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise Rejected(SkipReason.WRONG_EXTENSION, "not a PDF")
    else:
        _check_text(data, extension)


def _check_text(data: bytes, extension: str) -> None:
    if len(data) > MAX_TEXT_BYTES:
        raise Rejected(SkipReason.TOO_LARGE, f"more than {MAX_TEXT_BYTES} bytes of text")
    if data.startswith(_NO_TEXT) or (b"\0" in data and not data.startswith(_UTF16)):
        raise Rejected(SkipReason.WRONG_EXTENSION, "not text")
    if extension not in {".html", ".htm"} and _HTML.match(data):
        raise Rejected(SkipReason.WRONG_EXTENSION, "HTML")


def _check_package(data: bytes, extension: str) -> None:
    if data.startswith(_OLE):
        # Office keeps an encrypted document in the container of its older formats.
        reason = SkipReason.ENCRYPTED if _ENCRYPTED_PACKAGE in data else SkipReason.WRONG_EXTENSION
        raise Rejected(reason, "OLE container")
    if not data.startswith(_ZIP):
        raise Rejected(SkipReason.WRONG_EXTENSION, "not a zip package")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package, extension)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Rejected(SkipReason.BROKEN, f"zip package: {error}") from error


def _check_parts(package: zipfile.ZipFile, extension: str) -> None:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Rejected(SkipReason.TOO_LARGE, f"more than {MAX_UNPACKED_BYTES} bytes unpacked")
    names = {part.filename for part in parts}
    is_other_kind = extension == ".odt" and "mimetype" in names and not _is_odt(package)
    if _OFFICE_PARTS[extension] not in names or is_other_kind:
        raise Rejected(SkipReason.WRONG_EXTENSION, "another kind of package")
    if any(part.flag_bits & 1 for part in parts) or _has_encrypted_parts(package, names):
        raise Rejected(SkipReason.ENCRYPTED)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _refuse_entities(package, part)


def _is_odt(package: zipfile.ZipFile) -> bool:
    with package.open("mimetype") as file:
        return file.read(len(_ODT_TYPE) + 1).strip() == _ODT_TYPE


def _has_encrypted_parts(package: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in package.read(manifest)


def _refuse_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse entity declarations: no office program writes them, and nested ones grow without end."""
    tail = b""
    with package.open(part) as file:
        while chunk := file.read(_CHUNK_BYTES):
            if _ENTITY.search(tail + chunk):
                raise Rejected(SkipReason.BROKEN, f"entity declaration in {part.filename}")
            tail = chunk[-32:]
