"""Writing to a file all or nothing of it, also where the disk is full."""

import errno
import os


def write_all(file: int, content: bytes) -> None:
    """Write at the end of a file; what does not fit leaves nothing behind.

    Of a disk that fills up, the system writes as much as fits and says how much that was.

    Args:
        file: descriptor of the file.
        content: what to write.

    Raises:
        OSError: it does not fit.
    """
    before = os.fstat(file).st_size
    if os.write(file, content) < len(content):
        os.ftruncate(file, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
