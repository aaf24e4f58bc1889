"""Processes that start as fast as one likes to kill them; see `nursery`.

A fork of a process that has loaded everything starts at once, which a process that has to load it first does
not.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


def fork_for_each_line(answer_people: Callable[[], Coroutine[Any, Any, None]], log_file: Path) -> None:
    """For each line on standard input, fork a process that answers people until it is killed.

    Writes the id of that process to standard output, and then how it ended.

    Args:
        answer_people: what the process does.
        log_file: where it logs.
    """
    for _ in sys.stdin:
        process = os.fork()
        if process == 0:
            # A process of its own, that must not go on with the loop of the other, whatever happens.
            try:
                logging.basicConfig(filename=log_file, level=logging.INFO)
                asyncio.run(answer_people())
            except BaseException:
                log.exception("the assistant ended")
            os._exit(1)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
