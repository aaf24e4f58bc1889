"""Fitting the query adapter: questions are moved towards the passages that answer them."""

import os

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import dropout, normalize

from bot.answering.query_adapter import QueryAdapter

FITS = 3
STEPS, BATCH, RATE, TEMPERATURE = 1500, 512, 2e-3, 0.01
HIDDEN = 512
DROPOUT, DROPOUT_HIDDEN = 0.1, 0.3
SHRINK, SHRINK_NULL, WEIGHT_NULL = 3e-4, 3e-3, 0.5
START_OF_NULL = 0.86
SCALE_IN, SCALE_OUT = 20.0, 0.1
"""Embeddings are about as long as one of their steps; the hidden layer learns best on numbers near 1."""
NEVER = 1e-9

Array = NDArray[np.float32]


class _Network(nn.Module):
    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.linear = nn.Linear(dimensions, dimensions)
        self.inner = nn.Linear(dimensions, HIDDEN)
        self.outer = nn.Linear(HIDDEN, dimensions)
        self.null_linear = nn.Linear(dimensions, 1)
        self.null_outer = nn.Linear(HIDDEN, 1)
        for layer in (self.linear, self.outer, self.null_linear, self.null_outer):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.constant_(self.null_linear.bias, START_OF_NULL)

    def forward(self, questions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Move questions, and give the cosine to exceed for each."""
        questions = normalize(dropout(questions, DROPOUT, self.training), dim=1)
        hidden = dropout(torch.relu(self.inner(questions * SCALE_IN)), DROPOUT_HIDDEN, self.training)
        moved = questions + self.linear(questions) + self.outer(hidden) * SCALE_OUT
        to_exceed = self.null_linear(questions) + self.null_outer(hidden) * SCALE_OUT
        return normalize(moved, dim=1), to_exceed

    def adapter(self) -> QueryAdapter:
        """Give the network with the scales worked into its weights."""
        weights = {name: value.detach().numpy() for name, value in self.named_parameters()}
        return QueryAdapter(
            linear=weights["linear.weight"].T,
            inner=weights["inner.weight"].T * SCALE_IN,
            inner_bias=weights["inner.bias"],
            outer=weights["outer.weight"].T * SCALE_OUT,
            bias=weights["linear.bias"] + weights["outer.bias"] * SCALE_OUT,
            null_linear=weights["null_linear.weight"][0],
            null_outer=weights["null_outer.weight"][0] * SCALE_OUT,
            null_bias=float(weights["null_linear.bias"][0] + weights["null_outer.bias"][0] * SCALE_OUT),
        )


def fit_adapter(
    questions: Array, targets: Array, passages: Array, lines: Array, owners: NDArray[np.int64]
) -> QueryAdapter:
    """Fit the adapter so that a question comes nearer to what answers it than to anything else.

    Several are fitted from different beginnings, and averaged. For the arguments see `_fit`.
    """
    # FAISS, in the same process, holds OpenMP to one thread.
    torch.set_num_threads(os.cpu_count() or 1)
    fitted = [_fit(seed, questions, targets, passages, lines, owners) for seed in range(FITS)]
    return QueryAdapter(
        linear=np.mean([one.linear for one in fitted], 0),
        inner=np.concatenate([one.inner for one in fitted], 1),
        inner_bias=np.concatenate([one.inner_bias for one in fitted]),
        outer=np.concatenate([one.outer for one in fitted]) / FITS,
        bias=np.mean([one.bias for one in fitted], 0),
        null_linear=np.mean([one.null_linear for one in fitted], 0),
        null_outer=np.concatenate([one.null_outer for one in fitted]) / FITS,
        null_bias=float(np.mean([one.null_bias for one in fitted])),
    )


def _fit(
    seed: int, questions: Array, targets: Array, passages: Array, lines: Array, owners: NDArray[np.int64]
) -> QueryAdapter:
    """Fit one adapter.

    The loss is the negative log-likelihood of the answering passages under a softmax over all
    passages; in half of it the null stands beside them, for questions that none answers.

    Args:
        seed: of the beginning, of the batches and of what is left out.
        questions: (n, d) embeddings of length 1.
        targets: (n, passages) 1 where a passage answers; a row of zeros where none does.
        passages: (passages, d) embeddings of length 1.
        lines: (lines, d) embeddings of length 1.
        owners: (lines,) number of the passage of each line.
    """
    torch.manual_seed(seed)
    asked, answering = torch.from_numpy(questions), torch.from_numpy(targets)
    passage_vectors, line_vectors = torch.from_numpy(passages), torch.from_numpy(lines)
    owner = torch.from_numpy(owners)
    unanswered = ~answering.any(1)
    network = _Network(asked.shape[1])
    optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS, pct_start=0.2)
    for _ in range(STEPS):
        rows = torch.randperm(len(asked))[:BATCH]
        adapted, to_exceed = network(asked[rows])
        nearest_line = torch.full((len(rows), len(passages)), -1.0).scatter_reduce(
            1, owner.expand(len(rows), -1), adapted @ line_vectors.T, "amax"
        )
        scores = (adapted @ passage_vectors.T + nearest_line) / 2 / TEMPERATURE
        wanted = torch.log(answering[rows] + NEVER)
        null_wanted = torch.log(unanswered[rows, None].float() + NEVER)
        all_scores = torch.cat([scores, to_exceed / TEMPERATURE], 1)
        all_wanted = torch.cat([wanted, null_wanted], 1)
        right = torch.logsumexp(all_scores + all_wanted, 1) - torch.logsumexp(all_scores, 1)
        right_passage = torch.logsumexp(scores + wanted, 1) - torch.logsumexp(scores, 1)
        loss = -(WEIGHT_NULL * right + (1 - WEIGHT_NULL) * right_passage * ~unanswered[rows]).mean()
        loss = loss + SHRINK * network.linear.weight.square().sum()
        loss = loss + SHRINK_NULL * network.null_linear.weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval().adapter()
