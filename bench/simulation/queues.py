"""Draws how many messages wait for their reply, over time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt


def draw(rows: Sequence[dict[str, Any]], picture: Path) -> None:
    """Draw a line for each load, in a panel for each database."""
    panels = list(dict.fromkeys((row["database"], row["replicas"]) for row in rows))
    figure, axes = plt.subplots(1, len(panels), figsize=(5 * len(panels), 4), sharey=True, squeeze=False)
    for axis, (database, replicas) in zip(axes[0], panels, strict=True):
        of_panel = [row for row in rows if (row["database"], row["replicas"]) == (database, replicas)]
        for number, row in enumerate(of_panel):
            name = f"{row['load']:g} times" if row["load"] else "announcement"
            colour = plt.get_cmap("viridis")(number / len(of_panel)) if row["load"] else "#d52b1e"
            times, lengths = zip(*row["queue"], strict=True)
            axis.plot(times, lengths, label=name, color=colour, linewidth=1)
        several = f", {replicas} processes" if replicas > 1 else ""
        axis.set(title=f"{database}{several}", xlabel="seconds", yscale="symlog")
        axis.legend(fontsize=8)
    axes[0][0].set_ylabel("messages that wait for a reply")
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    plt.close(figure)
