"""Builds one generation after another, for tests that end it at some moment.

usage: build_repeatedly.py INDEX_DIR [MOST_BYTES_IN_A_FILE]
"""

import resource
import signal
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from index.build import reindex
from index.switching import Keeping, remove_old
from tests.index.documents import PARKING, document
from tests.index.hashed_words import HashedWords

if len(sys.argv) > 2:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for number in count(time.time_ns()):
    news = [document(f"{part}.md", f"Bericht {number} van deel {part}.") for part in range(50)]
    summary = reindex([PARKING, *news], Path(sys.argv[1]), HashedWords())
    sys.stdout.write(f"{summary.generation}\n")
    sys.stdout.flush()
    remove_old(Path(sys.argv[1]), Keeping(count=2), datetime.now(UTC))
