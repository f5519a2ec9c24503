"""Python's collector keeps still for as long as anybody counts on that, whoever leaves first."""

from __future__ import annotations

import gc

from reviewer.model.uncollected import uncollected


def test_who_leaves_first_does_not_end_the_rest_of_who_came_later() -> None:
    """A join's thread and the window's: the window puts a sheet on while records are taken in, and is not done when these are."""
    was = gc.isenabled()
    gc.enable()
    try:
        records, sheet = uncollected(), uncollected()
        records.__enter__()
        sheet.__enter__()
        records.__exit__(None, None, None)
        assert not gc.isenabled()
        sheet.__exit__(None, None, None)
        assert gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()


def test_where_it_kept_still_before_it_does_so_after() -> None:
    was = gc.isenabled()
    gc.disable()
    try:
        with uncollected(), uncollected():
            pass
        assert not gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
