"""A document becomes passages: the units that are embedded, searched and quoted from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from knowledge.document import Block, Document, ListBlock, Paragraph, Section
from knowledge.partition import partition
from knowledge.passage import Line, Passage, Role
from knowledge.sentences import split_sentences

_TINY_WORDS = 25
_LONG_LEAD_WORDS = 40


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that stay together.

    Attributes:
        lines: sentences of one paragraph, or the items of a list with what introduces them.
        lead: the line that introduces the first of these lines from outside the unit; it is
            repeated where the two end up in different passages.
    """

    lines: tuple[Line, ...]
    lead: Line | None = None

    @property
    def words(self) -> int:
        return sum(map(_words, self.lines))


def split(document: Document, *, max_words: int = 120) -> list[Passage]:
    """Split a document into passages.

    A passage never crosses a heading and holds whole sentences. Paragraphs stay whole where they
    fit, and a list stays with the sentence that introduces it up to twice ``max_words``; a longer
    list is split between its items, and each part opens with that sentence. Within a section the
    passages are of about equal length.

    Args:
        document: what to split.
        max_words: most words in a passage. Only a longer sentence, a list with its introduction,
            or an adopted remainder (fewer than 25 words) makes a passage longer.

    Returns:
        Passages in reading order.
    """
    return [
        Passage(document.source, section.headings, lines, section.page)
        for section in document.sections
        for lines in _split_section(section, max_words)
    ]


def _split_section(section: Section, max_words: int) -> Iterator[tuple[Line, ...]]:
    units = [
        part
        for group in _groups(section.blocks)
        for unit in _units(group, max_words)
        for part in _fitting_parts(unit, max_words)
    ]
    pieces = _adopt_tiny(_pack(units, max_words))
    for piece in pieces:
        lead = (piece[0].lead,) if piece[0].lead else ()
        yield (*lead, *(line for unit in piece for line in unit.lines))


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Group every run of lists with the paragraph before it; other paragraphs stand alone."""
    group: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and group:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _units(group: Sequence[Block], max_words: int) -> Iterator[_Unit]:
    """Make one unit of a group, with a long paragraph before a list apart from its last sentence."""
    lines = [line for block in group for line in _lines(block, max_words)]
    if not lines:
        return
    sentences = sum(1 for _ in takewhile(_is_sentence, lines))
    has_list = sentences < len(lines)
    if has_list and sentences > 1 and sum(map(_words, lines[:sentences])) > _LONG_LEAD_WORDS:
        yield _Unit(tuple(lines[: sentences - 1]))
        lines = lines[sentences - 1 :]
    yield _Unit(tuple(lines))


def _lines(block: Block, max_words: int) -> Iterator[Line]:
    """Yield a line for each sentence or item; of an item too long for a passage, for its sentences."""
    match block:
        case Paragraph(text):
            for index, sentence in enumerate(split_sentences(text)):
                yield Line(sentence, starts_paragraph=index == 0)
        case ListBlock(items, ordered, start):
            role = Role.NUMBERED_ITEM if ordered else Role.ITEM
            for index, item in enumerate(items):
                sentences = [item] if len(item.split()) <= max_words else split_sentences(item)
                if item.strip():
                    yield Line(sentences[0], role, number=start + index if ordered else None)
                    yield from map(Line, sentences[1:])


def _fitting_parts(unit: _Unit, max_words: int) -> Iterator[_Unit]:
    """Divide a unit that is too long between its sentences or items."""
    is_list = not all(map(_is_sentence, unit.lines))
    if unit.words <= (2 * max_words if is_list else max_words):
        yield unit
        return
    leads = _leads(unit.lines)
    atoms = list(_atoms(unit.lines))
    begins = [0, *accumulate(map(len, atoms))]
    for first, end in partition([sum(map(_words, atom)) for atom in atoms], max_words):
        lines = unit.lines[begins[first] : begins[end]]
        yield _Unit(lines, leads[begins[first]])


def _leads(lines: Sequence[Line]) -> list[Line | None]:
    """Find for each item the line that introduces it.

    That is the line before its list, when a sentence or an item that ends in a colon; else what
    introduces the list around it.
    """
    sentences = list(takewhile(_is_sentence, lines))
    outer = inner = sentences[-1] if sentences else None
    leads: list[Line | None] = [None] * len(sentences)
    role: Role | None = None
    for before, line in zip([outer, *lines[len(sentences) :]], lines[len(sentences) :], strict=False):
        if role and not _is_sentence(line) and line.role is not role:
            inner = before if before and _introduces(before) else outer
        role = role if _is_sentence(line) else line.role
        leads.append(inner)
    return leads


def _atoms(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Keep a line that ends in a colon with the item after it."""
    atom: list[Line] = []
    for line in lines:
        atom.append(line)
        if not _introduces(line):
            yield tuple(atom)
            atom = []
    if atom:
        yield tuple(atom)


def _pack(units: Sequence[_Unit], max_words: int) -> list[list[_Unit]]:
    spans = partition([unit.words for unit in units], max_words)
    return [_without_inner_leads(units[first:end]) for first, end in spans]


def _adopt_tiny(pieces: list[list[_Unit]]) -> list[list[_Unit]]:
    """Join each piece of a few words with the shorter of its neighbours."""
    pieces = list(pieces)
    index = 0
    while index < len(pieces):
        neighbours = [other for other in (index - 1, index + 1) if 0 <= other < len(pieces)]
        if _piece_words(pieces[index]) >= _TINY_WORDS or not neighbours:
            index += 1
            continue
        shorter = min(neighbours, key=lambda other: _piece_words(pieces[other]))
        first, last = sorted((index, shorter))
        pieces[first : last + 1] = [_without_inner_leads([*pieces[first], *pieces[last]])]
        index = first
    return pieces


def _without_inner_leads(units: Sequence[_Unit]) -> list[_Unit]:
    return [*units[:1], *(replace(unit, lead=None) for unit in units[1:])]


def _piece_words(piece: Sequence[_Unit]) -> int:
    return sum(unit.words for unit in piece)


def _is_sentence(line: Line) -> bool:
    return line.role is Role.SENTENCE


def _introduces(line: Line) -> bool:
    return line.text.endswith(":")


def _words(line: Line) -> int:
    return len(line.text.split())
