"""What was measured as tables in Markdown."""

from collections.abc import Sequence

from bench.scale.dense import Row

_WHOLE = 100
"""From here on what comes after the point says nothing."""

COLUMNS = {
    "dense": {
        "size": "passages",
        "kind": "index",
        "effort": "effort",
        "hidden": "hidden",
        "build seconds": "build s",
        "build processor seconds": "of the processor",
        "build peak MB": "peak MB",
        "size MB": "disk MB",
        "own MB": "own MB",
        "mapped MB": "mapped MB",
        "recall@10": "recall@10",
        "recall@100": "@100",
        "not found at all": "not found",
        "p50": "p50 ms",
        "p95": "p95 ms",
        "processor": "processor ms",
        "times flat": "of flat",
        "two askers p50": "two, p50",
        "two askers p95": "two, p95",
    },
}
COLUMNS["pgvector"] = {
    "copy seconds": "copy s",
    "table MB": "table MB",
    "by index": "by index",
    **COLUMNS["dense"],
}
COLUMNS["lexical"] = COLUMNS["dense"]
COLUMNS["whole"] = {
    **COLUMNS["dense"],
    "passages.jsonl MB": "passages MB",
    "lexical MB": "words MB",
    "passages.faiss MB": "vectors MB",
    "lines.npy MB": "lines MB",
    "opening ms": "opening ms",
}


def table(part: str, rows: Sequence[Row]) -> str:
    """Give a table of the rows of a part, with the columns that any of them fills."""
    columns = {name: head for name, head in COLUMNS[part].items() if any(name in row for row in rows)}
    if not columns:
        return ""
    lines = [f"| {' | '.join(columns.values())} |", "|" + "---|" * len(columns)]
    lines += [f"| {' | '.join(_shown(row.get(name, '')) for name in columns)} |" for row in rows]
    return f"\n{part}\n\n" + "\n".join(lines)


def _shown(value: object) -> str:
    match value:
        case float():
            return f"{value:,.0f}" if abs(value) >= _WHOLE else f"{value:.3g}"
        case int():
            return f"{value:,}"
        case _:
            return str(value)
