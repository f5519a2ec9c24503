"""Methods in which one thread is at a time: for objects that follow what comes, instead of looking it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Locked(Protocol):
    """Has the lock of its methods."""

    lock: RLock


P = ParamSpec("P")
T = TypeVar("T")
Owner = TypeVar("Owner", bound=Locked)


def one_at_a_time(method: Callable[Concatenate[Owner, P], T]) -> Callable[Concatenate[Owner, P], T]:
    """Have one thread at a time in a method, and in all others of its object that are made so."""

    @wraps(method)
    def locked(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.lock:
            return method(self, *args, **kwargs)

    return locked
