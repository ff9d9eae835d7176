"""Divides work among processes, and returns the results in order."""

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeAlias, TypeVar

Result = TypeVar("Result")
_LogRecords: TypeAlias = list[logging.LogRecord]

_MIN_TASKS: Final = 25
"""Tasks for each process; with fewer, starting it takes longer than it saves."""
_MOST_RECEIVED: Final = 500
"""Results of one process that are kept until those of another, which come first, are there."""
_MAX_PROCESSES: Final = 8
"""The process that takes the results could not keep up with more."""


def processes_for(tasks: int) -> int:
    """Return how many processes are worth starting; 1 means none besides this one.

    Forking a process is safe only on Linux, and only while there are no other threads: a lock
    that one of them holds would stay locked in the new process.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), tasks // _MIN_TASKS, _MAX_PROCESSES))


class Results(Generic[Result]):
    """The results of tasks in the order of their numbers, and the processes that make them."""

    def __init__(
        self,
        work: Callable[[int], Result],
        workers: Sequence[int],
        receivers: Mapping[int, Connection],
        processes: Sequence[BaseProcess],
    ) -> None:
        self._work = work
        self._workers = workers
        self._numbers = iter(range(len(workers)))
        # A worker that has none is this process, or has died.
        self._receivers = dict(receivers)
        self._processes = processes
        self._received: dict[int, deque[tuple[Result, _LogRecords]]] = {
            worker: deque() for worker in receivers
        }

    def __iter__(self) -> "Results[Result]":
        return self

    def __next__(self) -> Result:
        """Return the next result.

        Raises:
            StopIteration: there are no more.
        """
        try:
            return self._result(next(self._numbers))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the processes; there are no more results."""
        self._numbers = iter(())
        for receiver in self._receivers.values():
            receiver.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def _result(self, number: int) -> Result:
        worker = self._workers[number]
        received = self._received.get(worker)
        while not received:
            if worker not in self._receivers:
                return self._work(number)
            self._receive(worker)
        result, records = received.popleft()
        for record in records:
            logging.getLogger(record.name).handle(record)
        return result

    def _receive(self, awaited: int) -> None:
        """Take a result from each process that has one: it would wait with the next task."""
        worker_of = {
            receiver: worker
            for worker, receiver in self._receivers.items()
            if worker == awaited or len(self._received[worker]) < _MOST_RECEIVED
        }
        for receiver in wait(worker_of):
            worker = worker_of[receiver]  # type: ignore[index]
            received = _receive(self._receivers[worker])
            if received is None:
                self._receivers.pop(worker).close()
            else:
                self._received[worker].append(received)


def map_in_processes(
    work: Callable[[int], Result],
    tasks: int,
    processes: int | None = None,
    *,
    beside: Mapping[int, int] | None = None,
    takes_part: bool = False,
) -> Results[Result]:
    """Call a function with each number from 0 in forked processes; return the results in order.

    The processes are forked now. They see everything as it is, and nobody sees what they
    change. Their log records are logged here, in the order of the tasks. If a task fails, or
    its process dies, this process repeats the task, so that an error is raised here.

    Args:
        work: its results must be picklable.
        tasks: how many there are.
        processes: how many to use; by default as many as are worth it.
        beside: tasks that need what another task works out, so that one process does both.
        takes_part: whether this process is one of them. It does the first task and others, when
            their results are asked for.
    """
    if processes is None:
        processes = processes_for(tasks)
    beside = beside or {}
    workers = [beside.get(number, number) % processes for number in range(tasks)]
    receivers: dict[int, Connection] = {}
    started: list[BaseProcess] = []
    context = multiprocessing.get_context("fork")
    for first in range(takes_part, processes if processes > 1 else 0):
        receiver, sender = context.Pipe(duplex=False)
        receivers[first] = receiver
        numbers = [number for number, worker in enumerate(workers) if worker == first]
        process = context.Process(
            target=_run_worker,
            args=(work, numbers, sender, tuple(receivers.values())),
            daemon=True,
        )
        process.start()
        # While this end is open here, the receiver would not see that the process has ended.
        sender.close()
        started.append(process)
    return Results(work, workers, receivers, started)


def _receive(receiver: Connection) -> tuple[Any, _LogRecords] | None:
    """Return the next result of a process and its log records; None if the process has ended."""
    try:
        received: tuple[Any, _LogRecords] = receiver.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return received


def _run_worker(
    work: Callable[[int], object],
    numbers: Sequence[int],
    sender: Connection,
    receivers: Sequence[Connection],
) -> None:
    """Do a worker's tasks, until all are done or the receiver is gone."""
    # Ctrl+C reaches all processes of a terminal. The parent tells this one to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    for receiver in receivers:
        # While they are open here, the worker would not see that the parent has ended.
        receiver.close()
    queue = _capture_log()
    try:
        for number in numbers:
            result = work(number)
            records: _LogRecords = []
            while not queue.empty():
                records.append(queue.get())
            sender.send((result, records))
    except Exception:  # noqa: BLE001 - the parent repeats it and raises
        return


def _capture_log() -> "SimpleQueue[logging.LogRecord]":
    """Send all log records to a queue from now on, instead of the usual handlers."""
    queue: SimpleQueue[logging.LogRecord] = SimpleQueue()
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    logging.root.handlers[:] = [QueueHandler(queue)]
    return queue
