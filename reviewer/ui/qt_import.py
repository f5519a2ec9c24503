"""Qt for Python, brought in without what no window needs of it, and with Python's own import once it is there: decisions 0050 and 0092."""

from __future__ import annotations

import builtins
from importlib import machinery
from importlib.machinery import ModuleSpec
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import Loader
    from types import ModuleType

LATER = frozenset(
    f"shibokensupport.signature.{name}"
    for name in ("layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "parser")
)
"""Modules by which Qt for Python says what a method takes, to whom called it wrongly or writes stubs of it: it has them in itself as text, and compiles
them and their patterns at each start. Two others come at once: what tells errors has a say in whatever built-in method is asked for its words, as libraries
do that come with the first letter, and what maps types is read from beneath Python, where nobody can be asked first."""


def bring_in_qt() -> None:
    """Import ``PySide6.QtCore``, which the first import of anything of Qt's does, but what is for ``LATER`` when something of it is first asked for.

    The specs of its own modules are made by the name that ``importlib`` has for them. Where a version of it does otherwise, all comes at once, as it does for others.
    """
    machinery.ModuleSpec = _Spec  # type: ignore[misc]
    try:
        import PySide6.QtCore  # noqa: F401 - what it brings in is what it is for
    finally:
        machinery.ModuleSpec = ModuleSpec  # type: ignore[misc]
    _import_as_python_does()


def _import_as_python_does() -> None:
    """Put back the import that Qt for Python keeps beside its own.

    Its own reads the source of each module that comes after Qt, and asks at each import statement whether it is ``from __feature__
    import``, which gives Qt's methods other names. No module of this program has that.
    """
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)


class _Spec(ModuleSpec):
    def __init__(self, name: str, loader: Loader | None, **more: Any) -> None:
        super().__init__(name, loader, **more)
        if loader is not None and name in LATER:
            self.loader = cast("Loader", _LaterLoader(loader))


class _LaterLoader:
    """Stands for the loader of a module that is executed when something of it is first asked for, by whichever thread."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._name = ""
        self._lock = RLock()  # the module may ask itself while it is executed
        self._is_begun = False

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty, with what Python asks for names that are not there."""
        self._name = module.__name__

        def ask(name: str) -> object:
            if name.startswith("__"):  # who only looks what modules there are asks for its file, or its path
                raise AttributeError(name)
            with self._lock:
                self._execute(module)
            try:
                return vars(module)[name]
            except KeyError:
                raise AttributeError(f"module {self._name!r} has no attribute {name!r}") from None

        vars(module)["__getattr__"] = ask

    def _execute(self, module: ModuleType) -> None:
        """Execute it under the name by which its loader knows it: Qt for Python has given it another one since."""
        if self._is_begun:
            return
        spec = module.__spec__
        assert spec is not None  # noqa: S101 - it came by one
        other, spec.name = spec.name, self._name
        self._is_begun = True
        try:
            self._loader.exec_module(module)
        finally:
            spec.name = other
