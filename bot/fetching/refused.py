"""Why a web page is not fetched."""

from enum import StrEnum


class Refusal(StrEnum):
    """The reason that a page is not fetched.

    Attributes:
        ADDRESS: it is no web address, or one that programs read in different ways.
        SCHEME: it does not start with ``https://``.
        CREDENTIALS: a name or password stands in it.
        PORT: it names a port.
        NUMBER: it names a machine by its number.
        HOST: its host is not one of those of which pages may be added; the detail is the host.
        PRIVATE: its host is a machine that not everybody can reach; the detail is the host.
        UNREACHABLE: nothing usable came from its host; the detail is the host.
        CERTIFICATE: its host cannot show that it is that host; the detail is the host.
        REDIRECTS: it leads on to another page too often.
        STATUS: its host does not give it; the detail is the HTTP status.
        COMPRESSED: it comes compressed, though that was not asked for.
        KIND: it is no kind of document that can be read; the detail is its media type, or ``""``.
        TOO_LARGE: it is larger than a document may be.
        TOO_SLOW: it takes too long.
    """

    ADDRESS = "address"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    NUMBER = "number"
    HOST = "host"
    PRIVATE = "private"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    STATUS = "status"
    COMPRESSED = "compressed"
    KIND = "kind"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


class FetchRefused(Exception):
    """A web page that is not fetched. What it says holds no more of the address than its host.

    Attributes:
        reason: why.
        detail: what belongs to the reason, see `Refusal`; ``""`` for most.
        redirected: it is not about the address that was asked for, but about one that it led on to.
    """

    def __init__(self, reason: Refusal, detail: str = "", *, redirected: bool = False) -> None:
        super().__init__(" ".join(filter(None, (reason.value, detail))))
        self.reason = reason
        self.detail = detail
        self.redirected = redirected
