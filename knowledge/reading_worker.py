"""The process that reads files for :mod:`knowledge.reading_apart`."""

from dataclasses import asdict

from knowledge.apart_worker import serve
from knowledge.reading import read_bytes
from knowledge.unreadable import Rejected, Unreadable


def _read(name: str, data: bytes) -> object:
    try:
        return asdict(read_bytes(name, data))
    except Unreadable as unreadable:
        raise Rejected(unreadable.reason, unreadable.detail) from unreadable


if __name__ == "__main__":
    serve(_read)
