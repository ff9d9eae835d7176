"""Signals that stop a run."""

import os
import signal

import pytest
from mkdocs_briefing.host.stopping import StopSignals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals")


@pytest.fixture
def signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    caught = StopSignals()
    yield caught
    caught.restore()
    assert {number: signal.getsignal(number) for number in before} == before


def test_a_signal_waits_for_what_must_not_be_interrupted(signals, capfd):
    signals.catch(serving=False)
    done = []

    def work():
        with signals.uninterrupted():
            with signals.uninterrupted():
                os.kill(os.getpid(), signal.SIGTERM)
            done.append(1)
        done.append(2)

    with pytest.raises(SystemExit) as stop:
        work()
    assert (done, stop.value.code) == ([1], 143)
    sentence = "The build was stopped (SIGTERM). The site is the last complete one.\n"
    assert capfd.readouterr().err == sentence


def test_a_preview_ends_as_with_ctrl_c(signals):
    signals.catch(serving=True)
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_that_is_ignored_stays_ignored(signals):
    """``nohup mkdocs build`` goes on when its terminal is closed."""
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        signals.catch(serving=False)
        os.kill(os.getpid(), signal.SIGHUP)
        signals.restore()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, previous)
