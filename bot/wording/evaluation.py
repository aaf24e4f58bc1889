"""What is said about an evaluation."""

from index.evaluation import Evaluation


def describe(evaluation: Evaluation) -> str:
    """Give each measure on a line of its own."""
    rows = {name: f"{value:.4f}" for name, value in evaluation.measures.items()}
    rows |= {"queries": str(evaluation.queries), "queries/s": f"{evaluation.queries_per_second:.1f}"}
    return "\n".join(f"{name:<10} {value}" for name, value in rows.items())
