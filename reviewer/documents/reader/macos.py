"""The cage on macOS: the limits of POSIX and the system's sandbox. Written by its documentation, not tried on such a machine.

``sandbox_init`` with a profile in its own language is marked as deprecated and is what the large browsers use for their own
readers all the same. The last rule that fits decides. The profile forbids the network, other programs and processes,
writing, and reading in the places where people's files are; what the child holds open already (the link, the document, the
shared memory) stays usable, since only opening is judged. Limits on address space are accepted by macOS and not kept.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterable

from reviewer.documents.reader.cage import Terms

if sys.platform != "win32":
    from reviewer.documents.reader.posix import PosixCage

assert sys.platform != "win32"  # noqa: S101 # what follows is there on POSIX only, and checked for it only

_LIBRARY = "/usr/lib/libSystem.B.dylib"
_PEOPLES = ("/Users", "/Volumes", "/private/tmp", "/private/var/folders", "/private/var/tmp", "/private/etc")


class MacCage(PosixCage):
    """See ``cage.Cage``."""

    def enter(self, terms: Terms) -> dict[str, int]:
        """Take the limits on, then the sandbox's profile."""
        facts = super().enter(terms)
        return {**facts, "sandbox": int(_confine(profile(terms.readable)))}


def profile(readable: Iterable[str]) -> str:
    """Return the rules: all that is not forbidden is allowed, and *readable* although it may lie among people's files."""
    places = [f"(subpath {_quoted(place)})" for place in _PEOPLES]
    code = [f"(subpath {_quoted(place)})" for place in readable]
    return "\n".join(
        (
            "(version 1)",
            "(allow default)",
            "(deny network*)",
            "(deny file-write*)",
            "(deny process-fork)",
            "(deny process-exec*)",
            "(deny signal (target others))",
            f"(deny file-read-data {' '.join(places)})",
            *([f"(allow file-read-data {' '.join(code)})"] if code else []),
        )
    )


def _quoted(place: str) -> str:
    return json.dumps(place, ensure_ascii=False)  # the profile's strings are escaped as JSON's are


def _confine(rules: str) -> bool:
    """Ask the system to keep this process to *rules*; tells whether it does."""
    try:
        init = ctypes.CDLL(_LIBRARY).sandbox_init
    except (OSError, AttributeError):
        return False
    error = ctypes.c_char_p()
    return bool(init(rules.encode(), ctypes.c_uint64(0), ctypes.byref(error)) == 0)
