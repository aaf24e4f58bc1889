"""Small real files, made by the libraries that make such files."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
import fpdf
import odfdo
import openpyxl
import pptx
from PIL import Image

GPS_DIRECTORY, ORIENTATION = 0x8825, 0x0112
DOCX_TYPE = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def photo(format_: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).convert("RGB").save(buffer, format_, **options)
    return buffer.getvalue()


def located_photo(format_: str, **options: object) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    place = {1: "N", 2: (52.0, 4.0, 5.5), 3: "E", 4: (4.0, 18.0, 1.25), 29: "2026:10:14"}
    exif.get_ifd(GPS_DIRECTORY).update(place)
    return photo(format_, exif=exif, **options)


def pdf(text: str = "Hallo", password: str = "") -> bytes:
    document = fpdf.FPDF()
    if password:
        document.set_encryption(owner_password="baas", user_password=password)
    document.add_page()
    document.set_font("helvetica")
    document.cell(text=text)
    return bytes(document.output())


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def box(name: bytes, data: bytes) -> bytes:
    """A box of the container that HEIC shares with MP4."""
    return (len(data) + 8).to_bytes(4) + name + data


def heic(exif: bytes = b"", brands: bytes = b"heic\0\0\0\0mif1heic") -> bytes:
    """The boxes of a HEIC photo; nothing here can encode the picture in it."""
    return (
        box(b"ftyp", brands) + box(b"meta", bytes(40)) + box(b"mdat", b"\0\0\0\6Exif\0\0" + exif + bytes(99))
    )


MAKE: dict[str, Callable[[], bytes]] = {
    ".jpg": lambda: photo("JPEG"),
    ".png": lambda: photo("PNG"),
    ".gif": lambda: photo("GIF"),
    ".webp": lambda: photo("WEBP"),
    ".heic": heic,
    ".pdf": pdf,
    ".docx": lambda: saved(docx.Document()),
    ".xlsx": lambda: saved(openpyxl.Workbook()),
    ".pptx": lambda: saved(pptx.Presentation()),
    ".odt": lambda: saved(odfdo.Document("text")),
    ".ods": lambda: saved(odfdo.Document("spreadsheet")),
    ".odp": lambda: saved(odfdo.Document("presentation")),
}
"""How to make a file of each kind, by its extension."""
