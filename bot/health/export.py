"""How the assistant is, for programs: without who asked for anything."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from bot.health.checking import Health
from bot.health.concerns import concerns, ending_of
from bot.storage.index_jobs import Job


def as_json(health: Health, now: datetime) -> str:
    """Write how the assistant is; moments are in ISO 8601, sizes in bytes."""
    stored = asdict(health.stored)
    fields = {
        "concerns": concerns(health, now),
        "versions": health.versions,
        "since": health.since,
        "index": health.index and asdict(health.index),
        "work": _work(health.work),
        "last_work": _work(health.last_work),
        "database": {name: stored.pop(name) for name in ("kind", "size", "revision")},
        "queues": stored,
        "disk": asdict(health.disk),
        "errors": [asdict(error) for error in health.errors],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2, default=datetime.isoformat)


def _work(job: Job | None) -> Mapping[str, object] | None:
    if job is None:
        return None
    return {
        "kind": job.kind,
        "asked_at": job.asked_at,
        "finished_at": job.finished_at,
        "ending": ending_of(job),
    }
