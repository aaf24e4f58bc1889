"""A generation in PostgreSQL, opened to search in."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
from psycopg import Cursor
from pydantic import TypeAdapter

from index.backend import CANDIDATES, Candidates
from index.embedding.embedder import Vectors
from index.letter_runs import letter_runs
from index.pgvector.connecting import searching
from index.pgvector.known import VectorsInTable
from index.pgvector.loading import as_text
from index.pgvector.runs import Asked, bm25, count_packed
from index.pgvector.tables import statement
from index.pgvector.words import as_full_text, query_for
from knowledge.passage import Passage

_PASSAGE = TypeAdapter(Passage)
_AT_ONCE = 1_000
_SETS_KEPT = 8

_SHARED = """
SELECT run, number, NULL, passages FROM {run} WHERE run = ANY(%(runs)s)
UNION ALL
SELECT NULL, NULL, word, passages FROM {word}
WHERE word = ANY(tsvector_to_array(to_tsvector('dutch', %(words)s)))
"""

_DOCUMENTS = "SELECT number FROM {document} WHERE name = ANY(%s)"
_RUNS = "SELECT runs FROM {passage} WHERE document = ANY(%s)"
_WORDS = "SELECT lexeme, count(*) FROM {passage}, unnest(words) WHERE document = ANY(%s) GROUP BY lexeme"

# A subquery is hashed; of an array each passage would be compared with all that is hidden, one by one.
_IS_SHOWN = "document NOT IN (SELECT unnest(%(hidden)s::integer[]))"
_BUT = {
    False: {"where": "", "and": ""},
    True: {"where": f"WHERE {_IS_SHOWN}", "and": f"AND {_IS_SHOWN}"},
}

# Prepared, a statement locks what its last FROM names before the rest: that is in the order of `tables` too.
_CANDIDATES = """
WITH nearest AS MATERIALIZED (
    SELECT number FROM {{passage_vector}} {where}
    ORDER BY vector <#> %(vector)s::halfvec LIMIT {count}
), worded AS MATERIALIZED (
    SELECT number FROM {{passage}} WHERE words @@ %(words)s::tsquery {and}
    ORDER BY ts_rank(words, %(words)s::tsquery) DESC, number LIMIT {count}
), found AS (SELECT number FROM nearest UNION SELECT number FROM worded)
SELECT
    number, title, length, runs, -(vector::vector <#> %(vector)s::vector),
    (
        SELECT array_agg(-(line.vector::vector <#> %(vector)s::vector) ORDER BY line.number)
        FROM {{line_vector}} AS line WHERE line.number >= first_line AND line.number < first_line + lines
    )
FROM found JOIN {{passage_vector}} USING (number) JOIN {{passage}} USING (number)
ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Documents that may not be found, and what they would have a part in.

    Attributes:
        documents: their numbers.
        passages: how many they have.
        runs: how many of those hold each letter run.
        words: how many of those hold each word.
    """

    documents: list[int]
    passages: int
    runs: Counter[int]
    words: Counter[str]


_NOTHING = _Hidden([], 0, Counter(), Counter())


class PgvectorOpened:
    """A generation in PostgreSQL; see `index.backend.Opened`."""

    def __init__(self, url: str, number: int, passages: int) -> None:
        """Take the address of the database, the number of the generation, and how many passages it has."""
        self._url = url
        self._count = passages
        self._known_sets: dict[frozenset[str], _Hidden] = {}
        self._forgetting = Lock()
        self._statement = partial(statement, number)
        self._shared = self._statement(_SHARED)
        self._find = {
            has_hidden: self._statement(_CANDIDATES.format(**_BUT[has_hidden], count=CANDIDATES))
            for has_hidden in (False, True)
        }
        self._by_number = self._statement("SELECT number, passage FROM {passage} WHERE number = ANY(%s)")

    def candidates(self, text: str, vector: Vectors, hidden: Collection[str]) -> Candidates:
        """Return what may answer a query: the nearest by HNSW, and the best by Dutch full text."""
        repeats = Counter(letter_runs(text))
        with searching(self._url) as connection, connection.cursor(binary=True) as cursor:
            left_out = self._left_out(cursor, frozenset(hidden)) if hidden else _NOTHING
            cursor.execute(self._shared, {"runs": list(repeats), "words": as_full_text(text)})
            asked, words = [], {}
            for run, number, word, passages in cursor:
                if word is None:
                    asked.append(Asked(number, repeats[run], passages - left_out.runs[number]))
                else:
                    words[word] = passages - left_out.words[word]
            wanted = {"vector": as_text(vector), "words": query_for(words), "hidden": left_out.documents}
            rows = cursor.execute(self._find[bool(left_out.documents)], wanted).fetchall()
        numbers, titles, lengths, runs, dense, lines = zip(*rows, strict=True) if rows else ((),) * 6
        return Candidates(
            np.array(numbers, np.int64),
            np.array(dense, np.float32),
            [np.array(cosines, np.float32) for cosines in lines],
            bm25(asked, self._count - left_out.passages, runs, np.array(lengths, np.int64)),
            np.array(titles, np.int32),
        )

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Return passages by number, in this order."""
        with searching(self._url) as connection:
            found = dict(connection.execute(self._by_number, [list(numbers)]).fetchall())
        return [_PASSAGE.validate_json(found[number]) for number in numbers]

    def __iter__(self) -> Iterator[Passage]:
        """Go through all passages in order."""
        for start in range(0, self._count, _AT_ONCE):
            yield from self.passages(range(start, min(start + _AT_ONCE, self._count)))

    def known_passages(self) -> VectorsInTable:
        """Give the vectors of the passages, to be used again."""
        return VectorsInTable(
            self._url,
            self._statement("SELECT number, key FROM {passage_vector} ORDER BY number"),
            self._statement("SELECT key, vector FROM {passage_vector} WHERE number = ANY(%s)"),
        )

    def known_lines(self) -> VectorsInTable:
        """Give the vectors of the lines, to be used again."""
        return VectorsInTable(
            self._url,
            self._statement("SELECT number, key FROM {line_vector} ORDER BY number"),
            self._statement("SELECT key, vector FROM {line_vector} WHERE number = ANY(%s)"),
        )

    def _left_out(self, cursor: Cursor[Any], names: frozenset[str]) -> _Hidden:
        """Count what is in documents that may not be found; remembered, for a generation never changes."""
        known = self._known_sets.get(names)
        if known is None:
            rows = cursor.execute(self._statement(_DOCUMENTS), [list(names)]).fetchall()
            documents = [number for (number,) in rows]
            runs = [packed for (packed,) in cursor.execute(self._statement(_RUNS), [documents])]
            words = dict(cursor.execute(self._statement(_WORDS), [documents]).fetchall())
            known = _Hidden(documents, len(runs), count_packed(runs), Counter(words))
            with self._forgetting:
                while len(self._known_sets) >= _SETS_KEPT:
                    self._known_sets.pop(next(iter(self._known_sets)))
                self._known_sets[names] = known
        return known
