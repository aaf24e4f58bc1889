from collections.abc import Iterator

import pytest

from index.backend import Generations
from tests.index.conftest import NewIndex


@pytest.fixture
def generations(new_index_in_postgres: NewIndex) -> Iterator[Generations]:
    with new_index_in_postgres() as made:
        yield made
