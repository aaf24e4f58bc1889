import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.importing import (
    LONGEST_LINE,
    BadLine,
    ImportedRow,
    LineProblem,
    read_lines,
    to_report,
)
from bot.knelpunten.report import Cause, Report
from bot.wording.importing import problem

LINE = {
    "id": 7,
    "title": "Dubbele uitvraag",
    "description": "Burgers sturen hetzelfde bewijs twee keer.",
    "organisation": "UWV",
    "target_group": "burgers met schulden",
    "law": "Participatiewet",
    "cause": "gegevensdeling",
    "severity": 4,
}


def read(content: bytes) -> list[ImportedRow | BadLine]:
    return list(read_lines(io.BytesIO(content)))


def report_of(**changes: object) -> Report:
    (row,) = read(json.dumps(LINE | changes).encode())
    assert isinstance(row, ImportedRow)
    return to_report(row)


def test_a_line_becomes_a_report() -> None:
    (row,) = read(json.dumps(LINE).encode())

    assert isinstance(row, ImportedRow)
    assert (row.id, row.severity) == ("7", "4")
    assert to_report(row) == Report(
        title="Dubbele uitvraag",
        description="Burgers sturen hetzelfde bewijs twee keer.",
        affected="burgers",
        group="burgers met schulden",
        organisation="UWV",
        regulation="Participatiewet",
        cause="gegevensdeling",
    )


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"id": "a", "title": "t"}\n{"id": "b", "title": "t"}',
        b'{"id": "a", "title": "t"}\r\n\r\n{"id": "b", "title": "t"}\r\n',
        b'\n\n  {"id": "a", "title": "t"}\n\t\n{"id": "b", "title": "t"}\n\n',
        b'[\n{"id": "a", "title": "t"},\n{"id": "b", "title": "t"}\n]\n',
    ],
    ids=["byte order mark", "crlf", "empty lines", "array"],
)
def test_lines_are_read_however_they_are_separated(content: bytes) -> None:
    assert [row.id for row in read(content) if isinstance(row, ImportedRow)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b'{"id": ', (LineProblem.NOT_JSON, "")),
        (b'{"id": "a", "title": "\\ud800"}', (LineProblem.NOT_JSON, "")),
        (b"[" * 5000, (LineProblem.NOT_JSON, "")),
        (b'{"id": "\xff", "title": "t"}', (LineProblem.NOT_UTF8, "")),
        (b'["id"]', (LineProblem.NOT_AN_OBJECT, "")),
        (b"null", (LineProblem.NOT_AN_OBJECT, "")),
        (b'{"title": "t"}', (LineProblem.MISSING, "id")),
        (b'{"id": "", "title": "t"}', (LineProblem.INVALID, "id")),
        ('{"id": "\u200b", "title": "t"}'.encode(), (LineProblem.INVALID, "id")),
        (b'{"id": null, "title": "t"}', (LineProblem.INVALID, "id")),
        (b'{"id": "a", "title": {"nl": "t"}}', (LineProblem.INVALID, "title")),
        (b'{"id": "a", "title": " \xe2\x80\x8b"}', (LineProblem.NOTHING_TOLD, "")),
        (b'{"id": "a", "title": "' + b"x" * LONGEST_LINE + b'"}', (LineProblem.TOO_LONG, "")),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_are_kept(line: bytes, found: tuple[LineProblem, str]) -> None:
    good = b'{"id": "a", "title": "t"}'

    first, bad, last = read(good + b"\n" + line + b"\n" + good)

    assert bad == BadLine(2, *found)
    assert isinstance(first, ImportedRow)
    assert isinstance(last, ImportedRow)


def test_a_line_of_the_greatest_length_is_read() -> None:
    shell = b'{"id": "a", "title": ""}'
    line = shell.replace(b'""', b'"' + b"x" * (LONGEST_LINE - len(shell)) + b'"')

    assert isinstance(read(line)[0], ImportedRow)


@pytest.mark.parametrize("cause", Cause)
def test_a_cause_is_known_however_it_is_written(cause: Cause) -> None:
    assert report_of(cause=f" {cause.value.upper()} ").cause == cause.value


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ("geldgebrek", "anders: geldgebrek"),
        ("anders: geldgebrek", "anders: geldgebrek"),
        ("", ""),
        (None, ""),
        (["ICT"], "ICT"),
    ],
)
def test_another_cause_keeps_its_words(written: object, cause: str) -> None:
    assert report_of(cause=written).cause == cause


@pytest.mark.parametrize(
    ("words", "affected", "group"),
    [
        ("burgers", "burgers", ""),
        ("Inwoners met een laag inkomen", "burgers", "Inwoners met een laag inkomen"),
        ("burgers en ondernemers", "burgers, bedrijven", "burgers en ondernemers"),
        (["burgers", "bedrijven"], "burgers, bedrijven", ""),
        ("zzp'ers", "bedrijven", "zzp'ers"),
        ("medewerkers van de balie", "professionals", "medewerkers van de balie"),
        ("jonge mantelzorgers", "jonge mantelzorgers", ""),
        ("burgerzaken", "burgerzaken", ""),
        ("", "", ""),
    ],
)
def test_who_is_affected_is_told_from_the_target_group(words: object, affected: str, group: str) -> None:
    report = report_of(target_group=words)

    assert (report.affected, report.group) == (affected, group)


def test_a_missing_title_is_made_from_the_description() -> None:
    report = report_of(title=None, description="Er zijn twee loketten. Niemand weet welk.")

    assert report.title == "Er zijn twee loketten"


def test_a_missing_description_is_the_title() -> None:
    assert report_of(description="").description == "Dubbele uitvraag"


def test_invisible_and_control_characters_are_left_out_and_lines_stay() -> None:
    report = report_of(title="a\u202eb\0c\nd", description="een\u200b\r\n\r\ntwee\x07")

    assert (report.title, report.description) == ("abc d", "een\ntwee")


def test_what_is_wrong_is_said_in_one_line() -> None:
    for kind in LineProblem:
        assert problem(BadLine(3, kind, "id")).startswith("Regel 3: ")
    assert problem(BadLine(3, LineProblem.MISSING, "id")) == "Regel 3: het veld id ontbreekt."


@given(st.binary(max_size=200))
def test_any_bytes_are_read_line_by_line(content: bytes) -> None:
    for row in read(content):
        assert isinstance(row, (ImportedRow, BadLine))


@given(
    st.dictionaries(
        st.sampled_from([*LINE, "contact", "affected"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
            max_leaves=5,
        ),
    )
)
def test_any_object_is_a_report_or_a_bad_line(value: dict[str, object]) -> None:
    for row in read(json.dumps(value).encode()):
        if isinstance(row, ImportedRow):
            assert to_report(row).title
