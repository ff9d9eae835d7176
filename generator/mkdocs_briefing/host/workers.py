"""Shares work out among processes, and hands the results back in order."""

import logging
import multiprocessing
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Final, TypeAlias, TypeVar

Result = TypeVar("Result")
_Said: TypeAlias = list[logging.LogRecord]

_WORTH_A_PROCESS: Final = 25
"""Pieces of work; for fewer, starting a process takes longer than it saves."""
_AT_MOST: Final = 8
"""Processes; the one that takes their results would not keep up with more."""


def processes_for(pieces: int) -> int:
    """How many processes to share that many pieces of work out to; 1 stands for none but this.

    Only on Linux is it safe to fork a process that has loaded who knows what, and only while
    it has no other threads, whose locks would be held for ever.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), pieces // _WORTH_A_PROCESS, _AT_MOST))


def in_order(
    work: Callable[[int], Result], pieces: int, processes: int | None = None
) -> Iterator[Result]:
    """What ``work`` makes of each number below ``pieces``, from 0 on.

    It is made in processes that are forked here and now: they see everything as it is, and
    what they change is changed for none but them. What they log is logged here, in the same
    order. What a process fails at, or does not live to do, is done here, so that it fails
    where it can be told.

    Args:
        work: it has to return something that can be pickled.
        pieces: how many there are.
        processes: how many to start; by default as many as it pays.
    """
    crew = processes_for(pieces) if processes is None else processes
    if crew < 2:  # noqa: PLR2004 - one is this one
        return map(work, range(pieces))
    receivers: list[Connection] = []
    started: list[BaseProcess] = []
    context = multiprocessing.get_context("fork")
    for first in range(crew):
        receiver, sender = context.Pipe(duplex=False)
        receivers.append(receiver)
        share = range(first, pieces, crew)
        process = context.Process(
            target=_work, args=(work, share, sender, tuple(receivers)), daemon=True
        )
        process.start()
        # Or there would be no end to what comes from a process that has ended.
        sender.close()
        started.append(process)
    return _gathered(work, pieces, receivers, started)


def _gathered(
    work: Callable[[int], Result],
    pieces: int,
    receivers: Sequence[Connection],
    started: Sequence[BaseProcess],
) -> Iterator[Result]:
    lost: set[int] = set()
    try:
        for number in range(pieces):
            owner = number % len(receivers)
            made = None if owner in lost else _received(receivers[owner])
            if made is None:
                lost.add(owner)
                yield work(number)
            else:
                result, said = made
                for record in said:
                    logging.getLogger(record.name).handle(record)
                yield result
    finally:
        for receiver in receivers:
            receiver.close()
        for process in started:
            process.terminate()
            process.join()


def _received(receiver: Connection) -> tuple[Any, _Said] | None:
    """The next result of a process, with what it logged; ``None`` where there is no more."""
    try:
        made: tuple[Any, _Said] = receiver.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return made


def _work(
    work: Callable[[int], object],
    share: Sequence[int],
    sender: Connection,
    others: Sequence[Connection],
) -> None:
    """Do a share of the work, until it is done or nobody waits for it any more."""
    for receiver in others:
        # Or the process would go on writing when the one that reads is gone.
        receiver.close()
    queue = _overheard()
    try:
        for number in share:
            result = work(number)
            said: _Said = []
            while not queue.empty():
                said.append(queue.get())
            sender.send((result, said))
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - the parent does it again, and tells
        return


def _overheard() -> "SimpleQueue[logging.LogRecord]":
    """Gather what is logged from now on, instead of letting it be shown."""
    queue: SimpleQueue[logging.LogRecord] = SimpleQueue()
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    logging.root.handlers[:] = [QueueHandler(queue)]
    return queue
