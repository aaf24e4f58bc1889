"""A web page becomes a document with a name of its own."""

import hashlib
import re
import unicodedata

from yarl import URL

from bot.privacy.file_names import blacken_file_name

_LONGEST = 120
_DIGEST = 8
_OTHER = re.compile(r"[^A-Za-z0-9._]+")


def document_name(url: URL, extension: str) -> str:
    """Name a page by its address, so that fetching it again takes the place of what was fetched before.

    What cannot stand in the name, as it does not fit or tells who somebody is, is told apart by a few digits
    of a hash.

    Args:
        url: where it was fetched.
        extension: that of its kind, such as ``.html``.

    Example:
        >>> document_name(URL("https://www.rijksoverheid.nl/onderwerpen/wau"), ".html")
        'rijksoverheid.nl-onderwerpen-wau.html'
    """
    place = url.path_qs
    words = unicodedata.normalize("NFKD", url.path.removesuffix(extension) + "/" + url.query_string)
    ascii_only = words.encode("ascii", "ignore").decode()
    host = (url.raw_host or "").removeprefix("www.")
    written = _OTHER.sub("-", f"{host}/{ascii_only}").strip("-.") + extension
    blackened = blacken_file_name(written)
    stem = _OTHER.sub("-", blackened.removesuffix(extension)).strip("-.")
    longest = _LONGEST - len(extension)
    if len(stem) > longest or ascii_only != words or blackened != written:
        digest = hashlib.sha256(place.encode()).hexdigest()[:_DIGEST]
        stem = f"{stem[: longest - _DIGEST - 1].rstrip('-.')}-{digest}"
    return stem + extension
