"""``dataclass``, for frozen ones with slots, made in a third of the time: a window that starts makes a hundred of them.

``dataclasses`` compiles six methods for each class. Here the constructor alone is compiled, when the first value is made (half of
the classes have none yet when a window shows its first sight), and the others are closures over the class's fields. All else is ``dataclasses``' own: fields, slots, ``replace``, what a type checker knows. Any other sort of dataclass
is left to it.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from collections.abc import Callable, Sequence
    from operator import attrgetter
    from reprlib import recursive_repr
    from typing import Any

    def dataclass(cls: type | None = None, /, **how: Any) -> Any:
        """Return a dataclass, or what makes one; see ``dataclasses.dataclass``."""
        if cls is not None or how != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **how)
        return _frozen

    def _frozen(cls: type) -> type:
        own = {name for name, value in cls.__dict__.items() if (name, value) != ("__hash__", None)}
        cls.__doc__ = (
            cls.__doc__ or cls.__qualname__
        )  # else dataclasses asks inspect for a signature to say there
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
        fields = dataclasses.fields(made)
        params = made.__dataclass_params__
        params.init = params.repr = params.eq = params.frozen = (
            True  # as ``replace`` and subclasses ask for it
        )
        methods = {
            "__init__": _first_constructor(made, fields),
            "__repr__": _told(tuple(each.name for each in fields if each.repr)),
            **_compared(tuple(each.name for each in fields if each.compare)),
            "__setattr__": _no_setting,
            "__delattr__": _no_deleting,
            "__getstate__": lambda self: [getattr(self, each.name) for each in fields],
            "__setstate__": _state_of(tuple(each.name for each in fields)),
        }
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    def _first_constructor(cls: type, fields: Sequence[dataclasses.Field[Any]]) -> Callable[..., None]:
        """Return an ``__init__`` that compiles the one that takes its place, and makes the first value by it."""
        for each in fields:
            if each.kw_only:
                raise TypeError(f"{cls.__name__}.{each.name} is a field for dataclasses.dataclass")

        def init(self: object, /, *values: object, **named: object) -> None:
            cls.__init__ = compiled = _constructor(cls, fields)
            compiled(self, *values, **named)

        return init

    def _constructor(cls: type, fields: Sequence[dataclasses.Field[Any]]) -> Callable[..., None]:
        """Compile ``__init__``: the fields as parameters, in order, with their defaults."""
        names: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
        parameters, lines = ["self"], []
        for each in fields:
            value = name = each.name
            if each.default is not dataclasses.MISSING:
                names[f"_default_{name}"] = each.default
                parameter, made = f"{name}=_default_{name}", f"_default_{name}"
            elif each.default_factory is not dataclasses.MISSING:
                names[f"_make_{name}"] = each.default_factory
                parameter, made = f"{name}=_missing", f"_make_{name}()"
                value = f"{made} if {name} is _missing else {name}"
            else:
                parameter, made = name, ""
            if each.init:
                parameters.append(parameter)
                lines.append(f" _set(self, {name!r}, {value})")
            elif made:
                lines.append(f" _set(self, {name!r}, {made})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        text = f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass")
        exec(text, names)  # noqa: S102 - of names of fields alone, as dataclasses does
        constructor = names["__init__"]
        constructor.__annotations__ = {each.name: each.type for each in fields if each.init} | {
            "return": None
        }
        return constructor

    def _compared(names: Sequence[str]) -> dict[str, Callable[..., Any]]:
        held = (
            attrgetter(*names)
            if len(names) > 1
            else lambda self: tuple(getattr(self, name) for name in names)
        )

        def equal(self: object, other: object) -> bool:
            return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

        def hashed(self: object) -> int:
            return hash(held(self))

        return {"__eq__": equal, "__hash__": hashed}

    def _told(names: Sequence[str]) -> Callable[[object], str]:
        @recursive_repr()
        def represented(self: object) -> str:
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        return represented

    def _no_setting(_self: object, name: str, _value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _no_deleting(_self: object, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _state_of(names: Sequence[str]) -> Callable[[object, Sequence[Any]], None]:
        def put(self: object, state: Sequence[Any]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        return put
