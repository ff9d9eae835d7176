"""Work shared out among processes: the order, what is logged, and what goes wrong."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from mkdocs_briefing.host.workers import in_order, processes_for

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only there is work shared out"),
    # Python warns of forking beside other threads, as the tests do; the program does not.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

ABANDONED = """
from mkdocs_briefing.host.workers import in_order
import os
results = in_order(lambda number: (os.getpid(), "x" * 1_000_000), 100, 2)
print(next(results)[0], next(results)[0], flush=True)
os.kill(os.getpid(), 9)
"""


def alive(process: int) -> bool:
    """Whether there is such a process, and it does more than wait to be forgotten."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(*processes: int) -> bool:
    for _ in range(100):
        if not any(map(alive, processes)):
            return True
        time.sleep(0.1)
    return False


def test_results_come_in_the_order_of_their_numbers_from_several_processes():
    results = list(in_order(lambda number: (number, os.getpid()), 7, 3))
    assert [number for number, _ in results] == [0, 1, 2, 3, 4, 5, 6]
    makers = [maker for _, maker in results]
    assert len(set(makers)) == 3
    assert os.getpid() not in makers


def test_one_process_does_everything_itself():
    assert list(in_order(lambda number: os.getpid(), 2, 1)) == [os.getpid()] * 2


def test_what_the_processes_change_is_changed_for_none_but_them():
    seen: list[int] = []
    assert list(in_order(lambda number: seen.append(number) or len(seen), 4, 2)) == [1, 1, 2, 2]
    assert seen == []


def test_what_they_log_is_logged_here_in_the_order_of_the_numbers(caplog):
    def work(number: int) -> int:
        logging.getLogger("mkdocs.pages").warning("page %d", number)
        return number

    list(in_order(work, 4, 2))
    assert caplog.messages == ["page 0", "page 1", "page 2", "page 3"]
    assert {record.name for record in caplog.records} == {"mkdocs.pages"}


def test_what_fails_in_a_process_fails_here():
    def work(number: int) -> int:
        return 10 // (2 - number)

    results = in_order(work, 4, 2)
    assert [next(results), next(results)] == [5, 10]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_what_a_process_does_not_live_to_do_is_done_here():
    here = os.getpid()

    def work(number: int) -> tuple[int, bool]:
        if number == 2 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid() == here

    assert list(in_order(work, 6, 2)) == [
        (0, False),
        (1, False),
        (2, True),
        (3, False),
        (4, True),
        (5, False),
    ]


def test_no_process_is_left_when_nobody_wants_the_rest():
    results = in_order(lambda number: (os.getpid(), "x" * 1_000_000), 100, 2)
    first, second = next(results)[0], next(results)[0]
    assert alive(first)
    assert alive(second)
    results.close()
    assert gone(first, second)


def test_no_process_outlives_the_one_that_started_it():
    run = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    first, second = map(int, run.stdout.split())
    assert gone(first, second)


def test_little_work_is_not_shared_out():
    assert processes_for(0) == 1
    assert processes_for(10) == 1


def test_beside_other_threads_no_process_is_forked():
    """A lock that one of them holds would be held in the new process for ever."""
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()
    try:
        assert processes_for(1000) == 1
    finally:
        release.set()
        other.join()
