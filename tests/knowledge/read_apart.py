"""Read a folder apart, and say as JSON what came of it.

Usage: python -m tests.knowledge.read_apart FOLDER SECONDS MEMORY

A process of its own, so that the memory of the workers can be told from that of other processes.
"""

import json
import re
import resource
import sys
from pathlib import Path

from knowledge.apart import Limits
from knowledge.document import Document
from knowledge.reading import read_folder
from knowledge.reading_apart import ReadingApart


def main(folder: Path, seconds: float, memory: int) -> None:
    with ReadingApart(Limits(seconds=seconds, memory=memory)) as apart:
        found = {
            one.source.document if isinstance(one, Document) else one.path.name: (
                "read" if isinstance(one, Document) else one.reason
            )
            for one in read_folder([folder], read=apart.read)
        }
    # Not getrusage: a process begins with the peak of the one that started it.
    here = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    json.dump({"found": found, "here": here and int(here[1]) * 1024, "workers": workers * 1024}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
