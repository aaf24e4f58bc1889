"""What new versions of documents change, as one HTML page that reads well on a phone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.library.adding.comparing import Step
from bot.library.adding.personal_data import showable
from bot.library.adding.preview import Preview
from bot.messages import File
from bot.wording import library_preview as words

MOST_SHOWN = 300
"""Differences of a document that are shown."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_LABELS = {"new": words.LABEL_NEW, "gone": words.LABEL_GONE, "changed": words.LABEL_CHANGED}


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: str
    label: str
    section: str = ""
    parts: tuple[_Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Document:
    name: str
    counts: str
    shown: tuple[_Shown, ...]


def difference_page(previews: Sequence[Preview]) -> File | None:
    """Write the page; None where nothing differs. It fetches nothing, and shows no personal data.

    Args:
        previews: of files; those that replace nothing are left out.
    """
    documents = [
        _Document(one.name, words.changes(one.differences), tuple(_shown(one)))
        for one in previews
        if one.differences and one.differences.same < len(one.differences.steps)
    ]
    if not documents:
        return None
    page = _TEMPLATES.get_template("difference.html.jinja").render(documents=documents, words=words)
    return File(words.DIFFERENCES_FILE, "text/html", page.encode())


def _shown(preview: Preview) -> Iterator[_Shown]:
    if preview.differences is None:
        return
    words_of = dict(zip(map(id, preview.passages), preview.shown, strict=False))
    same = shown = left = 0
    for step in preview.differences.steps:
        kind = _kind(step)
        if kind == "same":
            same += 1
            continue
        # What was not searched for personal data is not shown.
        if shown >= MOST_SHOWN or (step.after is not None and id(step.after) not in words_of):
            left += 1
            continue
        yield from _unchanged(same)
        same, shown = 0, shown + 1
        after = words_of[id(step.after)] if step.after else ""
        before = showable(step.before.text) if step.before else ""
        passage = step.after or step.before
        section = showable(passage.section) if passage else ""
        yield _Shown(kind, _LABELS[kind], section, tuple(_parts(before, after)))
    yield from _unchanged(same)
    if left:
        yield _Shown("same", words.MORE_DIFFERENCES.format(count=left))


def _kind(step: Step) -> str:
    if step.before is None:
        return "new"
    if step.after is None:
        return "gone"
    return "changed" if step.is_changed else "same"


def _unchanged(count: int) -> Iterator[_Shown]:
    if count:
        one = words.ONE_UNCHANGED_BETWEEN
        yield _Shown("same", one if count == 1 else words.UNCHANGED_BETWEEN.format(count=count))


def _parts(before: str, after: str) -> Iterator[_Part]:
    """Tell word by word what was taken away and what was put in its place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield _Part("same", "".join(new[new_start:new_end]))
            continue
        if old_end > old_start:
            yield _Part("gone", "".join(old[old_start:old_end]))
        if new_end > new_start:
            yield _Part("new", "".join(new[new_start:new_end]))
