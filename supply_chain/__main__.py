"""`python -m supply_chain [CHECK ...]`: what is wrong with what we ship; exit code 1 where something is."""

import sys
from collections.abc import Callable
from pathlib import Path

from supply_chain.advisories import check_advisories
from supply_chain.findings import Findings
from supply_chain.licences import check_licences
from supply_chain.locks import check_locks
from supply_chain.secrets import check_secrets

CHECKS: dict[str, Callable[[Path], Findings]] = {
    "locks": check_locks,
    "licences": check_licences,
    "secrets": check_secrets,
    "advisories": check_advisories,
}


def main() -> int:
    """Run the checks that are named, or all."""
    found = 0
    for name in sys.argv[1:] or CHECKS:
        wrong, not_checked = CHECKS[name](Path.cwd())
        found += len(wrong)
        lines = [*wrong, *(f"NOT CHECKED: {part}" for part in not_checked)]
        sys.stdout.write("".join(f"{name}: {line}\n" for line in lines or ["nothing found"]))
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
