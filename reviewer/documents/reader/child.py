"""The child's side: takes requests, runs handlers, hands back plain data. See the package's docstring."""

from __future__ import annotations

import errno
import gc
import json
import mmap
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from reviewer.documents.reader import cage, system, wire
from reviewer.documents.reader.cage import Cage
from reviewer.documents.reader.shared import SharedMemory
from reviewer.documents.reader.values import RefusalError

Handler = Callable[[mmap.mmap | bytes, dict[str, Any]], tuple[dict[str, Any], Any]]


class Child:
    """Answers requests until the link closes."""

    def __init__(
        self,
        link: socket.socket,
        memory: SharedMemory,
        handlers: dict[str, str],
        kept_by: Cage,
        work: float = 0.0,
    ) -> None:
        """Keep the link to the parent, the memory for payloads, where each op's handler is, and the system's cage.

        ``work`` is how long one answer may take, in seconds at work; 0: as long as it likes.
        """
        self._kept_by, self._work = kept_by, work
        self._link = link
        self._memory = memory
        self._handlers = handlers
        self._loaded: dict[str, Handler] = {}
        self._data: mmap.mmap | bytes = b""

    def serve(self, facts: dict[str, int], warm: list[str]) -> None:
        """Say what cage it is in, get ready for the ops *warm*, then answer until the parent is gone.

        Their handlers are brought in, and what their modules do in ``warm_up`` is done.
        """
        wire.send(self._link, {"ready": True, "cage": facts})
        for op in warm:
            with suppress(Exception):  # said when it is asked for
                self._handler(op)
        for name in dict.fromkeys(
            self._handlers[op].partition(":")[0] for op in warm if op in self._handlers
        ):
            with suppress(Exception):  # what fails here fails, and is said, when a page is asked for
                getattr(import_module(name), "warm_up", bool)()
        while True:
            try:
                request, descriptor = wire.receive(self._link)
                handed = self._kept_by.handed(request, descriptor)
                if self._work:
                    self._kept_by.allow_work(self._work)
                answer = self._answer(request, handed)
                if self._work:
                    self._kept_by.allow_work(0)
                wire.send(self._link, answer)
            except wire.ClosedError:
                return

    def _answer(self, request: dict[str, Any], descriptor: int | None) -> dict[str, Any]:
        try:
            self._take(request["file"], descriptor)
            result, payload = self._handler(request["op"])(self._data, request["args"])
            return self._reply(result, memoryview(payload).cast("B"))
        except RefusalError as refusal:
            return {"refused": refusal.problem.packed()}
        except MemoryError:
            return {"memory": True}
        except OSError as error:
            return {"memory": True} if error.errno == errno.ENOMEM else {"broken": str(error)[:500]}
        except BaseException as error:  # noqa: BLE001  # Rust's panics are no Exception; all of it is the file's doing
            return {"broken": f"{type(error).__name__}: {error}"[:500]}

    def _take(self, file: str, descriptor: int | None) -> None:
        if file == "same":
            return
        self._data = b""
        if descriptor is not None:
            try:
                if os.fstat(descriptor).st_size:
                    self._data = mmap.mmap(descriptor, 0, access=mmap.ACCESS_COPY)
            except OSError as error:
                raise MemoryError from error
            finally:
                os.close(descriptor)

    def _handler(self, op: str) -> Handler:
        if op not in self._loaded:
            module, _, name = self._handlers[op].partition(":")
            self._loaded[op] = getattr(import_module(module), name)
        return self._loaded[op]

    def _reply(self, result: dict[str, Any], payload: memoryview) -> dict[str, Any]:
        if len(payload) > self._memory.size:
            raise MemoryError
        self._memory.write(payload)
        return {"ok": result, "payload": len(payload)}


def main(argument: str) -> None:
    """Run the child; *argument* is the JSON that ``process.ChildProcess`` wrote."""
    start = json.loads(argument)
    handlers: dict[str, str] = start["handlers"]
    # The cage leaves it no look at the file system but in known places: what needs another one comes before.
    kept_by = system.of_this_system()
    link, memory = kept_by.join(start)
    readable = (*start["readable"], *_packages((__name__, *handlers.values())))
    terms = cage.Terms(start["memory"], start["files"], start["niceness"], readable, start)
    facts = kept_by.enter(terms)
    gc.freeze()
    # Large results are made of many small values; looking through them is a tenth of the time.
    gc.set_threshold(100_000)
    Child(link, memory, handlers, kept_by, start["work"]).serve(facts, start["warm"])
    os._exit(0)


def _packages(modules: Iterable[str]) -> Iterator[str]:
    """Import the top packages of what is named, by which their modules are found later; yields their folders.

    Not the folder that holds a package: that may be anything, a home folder too.
    """
    for name in dict.fromkeys(module.partition(":")[0].partition(".")[0] for module in modules):
        with suppress(ImportError):  # said when the handler is asked for
            yield from getattr(import_module(name), "__path__", ())
