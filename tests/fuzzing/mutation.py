"""Other inputs from valid ones, along their structure: bytes, text, JSON and zip packages.

Each takes its choices from a `Random` and nothing else, so that a number gives the same input always.
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

LONGEST = 2**16
"""Bytes; about what a message on Matrix can hold. What is larger is for tests that are made for it."""

_PIECES = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\r\n", b"<", b">", b"&", b'"', b"%", b"(", b"[", b"{"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<script>", b"javascript:", b"\x1b[31m", b"9" * 400, b"-1"),
    *(b"0x7f", b"1e999", b"NaN", b"../../", b"\\u0000", b"\\ud800", b"---\n", b"|", b"# ", b"> ", b"- "),
    *(b"1. ", b"]]>", b"<![CDATA["),
)
_SIGNS = (
    *("\0", "\ud800", "\u202e", "\u200b", "\ufeff", "\u0301" * 30, "\u2028", "\x1b]8;;x\x07", "İ", "ß", "ſ"),
    *("²", "٣", "①", "𝟙", "\U000e0041", "\n", "\r", "\t", " ", "  ", "<b>", "&lt;", "*", "_", "`", "[a](b)"),
    *("@", ":", "/", "!", "KP-", "2026-02-30", "31-12-9999", "32/13/26", "9" * 400, "een half", "t/m"),
    *("vanaf", "🙂", "123456782", "0612345678", "NL91ABNA0417164300", "a@b.nl", "http://[::1]/", "%s", "'--"),
)
_ATOMS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**53, 2**64, -(2**63), 10**400, 1e308, float("nan"), float("inf")),
    *("", "\0", "\ud800", "$", "!", "@", "a" * 3000, "\u202e"),
    *([], {}, [[]], {"": None}, [None], {"\0": "\0"}),
)
_DEEPEST = 300


def of_bytes(data: bytes, random: Random) -> bytes:
    """Flip, cut, repeat and splice bytes."""
    return _several(data, random, (_flipped, _cut, _doubled, _with_piece, _moved))


def of_text(data: bytes, random: Random) -> bytes:
    """Do the same with characters, and put in those that programs stumble over."""
    text = data.decode(errors="surrogateescape")
    for _ in range(random.choice((1, 1, 2, 4))):
        text = _rewritten(text, random)[: LONGEST // 4]
    return text.encode(errors="surrogatepass")


def of_json(data: bytes, random: Random) -> bytes:
    """Change values within JSON: other types, other numbers, missing and doubled fields, depth."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return of_bytes(data, random)
    for _ in range(random.choice((1, 1, 2, 3))):
        value = _changed(value, random)
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return data


def of_package(data: bytes, random: Random) -> bytes:
    """Change one part of a zip package, or the bytes of the package itself."""
    if random.random() < 0.3:
        return of_bytes(data, random)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # it was broken by an earlier change
        return of_bytes(data, random)
    if not parts:
        return of_bytes(data, random)
    name = random.choice(list(parts))
    match random.choice(("change", "change", "change", "drop", "rename", "swap")):
        case "change":
            parts[name] = of_markup(parts[name], random)
        case "drop":
            del parts[name]
        case "rename":
            other = of_text(name.encode(), random).decode(errors="replace")[:200].strip("\0")
            parts[other or "x"] = parts.pop(name)
        case _:
            parts[name] = parts[random.choice(list(parts))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return buffer.getvalue()


def of_markup(data: bytes, random: Random) -> bytes:
    """Change text with tags: whole tags go, come twice, nest and change places."""
    starts = [at for at, byte in enumerate(data) if byte == ord("<")]
    if len(starts) < 2 or random.random() < 0.3:
        return of_bytes(data, random)
    begin, end = sorted(random.sample(starts, 2))
    piece = data[begin:end]
    at = random.choice(starts)
    match random.choice(("drop", "repeat", "move", "nest", "attribute")):
        case "drop":
            return data[:begin] + data[end:]
        case "repeat":
            return (data[:begin] + piece * random.choice((2, 20)) + data[end:])[: 8 * LONGEST]
        case "move":
            return data[:at] + piece + data[at:]
        case "nest":
            tag = piece[: piece.find(b">") + 1]
            return data[:at] + tag * random.choice((2, 300)) + data[at:]
        case _:
            quote = data.find(b'"', begin)
            return data[: quote + 1] + random.choice(_PIECES) + data[quote + 1 :]


def _several(data: bytes, random: Random, ways: Sequence[Callable[[bytes, Random], bytes]]) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        data = random.choice(ways)(data, random)
    return data[: max(len(data), LONGEST)] if len(data) <= 8 * LONGEST else data[: 8 * LONGEST]


def _rewritten(text: str, random: Random) -> str:
    at, end = sorted(random.choices(range(len(text) + 1), k=2))
    match random.randrange(6):
        case 0:
            return text[:at] + random.choice(_SIGNS) + text[at:]
        case 1:
            return text[:at] + random.choice(_SIGNS) * random.choice((2, 50)) + text[end:]
        case 2:
            return text[:at] + text[end:]
        case 3:
            return text[:at] + text[at:end] * random.choice((2, 3, 500)) + text[end:]
        case 4:
            return text[at:end] + text[:at]
        case _:
            return text.swapcase()


def _flipped(data: bytes, random: Random) -> bytes:
    if not data:
        return b"\0"
    changed = bytearray(data)
    changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    begin, end = sorted(random.choices(range(len(data) + 1), k=2))
    return data[:begin] if random.random() < 0.3 else data[:begin] + data[end:]


def _doubled(data: bytes, random: Random) -> bytes:
    begin, end = sorted(random.choices(range(len(data) + 1), k=2))
    end = min(end, begin + 200)
    return data[:begin] + data[begin:end] * random.choice((2, 2, 100)) + data[end:]


def _with_piece(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_PIECES) + data[at + random.choice((0, 0, 4)) :]


def _moved(data: bytes, random: Random) -> bytes:
    begin, end = sorted(random.choices(range(len(data) + 1), k=2))
    at = random.randrange(len(data) + 1)
    return data[:at] + data[begin : min(end, begin + 1000)] + data[at:]


def _changed(value: Any, random: Random) -> Any:
    """Go down to some place, and change what is there."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(list(value))
        match random.random():
            case chance if chance < 0.08:
                return {name: part for name, part in value.items() if name != key}
            case chance if chance < 0.16:
                return {**value, random.choice([*value, "", "\0", "m.relates_to", "content"]): value[key]}
            case _:
                return {**value, key: _changed(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.9:
        at = random.randrange(len(value))
        match random.random():
            case chance if chance < 0.1:
                return value[:at] + value[at + 1 :]
            case chance if chance < 0.2:
                return value[:at] + [value[at]] * random.choice((2, 20)) + value[at:]
            case _:
                return [*value[:at], _changed(value[at], random), *value[at + 1 :]]
    return _instead_of(value, random)


def _instead_of(value: Any, random: Random) -> Any:
    if isinstance(value, str) and random.random() < 0.5:
        return of_text(value.encode(errors="surrogatepass"), random).decode(errors="replace")
    if random.random() < 0.1:
        for _ in range(random.choice((3, 100, _DEEPEST))):
            value = [value] if random.random() < 0.5 else {"a": value}
        return value
    return random.choice(_ATOMS)
