"""Export as JSON: everything, for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bot.knelpunten.report import Knelpunt


def export_json(knelpunten: Iterable[Knelpunt]) -> bytes:
    """Write knelpunten as a JSON array with one object on each line, which `importing` reads as well."""
    lines = ",\n".join(json.dumps(as_object(knelpunt), ensure_ascii=False) for knelpunt in knelpunten)
    # Half a character cannot be UTF-8; escaped it is JSON still.
    return (f"[\n{lines}\n]\n" if lines else "[]\n").encode(errors="backslashreplace")


def as_object(knelpunt: Knelpunt) -> dict[str, Any]:
    """Give an object that has, next to every field, those that an import knows by another name."""
    report = asdict(knelpunt.report)
    return {
        "id": knelpunt.imported_as or knelpunt.number,
        "number": knelpunt.number,
        "status": knelpunt.status.value,
        "since": knelpunt.since.isoformat(),
        "merged_into": knelpunt.merged_into or "",
        "reported_at": knelpunt.reported_at.isoformat(),
        "title": report.pop("title"),
        "description": report.pop("description"),
        "organisation": report.pop("organisation"),
        "target_group": knelpunt.report.group or knelpunt.report.affected,
        "law": report.pop("regulation"),
        "cause": report.pop("cause"),
        "severity": knelpunt.severity,
        **report,
        "supports": [asdict(support) for support in knelpunt.supports],
        "related": list(knelpunt.related),
        "attachments": list(knelpunt.attachments),
        "remarks": list(knelpunt.remarks),
    }
