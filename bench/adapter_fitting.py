"""Fitting the query adapter: questions are moved towards the passages that answer them."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import dropout, normalize

from bot.answering.query_adapter import QueryAdapter

STEPS, BATCH, RATE, TEMPERATURE, DROPOUT = 500, 512, 2e-3, 0.01, 0.1
SHRINK, SHRINK_NULL, WEIGHT_NULL = 1e-3, 3e-3, 0.5
START_OF_NULL = 0.86
NEVER = 1e-9

Array = NDArray[np.float32]


def fit_adapter(
    questions: Array, targets: Array, passages: Array, lines: Array, owners: NDArray[np.int64]
) -> QueryAdapter:
    """Fit the adapter so that a question comes nearer to what answers it than to anything else.

    The loss is the negative log-likelihood of the answering passages under a softmax over all
    passages; in half of it the null stands beside them, for questions that none answers.

    Args:
        questions: (n, d) embeddings of length 1.
        targets: (n, passages) 1 where a passage answers; a row of zeros where none does.
        passages: (passages, d) embeddings of length 1.
        lines: (lines, d) embeddings of length 1.
        owners: (lines,) number of the passage of each line.
    """
    torch.manual_seed(0)
    asked, answering = torch.from_numpy(questions), torch.from_numpy(targets)
    passage_vectors, line_vectors = torch.from_numpy(passages), torch.from_numpy(lines)
    owner = torch.from_numpy(owners)
    unanswered = ~answering.any(1)
    dimensions = asked.shape[1]
    weights = torch.zeros(dimensions, dimensions, requires_grad=True)
    bias = torch.zeros(dimensions, requires_grad=True)
    null_weights = torch.zeros(dimensions, requires_grad=True)
    null_bias = torch.tensor(START_OF_NULL, requires_grad=True)
    optimiser = torch.optim.Adam([weights, bias, null_weights, null_bias], lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS, pct_start=0.2)
    for _ in range(STEPS):
        rows = torch.randperm(len(asked))[:BATCH]
        question = normalize(dropout(asked[rows], DROPOUT), dim=1)
        adapted = normalize(question + question @ weights + bias, dim=1)
        nearest_line = torch.full((len(rows), len(passages)), -1.0).scatter_reduce(
            1, owner.expand(len(rows), -1), adapted @ line_vectors.T, "amax"
        )
        scores = (adapted @ passage_vectors.T + nearest_line) / 2 / TEMPERATURE
        null = (null_bias + question @ null_weights)[:, None] / TEMPERATURE
        wanted = torch.log(answering[rows] + NEVER)
        null_wanted = torch.log(unanswered[rows, None].float() + NEVER)
        all_scores, all_wanted = torch.cat([scores, null], 1), torch.cat([wanted, null_wanted], 1)
        right = torch.logsumexp(all_scores + all_wanted, 1) - torch.logsumexp(all_scores, 1)
        right_passage = torch.logsumexp(scores + wanted, 1) - torch.logsumexp(scores, 1)
        loss = -(WEIGHT_NULL * right + (1 - WEIGHT_NULL) * right_passage * ~unanswered[rows]).mean()
        loss = loss + SHRINK * weights.square().sum() + SHRINK_NULL * null_weights.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return QueryAdapter(
        weights.detach().numpy(),
        bias.detach().numpy(),
        null_weights.detach().numpy(),
        float(null_bias.detach()),
    )
