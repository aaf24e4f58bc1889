import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from supply_chain.advisories import ask_about_npm, ask_about_python

KNOWN = {
    "id": "PYSEC-0000-1",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "sample"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}
LOCK = Path("web/package-lock.json")


@contextmanager
def answering(answer: Any) -> Iterator[str]:
    """A service on loopback that gives each question the answer of a function, or refuses it for None."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            said = answer(question)
            self.send_response(405 if said is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two Python packages and one of npm."""
    for name, content in {
        "constraints.txt": "# tested\nsample==1.0\nsound==2.0\n",
        "container/build-requirements.lock": "",
        "web/package.json": json.dumps(
            {"name": "web", "version": "1.0.0", "dependencies": {"sample": "1.0.0"}}
        ),
        LOCK: json.dumps(
            {
                "name": "web",
                "lockfileVersion": 3,
                "packages": {
                    "": {"name": "web", "dependencies": {"sample": "1.0.0"}},
                    "node_modules/sample": {"version": "1.0.0", "integrity": "sha512-" + "A" * 86 + "=="},
                },
            }
        ),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def test_a_vulnerability_that_is_known_is_found(repository: Path) -> None:
    def advice(question: bytes) -> dict[str, Any]:
        asked = json.loads(question)["package"]["name"]
        return {"vulns": [KNOWN]} if asked in {"sample", "pyyaml"} else {}

    with answering(advice) as service:
        findings = ask_about_python(repository, service)

    assert findings.wrong == ["sample 1.0: PYSEC-0000-1, mended in 1.1"]
    assert findings.not_checked == []


@pytest.mark.parametrize(("answer", "said"), [(None, "405"), ({}, "knows nothing of PyYAML 5.1")])
def test_a_service_that_gives_no_advice_is_no_clean_bill(repository: Path, answer: Any, said: str) -> None:
    with answering(lambda _: answer) as service:
        findings = ask_about_python(repository, service)

    assert findings.wrong == []
    assert said in findings.not_checked[0]


def test_a_service_that_cannot_be_reached_is_no_clean_bill(repository: Path) -> None:
    with answering(lambda _: None) as service:
        gone = service

    assert "cannot be asked" in ask_about_python(repository, gone).not_checked[0]


def test_what_the_npm_registry_knows_is_found_and_that_it_does_not_answer_is_said(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    known = {"id": 1, "title": "Escapes", "severity": "high", "vulnerable_versions": "<1.1.0", "url": "x:"}

    with answering(lambda _: {"sample": [known]}) as registry:
        monkeypatch.setenv("npm_config_registry", registry)
        vulnerable = ask_about_npm(repository, LOCK)
    with answering(lambda _: None) as registry:
        monkeypatch.setenv("npm_config_registry", registry)
        refused = ask_about_npm(repository, LOCK)

    assert vulnerable.wrong == ["web: sample: high"]
    assert refused.wrong == []
    assert "405" in refused.not_checked[0]
