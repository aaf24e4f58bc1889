"""Office files, which are zip packages: told by their list of contents.

Only the list and the small parts that name the kind are read; nothing else is unpacked.
"""

import io
import re
import zipfile
import zlib

from lxml import etree

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal

MAX_UNPACKED_BYTES = 100 * 2**20
MAX_XML_BYTES = 32 * 2**20
"""What is read of it, which takes some seconds at most."""

_CONTENT_TYPES, _MIMETYPE, _MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
_MOST_READ_BYTES = 2**20
_OPEN_XML = (MediaKind.DOCX, MediaKind.XLSX, MediaKind.PPTX)
_OPEN_DOCUMENT = (MediaKind.ODT, MediaKind.ODS, MediaKind.ODP)
_MACRO_TYPE = re.compile(r"macro|vbaproject|activex", re.IGNORECASE)
_MACRO_PART = re.compile(
    r"vbaProject|/macrosheets/|/activeX/|\.(?:do[ct]|xl[st]|p[op]t|pps)m$"
    # OpenDocument lists its libraries (script-lb, dialog-lb) even where they hold nothing.
    r"|^Basic/[^/]+/(?!(?:script|dialog)-l[bc]\.xml$).|^Scripts/.",
    re.IGNORECASE,
)
_ENCRYPTED_FLAG = 1


def kind_of(content: bytes) -> MediaKind:
    """Tell the kind of an office file.

    Raises:
        AttachmentRefused: a package of another kind, with macros, encrypted, damaged, or far larger once
            unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _kind_of_package(package)
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
    ) as error:
        raise AttachmentRefused(Refusal.DAMAGED) from error


def _kind_of_package(package: zipfile.ZipFile) -> MediaKind:
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise AttachmentRefused(Refusal.ENCRYPTED)
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith(".xml"))
    for size, largest in ((unpacked, MAX_UNPACKED_BYTES), (xml, MAX_XML_BYTES)):
        if size > largest:
            raise AttachmentRefused(Refusal.TOO_LARGE_UNPACKED, size=size)
    names = {part.filename for part in parts}
    if _MIMETYPE in names:
        kind = _open_document_kind(package, names)
    elif _CONTENT_TYPES in names:
        kind = _open_xml_kind(package)
    else:
        raise AttachmentRefused(Refusal.KIND)
    if any(_MACRO_PART.search(name) for name in names):
        raise AttachmentRefused(Refusal.MACROS)
    return kind


def _open_xml_kind(package: zipfile.ZipFile) -> MediaKind:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    listed = etree.fromstring(_read(package, _CONTENT_TYPES), parser)
    types = {entry.get("ContentType", "").lower() for entry in listed}
    if any(_MACRO_TYPE.search(name) for name in types):
        raise AttachmentRefused(Refusal.MACROS)
    kinds = [kind for kind in _OPEN_XML if f"{kind}.main+xml" in types]
    if len(kinds) != 1:
        raise AttachmentRefused(Refusal.KIND)
    return kinds[0]


def _open_document_kind(package: zipfile.ZipFile, names: set[str]) -> MediaKind:
    mimetype = _read(package, _MIMETYPE).decode("ascii", errors="replace").strip()
    if mimetype not in _OPEN_DOCUMENT:
        raise AttachmentRefused(Refusal.KIND)
    if "encrypted-package" in names or (
        _MANIFEST in names and b"encryption-data" in _read(package, _MANIFEST)
    ):
        raise AttachmentRefused(Refusal.ENCRYPTED)
    return MediaKind(mimetype)


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        data = part.read(_MOST_READ_BYTES + 1)
    if len(data) > _MOST_READ_BYTES:
        raise AttachmentRefused(Refusal.DAMAGED)
    return data
