"""Work divided among processes: order, log records, and errors."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from mkdocs_briefing.core.workers import map_in_processes, processes_for

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks"),
    # Tests fork beside other threads, of which Python warns. The program does not.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

ABANDONED = """
from mkdocs_briefing.core.workers import map_in_processes
import os
results = map_in_processes(lambda number: (os.getpid(), "x" * 1_000_000), 100, 2)
print(next(results)[0], next(results)[0], flush=True)
os.kill(os.getpid(), 9)
"""


def alive(process: int) -> bool:
    """Whether the process is running; a zombie is not."""
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


def test_results_of_several_processes_come_map_in_processes():
    results = list(map_in_processes(lambda number: (number, os.getpid()), 7, 3))
    assert [number for number, _ in results] == [0, 1, 2, 3, 4, 5, 6]
    makers = [maker for _, maker in results]
    assert len(set(makers)) == 3
    assert os.getpid() not in makers


def test_one_process_does_everything_itself():
    assert list(map_in_processes(lambda number: os.getpid(), 2, 1)) == [os.getpid()] * 2


def test_tasks_that_belong_together_are_done_by_one_process():
    makers = list(map_in_processes(lambda _: os.getpid(), 4, 2, beside={0: 3}))
    assert makers[0] == makers[1] == makers[3] != makers[2]


def test_this_process_does_its_share_if_it_takes_part():
    makers = list(map_in_processes(lambda _: os.getpid(), 6, 3, takes_part=True))
    assert makers[0] == makers[3] == os.getpid()
    assert len(set(makers)) == 3


def test_no_process_waits_for_a_slow_one():
    """A pipe holds less than one of these results."""

    def work(number: int) -> tuple[str, float]:
        if number == 0:
            time.sleep(1)
        return "x" * 100_000, time.monotonic()

    ends = [end for _, end in map_in_processes(work, 20, 2)]
    assert max(ends[1::2]) < ends[0]


def test_workers_change_nothing_outside_themselves():
    seen: list[int] = []
    assert list(map_in_processes(lambda number: seen.append(number) or len(seen), 4, 2)) == [
        1,
        1,
        2,
        2,
    ]
    assert seen == []


def test_workers_log_in_the_order_of_tasks(caplog):
    def work(number: int) -> int:
        logging.getLogger("mkdocs.pages").warning("page %d", number)
        return number

    list(map_in_processes(work, 4, 2))
    assert caplog.messages == ["page 0", "page 1", "page 2", "page 3"]
    assert {record.name for record in caplog.records} == {"mkdocs.pages"}


def test_an_error_in_a_worker_is_raised_here():
    def work(number: int) -> int:
        return 10 // (2 - number)

    results = map_in_processes(work, 4, 2)
    assert [next(results), next(results)] == [5, 10]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_tasks_of_a_killed_worker_are_done_here():
    here = os.getpid()

    def work(number: int) -> tuple[int, bool]:
        if number == 2 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid() == here

    assert list(map_in_processes(work, 6, 2)) == [
        (0, False),
        (1, False),
        (2, True),
        (3, False),
        (4, True),
        (5, False),
    ]


def test_workers_end_when_nobody_wants_more_results():
    results = map_in_processes(lambda number: (os.getpid(), "x" * 1_000_000), 100, 2)
    first, second = next(results)[0], next(results)[0]
    assert alive(first)
    assert alive(second)
    results.close()
    assert gone(first, second)


def test_workers_end_with_the_process_that_started_them():
    run = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    first, second = map(int, run.stdout.split())
    assert gone(first, second)


def test_few_tasks_are_not_divided():
    assert processes_for(0) == 1
    assert processes_for(10) == 1


def test_no_process_is_forked_beside_threads():
    """A lock that one of them holds would stay locked in the new process."""
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()
    try:
        assert processes_for(1000) == 1
    finally:
        release.set()
        other.join()
