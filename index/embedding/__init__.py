"""Turning texts into vectors."""

from index.embedding.embedder import Embedder, Progress
from index.embedding.load import load_embedder

__all__ = ["Embedder", "Progress", "load_embedder"]
