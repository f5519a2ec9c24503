"""The statements of a module, without a look into the expressions, which are nearly all of its tree."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator

_HELD = ("body", "handlers", "orelse", "finalbody", "cases")


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield each statement, handler and case, however deep it stands, in the order of ``ast.walk``."""
    left: deque[ast.AST] = deque(tree.body)
    while left:
        found = left.popleft()
        yield found
        for field in _HELD:
            left += getattr(found, field, ())
