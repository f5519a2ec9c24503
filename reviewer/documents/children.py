"""How a child process of ours is started: by this interpreter, or by the bundled program itself.

A bundled program has no interpreter beside it that could be given code: it starts itself, and its first words say which
child it is to be (``main.py`` looks at them before anything else). Either way the last word is the child's JSON, whose
``path`` is where it imports from.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

MODULES = MappingProxyType({
    "reader": "reviewer.documents.reader.child",
    "office": "reviewer.documents.office.launch",
})  # fmt: skip
"""What each child runs: the module's ``main`` is given the JSON."""

CHILD = "--child"
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1])['path']; from {module} import main; main(sys.argv[1])"


def is_bundled() -> bool:
    """Tell whether this is the bundled program (PyInstaller's word for it is frozen)."""
    return bool(getattr(sys, "frozen", False))


def command(child: str) -> list[str]:
    """Return the words that start *child*, a name of ``MODULES``; its JSON is to follow."""
    if is_bundled():
        return [_program(), CHILD, child]
    # -I and -S: no environment, no site, no .pth; the path is ours. -B: it may write no file.
    return [sys.executable, "-I", "-S", "-B", "-c", _START.format(module=MODULES[child])]


def _program() -> str:
    """Return the bundled program that a child can be: on Windows one without a console has no standard input to be spoken to by."""
    return str(Path(sys.executable).with_name("reviewer.exe")) if sys.platform == "win32" else sys.executable


def run(child: str, argument: str) -> None:
    """Be a child of the bundled program; *argument* is its JSON."""
    sys.path[:] = json.loads(argument)["path"]
    import_module(MODULES[child]).main(argument)


def bundle() -> list[str]:
    """Return the places of the bundled program's code: the modules are in the program, their libraries in its folder."""
    if is_bundled() and sys.platform == "darwin":  # Contents: what is in one folder of it leads into another
        return [str(Path(sys.executable).resolve().parents[1])]
    return [sys.executable, str(getattr(sys, "_MEIPASS", ""))] if is_bundled() else []
