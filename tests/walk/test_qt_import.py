"""Qt for Python is brought in by half, and nobody notices: whoever calls a method wrongly is told what it takes, as ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_WRONG = """
import functools, inspect, sys, threading
if sys.argv[1:]:
    from reviewer.ui.qt_import import LATER, bring_in_qt
    bring_in_qt()
    inspect.getmodule(lambda: None)  # asks each module that there is for its file
    functools.wraps(dict.keys)(lambda: None)  # asks a built-in method for its words, as Jinja2 does
    assert all("__file__" not in vars(sys.modules[name]) for name in LATER)
from PySide6.QtWidgets import QApplication, QLabel, QWidget
application = QApplication([])
label = QLabel("")

def told(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

wrong = (
    lambda: label.setGeometry("wide", 1),
    lambda: QLabel(1, 2, 3),
    lambda: QWidget(nothing=True),
    lambda: QLabel.text.__doc__,
    lambda: label.nothing,
)
from PySide6.support.signature import get_signature, layout, parser
at_once = [None] * 4
threads = [threading.Thread(target=lambda i=i: at_once.__setitem__(i, told(lambda: layout.formatannotation(int)))) for i in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(*at_once, *map(told, wrong), sep="\\n")
from PySide6.support.signature.lib import enum_sig, pyi_generator
print(get_signature(QLabel.setText), parser.__file__, pyi_generator.Writer.__name__)
print(told(lambda: parser.nothing), hasattr(enum_sig, "__path__"))
"""


def words_for_wrong_calls(root: Path, *how: str) -> str:
    """Return what a process says that calls methods of Qt's wrongly; with a word in ``how``, one that brings Qt in as the program does."""
    done = subprocess.run(
        [sys.executable, "-c", _WRONG, *how], cwd=root, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wrong_call_is_told_as_qt_for_python_tells_it(root: Path) -> None:
    plain = words_for_wrong_calls(root)
    assert plain.count("called with wrong argument types") == 2
    assert "setGeometry(x: int, y: int, w: int, h: int, /)" in plain
    assert words_for_wrong_calls(root, "put off") == plain
