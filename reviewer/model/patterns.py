"""``pattern``, for patterns of modules that a window brings in when it starts: each is compiled when it is first used.

A first sight uses hardly any of them, and each takes 0.1 to 1 ms. To type checkers it is ``re.compile``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

__all__ = ["pattern"]

if TYPE_CHECKING:
    from re import compile as pattern
else:
    from typing import Any

    _NAMES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))

    class _Late:
        """A pattern that is not compiled yet; from its first use on it has the compiled one's methods."""

        def __init__(self, source: str | bytes, flags: int) -> None:
            self._source, self._flags = source, flags

        def __getattr__(self, name: str) -> Any:
            if name not in _NAMES:
                raise AttributeError(f"a pattern has no {name}")
            made = re.compile(self._source, self._flags)
            vars(self).update({each: getattr(made, each) for each in _NAMES})
            return getattr(made, name)

    def pattern(source: str | bytes, flags: int = 0) -> Any:
        """Return what is used as ``re.compile``'s answer is; re.error is raised at its first use."""
        return _Late(source, flags)
