"""Runs what pyHanko has as coroutines, where they wait for nothing: neither a service is asked nor anything fetched."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine gives. An event loop would cost time, and needs calls that the reader's cage refuses.

    Raises RuntimeError if it waits for something after all.
    """
    try:
        work.send(None)
    except StopIteration as end:
        done: T = end.value
        return done
    work.close()
    message = "a signature waited for something"
    raise RuntimeError(message)
