"""Whether a vulnerability is known of a package, where somebody can be asked.

That nobody answers is no clean bill: pip-audit says "No known vulnerabilities found" also where an index
has no advisories. So the service is first asked about a version that is known to be vulnerable.
"""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from supply_chain.findings import Findings
from supply_chain.locks import BUILD_LOCK, CONSTRAINTS, NPM_LOCKS, read_lock

OSV = "https://api.osv.dev/v1/query"
_VULNERABLE = {"package": {"name": "pyyaml", "ecosystem": "PyPI"}, "version": "5.1"}
_SECONDS = 20


def check_advisories(repository: Path) -> Findings:
    """Ask what is known of every Python and npm package that is used, tests included."""
    parts = [ask_about_python(repository), *(ask_about_npm(repository, lock) for lock in NPM_LOCKS)]
    return Findings(
        [sentence for part in parts for sentence in part.wrong],
        [sentence for part in parts for sentence in part.not_checked],
    )


def ask_about_python(repository: Path, service: str = OSV) -> Findings:
    """Ask what is known of the Python packages.

    Args:
        repository: with the constraints and the lock of what the image is built with.
        service: address that speaks as OSV does.

    Raises:
        CalledProcessError: pip-audit failed for another reason than what it found.
    """
    reason = _unreachable(service)
    return (
        Findings([], [f"Python: {reason}"]) if reason else Findings(list(_audited(repository, service)), [])
    )


def ask_about_npm(repository: Path, lock: Path) -> Findings:
    """Ask the registry what is known of the packages of an npm lock."""
    command = [str(Path(sys.executable).with_name("npm")), "audit", "--json", "--package-lock-only"]
    done = subprocess.run(  # noqa: S603
        command, cwd=(repository / lock).parent, capture_output=True, text=True, check=False
    )
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = {"message": done.stderr.strip()}
    if "vulnerabilities" not in said:
        return Findings([], [f"{lock.parent}: {said.get('message') or 'npm audit said nothing'}"])
    known = said["vulnerabilities"].items()
    return Findings([f"{lock.parent}: {name}: {found['severity']}" for name, found in known], [])


def _unreachable(service: str) -> str:
    question = urllib.request.Request(  # noqa: S310 - the address is ours
        service, json.dumps(_VULNERABLE).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(question, timeout=_SECONDS) as answer:  # noqa: S310
            known = json.load(answer).get("vulns")
    except (OSError, ValueError) as error:
        return f"{service} cannot be asked ({error})"
    return "" if known else f"{service} knows nothing of PyYAML 5.1, which is vulnerable"


def _audited(repository: Path, service: str) -> Iterator[str]:
    # The constraints name versions as advisories do, without the +cpu of a build.
    pinned = (repository / CONSTRAINTS).read_text(encoding="utf-8").splitlines()
    pinned += [str(requirement) for requirement, _ in read_lock(repository / BUILD_LOCK)]
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--osv-url", service]
    command += ["--format", "json", "--progress-spinner", "off", "--no-deps", "--disable-pip"]
    command += ["--requirement", "/dev/stdin"]
    lines = "\n".join(sorted({line for line in pinned if not line.startswith("#")}))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr) from None
    for package in packages:
        if reason := package.get("skip_reason"):
            yield f"{package['name']}: not judged ({reason})"
        for known in package.get("vulns", ()):
            fixed = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {known['id']}, mended in {fixed}"
