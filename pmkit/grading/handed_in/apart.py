"""Work on what others handed in, done in a process of its own that can be stopped: a limit of time and of memory."""

import contextlib
import math
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 5
"""So many times its seconds of processor time a piece of work may last, on a machine that has others to serve too."""


class BeyondLimitsError(Exception):
    """A piece of work took more time or memory than it may."""


class FailedError(Exception):
    """A piece of work raised an error; the text is that error."""


class Apart(Generic[P, T]):
    """Calls `work` in another process, one call after another: what is loaded once stays loaded.

    A call may take `seconds` of processor time, and the process `megabytes` above what it begins with. Beyond that,
    the process is ended and the next call gets a new one. Where the system sets no limits (Windows), the time alone
    is held, by the clock.
    """

    def __init__(self, work: Callable[P, T], seconds: float, megabytes: int) -> None:
        self.work, self.seconds, self.megabytes = work, seconds, megabytes
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._owner = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns. Raises BeyondLimitsError or FailedError."""
        pipe = self._ready()
        answer: tuple[Any, str | None] | None = None
        try:
            pipe.send((args, kwargs))
            answer = pipe.recv() if pipe.poll(self.seconds * PATIENCE) else None
        except (EOFError, OSError):  # the system has ended it
            answer = None
        finally:  # after Ctrl-C too: it would answer the next call with this one's answer
            if answer is None or answer[1] == MemoryError.__name__:
                self.end()
        if answer is None or answer[1] == MemoryError.__name__:
            raise BeyondLimitsError
        if answer[1] is not None:
            raise FailedError(answer[1])
        result: T = answer[0]
        return result

    def end(self) -> None:
        """End the process, if there is one; what the system still holds of it is given back."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.join()

    def _ready(self) -> Connection:
        """Our end of the pipe to the process, which is started where none of ours is running."""
        if self._pipe is not None and self._owner == os.getpid() and self._process and self._process.is_alive():
            return self._pipe
        self.end()
        context = _context()
        ours, theirs = context.Pipe()
        forked = isinstance(context, ForkContext)
        words = (theirs, ours if forked else None, self.work, self.seconds, self.megabytes)
        self._process = context.Process(target=_serve, args=words, daemon=True)
        self._process.start()
        theirs.close()
        self._pipe, self._owner = ours, os.getpid()
        return ours


def _context() -> "ForkContext | SpawnContext":
    """A fork has everything loaded, but a process of several threads (a Jupyter server) must not be forked."""
    if threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _serve(  # in the other process
    pipe: Connection, other_end: Connection | None, work: Callable[..., object], seconds: float, megabytes: int
) -> None:
    if other_end is not None:
        other_end.close()  # else nobody would hear of our parent's end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent ends us
    _limit_memory(megabytes)
    while True:
        try:
            args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        _limit_time(seconds)
        try:
            answer: tuple[object, str | None] = work(*args, **kwargs), None
        except MemoryError:
            answer = None, MemoryError.__name__
        except Exception as error:  # noqa: BLE001  # told to our parent, whatever it is
            answer = None, repr(error)[:500]
        with contextlib.suppress(OSError):
            pipe.send(answer)


def _limit_time(seconds: float) -> None:
    """So many seconds of processor time from now on; then the system ends this process."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _limit_memory(megabytes: int) -> None:
    """So much more memory than this process has now; beyond it Python raises MemoryError."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
