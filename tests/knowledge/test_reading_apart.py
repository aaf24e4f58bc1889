import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from knowledge.apart import Limits, WorkerError
from knowledge.glossary import shipped_documents
from knowledge.reading import SkipReason, Unreadable, read, read_bytes, read_folder
from knowledge.reading_apart import ReadingApart
from tests.knowledge.hostile import pdf, stream, word

ROOT = Path(__file__).parents[2]
SLOW = b'<div a="<">' * 100_000 + b"tekst"
"""A page that takes a minute to parse, in C."""


@pytest.fixture(scope="module")
def apart() -> Iterator[ReadingApart]:
    with ReadingApart() as apart:
        yield apart


def workers(of: int) -> list[int]:
    """The processes that read for a process."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [
        int(pid)
        for pid, parent, command in lines
        if int(parent) == of and "knowledge.reading_worker" in command
    ]


def reason(apart: ReadingApart, name: str, data: bytes) -> SkipReason:
    with pytest.raises(Unreadable) as caught:
        apart.read_bytes(name, data)
    assert caught.value.path == Path(name)
    return caught.value.reason


def read_in_a_child() -> None:
    with ReadingApart() as apart:
        assert apart.read_bytes("a.md", b"Een zin.").source.document == "a.md"


def test_a_document_that_is_read_apart_is_the_same(apart, tmp_path):
    (tmp_path / "a.docx").write_bytes(word("Eén zin – “met tekens” 😀."))
    (tmp_path / "b.pdf").write_bytes(pdf(stream(b"BT /F 9 Tf (Een zin.) Tj ET")))
    (tmp_path / "c.md").write_text("# Kop\n\n3. Derde\n4. Vierde\n\n- los\n")
    folders = [tmp_path, *sorted(shipped_documents().iterdir())[:10]]

    assert list(read_folder(folders, read=apart.read)) == list(read_folder(folders))


def test_what_a_file_holds_is_read_without_a_file(apart):
    data = word("Een zin.")

    assert apart.read_bytes("nota.docx", data) == read_bytes("nota.docx", data)


def test_a_file_that_cannot_be_read_has_the_same_reason_and_detail(apart, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"geen zip")

    with pytest.raises(Unreadable) as here:
        read(path)
    with pytest.raises(Unreadable) as there:
        apart.read(path)

    assert str(there.value) == str(here.value)


def test_a_name_that_is_no_text_is_refused(apart):
    with pytest.raises(Unreadable) as caught:
        apart.read_bytes("\ud800.md", b"Een zin.")

    assert caught.value.reason is SkipReason.BAD_NAME


def test_reading_that_takes_too_long_ends_also_in_c_code_and_the_next_file_is_read():
    with ReadingApart(Limits(seconds=0.5)) as apart:
        start = time.perf_counter()

        assert reason(apart, "a.html", SLOW) is SkipReason.TOO_SLOW
        assert time.perf_counter() - start < 20, "of which most is starting, on a busy machine"
        assert apart.read_bytes("b.md", b"Een zin.").sections


def test_a_worker_that_does_not_even_answer_to_the_clock_is_ended(monkeypatch):
    monkeypatch.setattr("knowledge.apart._GRACE_SECONDS", 0.1)
    before = set(workers(os.getpid()))
    with ReadingApart(Limits(seconds=1)) as apart:
        apart.read_bytes("a.txt", b"Een zin.")
        os.kill((set(workers(os.getpid())) - before).pop(), signal.SIGSTOP)

        assert reason(apart, "b.txt", b"Een zin.") is SkipReason.TOO_SLOW
        assert apart.read_bytes("c.txt", b"Een zin.").sections


def test_a_worker_that_died_is_replaced_without_a_file_being_lost():
    before = set(workers(os.getpid()))
    with ReadingApart() as apart:
        apart.read_bytes("a.md", b"Een zin.")
        os.kill((set(workers(os.getpid())) - before).pop(), signal.SIGSEGV)

        assert apart.read_bytes("b.md", b"Een zin.").sections


def test_one_worker_reads_all_files_and_ends_with_the_context():
    with ReadingApart() as apart:
        before = set(workers(os.getpid()))
        apart.read_bytes("a.md", b"Een zin.")
        (first,) = set(workers(os.getpid())) - before
        apart.read_bytes("b.md", b"Een zin.")

        assert set(workers(os.getpid())) - before == {first}

    assert first not in workers(os.getpid())


def test_the_worker_ends_when_the_process_that_reads_is_killed(tmp_path):
    code = """
import os, sys, time
from knowledge.reading_apart import ReadingApart
apart = ReadingApart()
apart.read_bytes("a.md", b"Een zin.")
print("read", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as reading:
        assert reading.stdout is not None
        reading.stdout.readline()
        (worker,) = workers(reading.pid)
        reading.kill()

    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("it is there still")


def test_threads_share_a_worker_and_each_get_their_own_document(apart):
    def title(number: int) -> str:
        return apart.read_bytes(f"{number}.md", f"# Titel {number}\n\nEen zin.".encode()).source.title

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(title, range(40))) == [f"Titel {number}" for number in range(40)]


def test_a_spawned_process_can_read_apart():
    child = get_context("spawn").Process(target=read_in_a_child)
    child.start()
    child.join(60)

    assert child.exitcode == 0


def test_a_reading_that_is_broken_off_does_not_answer_for_the_next_file():
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with ReadingApart() as apart:
            apart.read_bytes("a.md", b"Een zin.")
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1)).start()
            with pytest.raises(KeyboardInterrupt):
                apart.read_bytes("a.html", SLOW)

            assert apart.read_bytes("b.md", b"# B\n\nEen zin.").source.title == "B"
    finally:
        signal.signal(signal.SIGUSR1, before)


@pytest.mark.parametrize("python", ["/bin/false", "/is/not/there"])
def test_a_worker_that_cannot_start_is_no_fault_of_the_file(monkeypatch, python):
    monkeypatch.setattr(sys, "executable", python)

    with ReadingApart() as apart, pytest.raises(WorkerError):
        apart.read_bytes("a.md", b"Een zin.")
