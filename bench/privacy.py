"""How well personal data are found: precision and recall by kind, on lines labelled by hand.

python -m bench.privacy
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from bot.privacy.detection import find_personal_data

LINES = Path(__file__).parent / "privacy" / "labelled.jsonl"
_LABEL = re.compile(r"\{(?P<kind>[a-z_]+):(?P<text>[^{}]+)\}")
Found = tuple[str, int, int]


def read_labels(marked: str) -> tuple[str, list[Found]]:
    """Take the labels out of a line such as ``BSN {bsn:123456782}``: the plain text, and their places."""
    labels = []
    text = ""
    reached = 0
    for match in _LABEL.finditer(marked):
        text += marked[reached : match.start()]
        labels.append((match["kind"], len(text), len(text) + len(match["text"])))
        text += match["text"]
        reached = match.end()
    return text + marked[reached:], labels


def main() -> None:
    """Print a table for each set, and with ``--errors`` each line that went wrong."""
    by_set: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in LINES.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        by_set[labelled["set"]].append(labelled)
    for name, lines in by_set.items():
        print_table(name, lines, show_errors="--errors" in sys.argv)


def print_table(name: str, lines: list[dict[str, str]], *, show_errors: bool) -> None:
    """Compare what is found with the labels; what is found counts when it holds the whole label."""
    right, exact, missed, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    clean = alarmed = 0
    for line in lines:
        text, labels = read_labels(line["text"])
        found = [(data.kind.value, data.start, data.end) for data in find_personal_data(text)]
        hits = [(label, next((one for one in found if _holds(one, label)), None)) for label in labels]
        misses = [label for label, hit in hits if hit is None]
        alarms = [one for one in found if one not in [hit for _, hit in hits]]
        right.update(label[0] for label, hit in hits if hit)
        exact.update(label[0] for label, hit in hits if hit == label)
        missed.update(label[0] for label in misses)
        wrong.update(one[0] for one in alarms)
        clean += not labels
        alarmed += not labels and bool(found)
        if show_errors and (misses or alarms or any(hit != label for label, hit in hits)):
            print(json.dumps(line["text"], ensure_ascii=False), [(kind, text[s:e]) for kind, s, e in found])
    print(f"\n### {name}: {len(lines)} lines, {clean} of them without personal data\n")
    print("| kind | labelled | found | recall | precision | same bounds |\n|---|---|---|---|---|---|")
    for kind in [*sorted(right | missed | wrong), "all"]:
        print(_row(kind, *(_count(counter, kind) for counter in (right, missed, wrong, exact))))
    print(f"\nfalse alarms on lines without personal data: {alarmed} of {clean}")


def _holds(found: Found, label: Found) -> bool:
    return found[0] == label[0] and found[1] <= label[1] and found[2] >= label[2]


def _count(counter: Counter[str], kind: str) -> int:
    return counter.total() if kind == "all" else counter[kind]


def _row(kind: str, right: int, missed: int, wrong: int, exact: int) -> str:
    recall = f"{right / (right + missed):.1%}" if right + missed else "-"
    precision = f"{right / (right + wrong):.1%}" if right + wrong else "-"
    return f"| {kind} | {right + missed} | {right + wrong} | {recall} | {precision} | {exact} |"


if __name__ == "__main__":
    main()
