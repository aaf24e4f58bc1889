"""Files of those who run the assistant: settings, routing, glossary, questions, imports and backups.

Who writes these is trusted; what is wrong in them must be said in a line all the same.
"""

import gzip
import io
import os
import tempfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import chdir, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bot.backup.archive import new_archive
from bot.backup.manifest import FORMAT, Manifest
from bot.backup.refused import BackupRefused
from bot.backup.unpacking import unpack
from bot.evaluation.questions import QuestionsInvalid, read_questions
from bot.knelpunten.importing import BadLine, read_lines, to_report
from bot.settings import SettingsInvalid, load_settings
from bot.storage.database import NEWEST_REVISION
from bot.workflow.routing_rules import RoutingInvalid, load_rules
from index.evaluation_files import EvaluationFileError, read_entries, read_qrels
from knowledge.glossary import GlossaryError, load_glossary
from tests.fuzzing.mutation import of_bytes, of_json, of_text
from tests.fuzzing.rendered import are_shown
from tests.fuzzing.target import Mutate, Target, must

_SETTINGS = """data_dir = "/tmp/wegwijzer"
answer_threshold = 0.4
documents = ["a", "b"]
[retention]
draft_days = 14
[workflow]
quiet_from = 20
[knowledge]
hosts = ["example.org"]
reindex_at = 3
[observability]
port = 9000
[matrix]
homeserver = "https://matrix.example.org"
user_id = "@wegwijzer:example.org"
invites_from = ["example.org"]
[telegram]
token = "123:abc"
allowed_users = [5]
[[roles]]
channel = "matrix"
person = "@beheer:example.org"
role = "beheerder"
"""
_ROUTING = """[[rule]]
name = "schulden"
organisations = ["SVB"]
laws = ["Participatiewet"]
words = ["schuld", "beslag"]
handler = "matrix:@sanne:example.org"
addressed = "uitvoering"
theme = "schulden"
"""
_GLOSSARY = """[[term]]
name = "Ambtelijke Commissie Uitvoering"
abbreviations = ["ACU"]
also = ["de commissie"]
meaning = "Overleg."
"""
_QUESTION = b"""{"id": "v1", "question": "Wat is de driehoek?", "kind": "answer", "documents": ["a.md"],
"words": [["driehoek", "overleg"]], "style": "kort"}""".replace(b"\n", b" ")
_ENTRY = b'{"_id": "a", "title": "Titel", "text": "Een zin."}'
_ROW = b"""{"id": "7", "title": "Loket", "description": "Ouders wachten.", "law": ["AOW", "Wlz"],
"cause": "ICT", "contact": true}""".replace(b"\n", b" ")


def targets() -> dict[str, Target]:
    """A target for each file."""
    return {
        "settings": _target(_SETTINGS.encode(), of_text, _settings, 100),
        "routing": _target(_ROUTING.encode(), of_text, _in_a_file(load_rules, RoutingInvalid), 80),
        "glossary": _target(_GLOSSARY.encode(), of_text, _in_a_file(load_glossary, GlossaryError), 100),
        "questions": _target(_QUESTION, of_json, _in_a_file(_all_questions, QuestionsInvalid)),
        "entries": _target(_ENTRY, of_json, _in_a_file(read_entries, EvaluationFileError)),
        "grades": _target(
            b"query\tdoc\tgrade\nv1\ta\t1\n", of_text, _in_a_file(read_qrels, EvaluationFileError)
        ),
        "backup": Target(samples=_backup, mutate=_of_packed, check=_unpacks, runs=30),
        "import": _target(_ROW, of_json, _imports, 150),
    }


def _target(sample: bytes, mutate: Mutate, check: Callable[[bytes], None], runs: int = 80) -> Target:
    return Target(samples=lambda: [sample, sample + b"\n" + sample], mutate=mutate, check=check, runs=runs)


def _in_a_file(read: Callable[[Path], object], *refusals: type[Exception]) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "file")
            path.write_bytes(data)
            try:
                read(path)
            except refusals:
                return

    return check


def _all_questions(path: Path) -> object:
    return list(read_questions(path))


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("wegwijzer.toml").write_bytes(data)
        before = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("WEGWIJZER_")}
        try:
            load_settings()
        except SettingsInvalid:
            return
        finally:
            os.environ.update(before)


def _imports(data: bytes) -> None:
    for row in read_lines(io.BytesIO(data)):
        if isinstance(row, BadLine):
            continue
        report = to_report(row)
        are_shown((report.title, report.description, report.organisation, report.regulation, report.cause))


def _backup() -> Sequence[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "backup.tar.gz")
        with new_archive(path) as archive:
            archive.add("database.db", b"SQLite")
            archive.add("data/matrix/session.json", b"{}")
            archive.finish(
                Manifest(
                    format=FORMAT,
                    program="1",
                    revision=NEWEST_REVISION,
                    made_at=datetime(2026, 1, 1, tzinfo=UTC),
                    kind="sqlite",
                    rows={"knelpunt": 1},
                    generation=None,
                )
            )
        return [path.read_bytes()]


def _of_packed(data: bytes, random: Random) -> bytes:
    """Change what is packed, or now and then the packing."""
    if random.random() < 0.8:
        with suppress(OSError, EOFError, zlib.error):
            return gzip.compress(of_bytes(gzip.decompress(data), random), mtime=0)
    return of_bytes(data, random)


def _unpacks(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        backup, into = Path(folder, "backup.tar.gz"), Path(folder, "into")
        into.mkdir()
        backup.write_bytes(data)
        with suppress(BackupRefused):
            unpack(backup, into)
        must(
            {path.name for path in Path(folder).iterdir()} == {"backup.tar.gz", "into"},
            "a way out of the folder",
        )
        must(not any(path.is_symlink() for path in into.rglob("*")), "a link")
