"""The process in which the work on the index is done; first of all it gives way to others."""

import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection

_LEAST = 19


def work_apart(pickled: bytes, connection: Connection) -> None:
    """Do the work and send what comes of it.

    Args:
        pickled: a `bot.reindexing.work.Work`; as bytes, since to make that of it imports half the program.
        connection: takes steps, and in the end what came of it, or a failure.
    """
    # Who asked for it to stop ends it with SIGTERM; Ctrl-C in a terminal reaches both, and is for the other.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _give_way()
    with connection, suppress(BrokenPipeError):
        try:
            _work(pickled, connection)
        except Exception as error:
            _send_failure(error, connection)


def _work(pickled: bytes, connection: Connection) -> None:
    from bot.reindexing.work import Work, reindex_collection  # noqa: PLC0415
    from index.embedding import load_embedder  # noqa: PLC0415

    work: Work = pickle.loads(pickled)  # noqa: S301 - this program pickled it
    settings = work.settings
    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=1)
    connection.send(reindex_collection(work, embedder, connection.send))


def _send_failure(error: Exception, connection: Connection) -> None:
    from bot.reindexing.reindexed import Failure  # noqa: PLC0415
    from bot.wording.errors import explain  # noqa: PLC0415
    from index.lock import LockedError  # noqa: PLC0415

    trace = "".join(traceback.format_exception(error))
    connection.send(Failure(explain(error), trace, is_locked=isinstance(error, LockedError)))


def _give_way() -> None:
    """Take what others leave of the processor, and one core of those that there are.

    On Linux a core that runs only idle work counts as free: a thread that wakes up gets it at once. Beside a
    process that is merely nice, the threads of one question share a core, which takes twice as long.
    """
    os.nice(_LEAST)
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    # The tokenizer's threads would take the others.
    os.environ["RAYON_NUM_THREADS"] = "1"
