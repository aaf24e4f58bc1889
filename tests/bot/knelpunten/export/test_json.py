import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.export.json import export_json
from bot.knelpunten.importing import ImportedRow, read_lines, to_report
from bot.knelpunten.report import Affected, Cause, Report
from knowledge.normalise import clean
from tests.bot.knelpunten.export.knelpunten import REPORT, knelpunt

WORDS = st.text(max_size=40).map(clean)
REPORTS = st.builds(
    Report,
    title=WORDS.filter(bool),
    description=WORDS.filter(bool),
    affected=st.sampled_from(Affected).map(str) | WORDS.filter(bool),
    group=WORDS,
    organisation=WORDS,
    cause=st.sampled_from(Cause).map(str) | WORDS.map("anders: {}x".format).map(clean),
    regulation=WORDS,
    frequency=WORDS,
    consequence=WORDS,
    tried=WORDS,
    proposal=WORDS,
    contact=st.booleans(),
)


def test_everything_is_exported() -> None:
    (exported,) = json.loads(export_json([knelpunt(imported_as="12")]))

    assert exported == {
        "id": "12",
        "number": "KP-2026-0042",
        "status": "ontvangen",
        "since": "2026-07-03T08:00:00+00:00",
        "merged_into": "",
        "reported_at": "2026-07-01T22:30:15+00:00",
        "title": "Dubbele uitvraag",
        "description": REPORT.description,
        "organisation": "UWV",
        "target_group": "ouders met schulden",
        "law": "Participatiewet",
        "cause": "gegevensdeling",
        "severity": "hoog",
        "affected": "burgers, professionals",
        "group": "ouders met schulden",
        "frequency": "elke week",
        "consequence": "langer wachten",
        "tried": "gebeld",
        "proposal": "gegevens delen",
        "contact": True,
        "supports": [
            {"organisation": "SVB", "frequency": "soms", "remark": "ook hier"},
            {"organisation": "CAK", "frequency": "", "remark": ""},
        ],
        "related": ["KP-2026-0001", "KP-2026-0007"],
        "attachments": ["foto.jpg"],
        "remarks": [],
    }


@given(st.lists(REPORTS, max_size=3))
def test_what_is_exported_can_be_imported_again(reports: list[Report]) -> None:
    exported = export_json([knelpunt(report) for report in reports])

    rows = list(read_lines(io.BytesIO(exported)))

    assert [to_report(row) for row in rows if isinstance(row, ImportedRow)] == reports
    assert {(row.id, row.severity) for row in rows if isinstance(row, ImportedRow)} <= {
        ("KP-2026-0042", "hoog")
    }


def test_half_a_character_does_not_stop_an_export() -> None:
    (exported,) = json.loads(export_json([knelpunt(replace(REPORT, title="a\ud800"))]))

    assert exported["title"] == "a\ud800"


def test_an_export_of_nothing_is_an_empty_array() -> None:
    assert json.loads(export_json([])) == []
