"""Tables become list items that can be read on their own."""

from collections.abc import Iterable, Iterator, Sequence


def row_items(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Turn rows into ``Kolom: waarde; Kolom: waarde``, with the first row as the names of the columns.

    Empty cells are left out, and rows above the header that hold one cell only (a caption) come out
    as they are. A cell that spans columns, and so repeats itself, counts once.

    Example:
        >>> list(row_items([["Rol", "Wie"], ["eigenaar", "SG"]]))
        ['Rol: eigenaar; Wie: SG']
    """
    header: Sequence[str] | None = None
    for row in rows:
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        if header is None:
            if len(filled) == 1:
                yield filled[0]
            else:
                header = row
            continue
        yield "; ".join(_cells(header, row))


def _cells(header: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    previous = ""
    for column, cell in enumerate(row):
        if cell and cell != previous:
            name = header[column] if column < len(header) else ""
            yield f"{name}: {cell}" if name else cell
        previous = cell
