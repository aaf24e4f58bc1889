"""The kinds of files that are taken."""

from enum import StrEnum

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class MediaKind(StrEnum):
    """A kind of file, by its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    GIF = "image/gif"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"
    DOCX = _OPEN_XML + "wordprocessingml.document"
    XLSX = _OPEN_XML + "spreadsheetml.sheet"
    PPTX = _OPEN_XML + "presentationml.presentation"
    ODT = _OPEN_DOCUMENT + "text"
    ODS = _OPEN_DOCUMENT + "spreadsheet"
    ODP = _OPEN_DOCUMENT + "presentation"

    @property
    def extensions(self) -> tuple[str, ...]:
        """The extensions that fit, with their dot; the usual one first."""
        return _MORE_EXTENSIONS.get(self, ("." + self.name.lower(),))

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture, without text that can be read."""
        return self.value.startswith("image/")


_MORE_EXTENSIONS = {MediaKind.JPEG: (".jpg", ".jpeg", ".jfif"), MediaKind.HEIC: (".heic", ".heif")}
