from pathlib import Path

import numpy as np
import pytest

from index.files.lexical import LexicalIndex, write_lexical

TEXTS = [
    "Het driehoekmodel kent drie rollen.",
    "De gemeente int parkeerbelasting.",
    "Eén beëdigde coördinator leidt het overleg.",
]


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    write_lexical(tmp_path, TEXTS)
    return LexicalIndex(tmp_path)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("rol", 0),
        ("driehoek model", 0),
        ("dreihoekmodel", 0),
        ("belasting op parkeren", 1),
        ("PARKEERBELASTING", 1),
        ("beedigde coordinator", 2),
    ],
)
def test_a_word_is_found_inflected_in_a_compound_misspelt_and_without_accents(
    lexical: LexicalIndex, query: str, best: int
) -> None:
    assert int(np.argmax(lexical.scores(query))) == best


@pytest.mark.parametrize("query", ["", "?!", "het van de een", "🙂", "zzzzqqqq"])
def test_a_query_that_shares_no_term_scores_nothing(lexical: LexicalIndex, query: str) -> None:
    assert lexical.scores(query).tolist() == [0, 0, 0]


def test_texts_without_any_term_can_be_indexed(tmp_path: Path) -> None:
    write_lexical(tmp_path, ["de het een", "..."])

    assert LexicalIndex(tmp_path).scores("iets anders").tolist() == [0, 0]


def test_how_long_other_texts_are_does_not_change_a_score(tmp_path: Path) -> None:
    for name, other in {"short": "kort", "long": "een heel lange tekst over iets anders " * 50}.items():
        (tmp_path / name).mkdir()
        write_lexical(tmp_path / name, [TEXTS[0], other])

    short, long = (LexicalIndex(tmp_path / name).scores("driehoekmodel")[0] for name in ("short", "long"))

    assert short == pytest.approx(long)
