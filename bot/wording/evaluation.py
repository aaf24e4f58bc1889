"""What is said about an evaluation."""

from bot.evaluation.intents import Confusion
from bot.evaluation.report import Report, changed
from index.evaluation import Evaluation

_SHARES = {
    "right_answers": "juist antwoord",
    "right_first_source": "juiste eerste bron",
    "false_unknowns": "onterecht geen antwoord",
    "honest_unknowns": "terecht geen antwoord",
    "off_topic_refused": "ander onderwerp afgewezen",
}


def describe_retrieval(evaluation: Evaluation) -> str:
    """Give each measure of retrieval on a line of its own."""
    rows = {name: f"{value:.4f}" for name, value in evaluation.measures.items()}
    rows |= {"queries": str(evaluation.queries), "queries/s": f"{evaluation.queries_per_second:.1f}"}
    return "\n".join(f"{name:<10} {value}" for name, value in rows.items())


def describe_report(report: Report) -> str:
    """Give the measures of a set of questions as a table, shares in percent."""
    lines = [f"{'vragen':<28}{report.questions:>8}"]
    for field, label in _SHARES.items():
        share = getattr(report, field)
        if share is not None:
            lines.append(f"{label:<28}{share:>8.1%}")
    lines.append(f"{'tijd p50':<28}{report.p50_ms:>5.1f} ms")
    lines.append(f"{'tijd p95':<28}{report.p95_ms:>5.1f} ms")
    lines += ["", "goed per soort vraag"]
    lines += [f"  {style or '-':<26}{share:>8.1%}" for style, share in report.right_by_style.items()]
    return "\n".join(lines)


def describe_comparison(before: Report, after: Report) -> str:
    """Name the questions that changed for the better or the worse since an earlier run."""
    better, worse = changed(before, after)
    return "\n".join(
        f"{label} ({len(names)}): {', '.join(names) or '-'}"
        for label, names in (("nu wel goed", better), ("niet meer goed", worse))
    )


def describe_confusion(measured: Confusion) -> str:
    """Give what messages were meant as, a line each, and what they were recognised as."""
    names = list(measured.counts)
    lines = [f"{'bedoeld als':<12}" + "".join(f"{name:>11}" for name in names) + f"{'goed':>8}"]
    for meant, counts in measured.counts.items():
        share = counts[meant] / (sum(counts.values()) or 1)
        lines.append(f"{meant:<12}" + "".join(f"{counts[name]:>11}" for name in names) + f"{share:>8.0%}")
    lines += ["", f"{'goed':<28}{measured.right:>8.1%}"]
    if measured.right_of_hard is not None:
        lines.append(f"{'goed van de moeilijke':<28}{measured.right_of_hard:>8.1%}")
    return "\n".join(lines)
