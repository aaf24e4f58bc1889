"""Builds one generation after another, for tests that end it at some moment.

usage: build_repeatedly.py FOLDER_OR_ADDRESS [MOST_BYTES_IN_A_FILE]
"""

import resource
import signal
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from index.build import reindex
from index.files.generations import FileGenerations
from index.generations import Keeping
from index.pgvector.generations import PgvectorGenerations
from tests.index.documents import PARKING, document
from tests.index.hashed_words import HashedWords

if len(sys.argv) > 2:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
place = sys.argv[1]
generations = PgvectorGenerations(place) if "://" in place else FileGenerations(Path(place))
for number in count(time.time_ns()):
    news = [document(f"{part}.md", f"Bericht {number} van deel {part}.") for part in range(50)]
    summary = reindex([PARKING, *news], generations, HashedWords())
    sys.stdout.write(f"{summary.generation}\n")
    sys.stdout.flush()
    generations.remove_old(Keeping(count=2), datetime.now(UTC))
