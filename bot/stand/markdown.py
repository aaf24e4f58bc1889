"""The letter as Markdown."""

import re
from collections.abc import Iterable, Iterator

from bot.stand.letter import Item, Letter, Table

_SIGN = re.compile(r"([\\`*_{}\[\]<>#|~^$&@])")
# A renderer may make a link of an address by itself.
_ADDRESS = re.compile(r"(?<=https)(:)(?=//)|(?<=http)(:)(?=//)|(?<=ftp)(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
_BEGINS_BLOCK = re.compile(r"^([-+=!]|\d+(?=[.)]))")


def write_markdown(letter: Letter) -> str:
    """Write the letter as Markdown, with tables as GitHub has them.

    Nothing that people told can become markup, a link or an image.
    """
    return "\n\n".join(_blocks(letter)) + "\n"


def escape(text: str) -> str:
    """Write one line of text so that it is shown as it is."""
    text = _ADDRESS.sub(lambda match: f"\\{match[0]}", _SIGN.sub(r"\\\1", text))
    begins = _BEGINS_BLOCK.match(text)
    if begins is None:
        return text
    if begins[0].isdigit():
        return f"{begins[0]}\\{text[begins.end() :]}"
    return f"\\{text}"


def _blocks(letter: Letter) -> Iterator[str]:
    yield f"# {escape(letter.title)}"
    yield escape(letter.made)
    yield escape(letter.warning)
    yield f"## {escape(letter.introduction_heading)}"
    yield from map(escape, letter.introduction)
    for section in letter.sections:
        yield f"## {escape(section.heading)}"
        for item in section.items:
            yield from _item(item)
    yield f"## {escape(letter.annex_heading)}"
    for table in letter.annex:
        yield f"### {escape(table.heading)}"
        yield _table(table)


def _item(item: Item) -> Iterator[str]:
    yield f"### {escape(item.title)}"
    for line in item.lines:
        first, *others = line.paragraphs
        yield f"**{escape(line.label)}:** {escape(first)}"
        yield from map(escape, others)


def _table(table: Table) -> str:
    numbers = [
        all(isinstance(row[column], int) for row in table.rows) for column in range(len(table.columns))
    ]
    return "\n".join(
        (
            _row(table.columns),
            _row_of("---:" if is_number else "---" for is_number in numbers),
            *map(_row, table.rows),
        )
    )


def _row(values: Iterable[str | int]) -> str:
    return _row_of(escape(str(value)) for value in values)


def _row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
