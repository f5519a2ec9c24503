"""``dataclass``, for frozen ones, made in a fifth of the time: a window that starts makes a hundred of them.

``dataclasses`` makes each class twice and compiles six methods for it. Here a class is made once, its methods are closures over its
fields, and the constructor is compiled when so many values were made that compiling pays: half of the classes have no value yet when a
window shows its first sight, and most of the others a few. Fields, what copies and packs values, and what a type checker knows are
``dataclasses``' own. Any other sort of dataclass is left to it.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import MISSING, Field, field
    from operator import attrgetter
    from reprlib import recursive_repr
    from typing import Any

    UNCOMPILED = 20
    """Values that are made one by one before the constructor is compiled, which takes as long as some forty of them."""
    _put = object.__setattr__

    class _Sample:
        """A dataclass, for what marks one: only ``dataclasses`` can make that."""

        one: int

    _sample = dataclasses.dataclass(_Sample, init=False, repr=False, eq=False)
    _IS_FIELD = _sample.__dataclass_fields__["one"]._field_type  # noqa: SLF001 - by it ``fields`` tells what is one
    _PARAMS = _sample.__dataclass_params__
    _PARAMS.init = _PARAMS.repr = _PARAMS.eq = _PARAMS.frozen = True

    def dataclass(cls: type | None = None, /, **how: Any) -> Any:
        """Return a dataclass, or what makes one; see ``dataclasses.dataclass``."""
        if cls is None and how == {"frozen": True, "slots": True}:
            return _with_slots
        return _frozen if cls is None and how == {"frozen": True} else dataclasses.dataclass(cls, **how)

    def _with_slots(cls: type) -> type:
        """Return the class anew, with slots for its fields: they cannot be given to one that is there."""
        every = _fields_of(cls)
        left = {*every, "__dict__", "__weakref__"}
        own = {name: value for name, value in vars(cls).items() if name not in left}
        there = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
        own["__slots__"] = tuple(name for name in every if name not in there)
        made = type(cls)(cls.__name__, cls.__bases__, {**_states_of(tuple(every)), **own})
        made.__qualname__ = cls.__qualname__
        return _completed(made, every)

    def _frozen(cls: type) -> type:
        """Return the class itself, whose values have a dictionary, as for a property that is worked out once."""
        every = _fields_of(cls)
        for each in every.values():
            if isinstance(vars(cls).get(each.name), Field):
                if each.default is MISSING:
                    delattr(cls, each.name)
                else:
                    setattr(cls, each.name, each.default)
        return _completed(cls, every)

    def _completed(cls: type, every: Mapping[str, Field[Any]]) -> type:
        """Put the methods into a class that has none of its own by their names."""
        fields = tuple(every.values())
        cls.__dataclass_fields__, cls.__dataclass_params__ = every, _PARAMS
        methods = {
            "__init__": _first_constructor(cls, fields),
            "__match_args__": tuple(each.name for each in fields if each.init),
            "__repr__": _told(tuple(each.name for each in fields if each.repr)),
            **_compared(tuple(each.name for each in fields if each.compare)),
            "__setattr__": _no_setting,
            "__delattr__": _no_deleting,
        }
        for name, method in methods.items():
            if vars(cls).get(name) is None:  # __hash__ is, where a class says what it is equal to
                setattr(cls, name, method)
        return cls

    def _states_of(names: Sequence[str]) -> dict[str, Any]:
        """Return how a value without a dictionary is packed, and put together again."""

        def put(self: object, state: Sequence[Any]) -> None:
            for name, value in zip(names, state, strict=True):
                _put(self, name, value)

        return {"__getstate__": lambda self: [getattr(self, name) for name in names], "__setstate__": put}

    # --- fields ---------------------------------------------------------------------------------------

    def _fields_of(cls: type) -> dict[str, Field[Any]]:
        """Return the fields by name, those of the bases first; TypeError or ValueError where ``dataclasses`` would raise it."""
        fields: dict[str, Field[Any]] = {}
        for base in cls.__mro__[-1:0:-1]:
            if hasattr(base, "__dataclass_fields__"):
                if not base.__dataclass_params__.frozen:
                    raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
                fields |= base.__dataclass_fields__
        for name, kind in vars(cls).get("__annotations__", {}).items():
            sort = str(kind).partition("[")[0]
            if sort.endswith(("InitVar", "KW_ONLY")):
                raise TypeError(f"{cls.__name__}.{name} is for dataclasses.dataclass")
            if not sort.endswith("ClassVar"):
                fields[name] = _field_of(cls, name, kind)
        return fields

    def _field_of(cls: type, name: str, kind: object) -> Field[Any]:
        given = vars(cls).get(name, MISSING)
        made = given if isinstance(given, Field) else field(default=given)
        if made.kw_only is True:
            raise TypeError(f"{cls.__name__}.{name} is a field for dataclasses.dataclass")
        if made.default is not MISSING and type(made.default).__hash__ is None:
            raise ValueError(f"mutable default of {cls.__name__}.{name}: use default_factory")
        made.name, made.type, made.kw_only, made._field_type = name, kind, False, _IS_FIELD  # noqa: SLF001 - as above
        return made

    # --- the constructor ------------------------------------------------------------------------------

    def _first_constructor(cls: type, fields: Sequence[Field[Any]]) -> Callable[..., None]:
        """Return an ``__init__`` that makes a few values one by one, then compiles the one that takes its place."""
        names = tuple(each.name for each in fields if each.init)
        checks = hasattr(cls, "__post_init__")
        left = UNCOMPILED

        def init(self: object, /, *values: object, **named: object) -> None:
            nonlocal left
            left -= 1
            given = dict(zip(names, values, strict=False))
            twice = len(values) > len(names) or not given.keys().isdisjoint(named)
            given |= named
            if left < 0 or twice or not _filled(self, fields, given):
                cls.__init__ = compiled = _constructor(cls, fields)
                compiled(self, *values, **named)
            elif checks:
                self.__post_init__()

        return init

    def _filled(self: object, fields: Sequence[Field[Any]], given: dict[str, object]) -> bool:
        """Give a value what its fields are to hold; tell whether nothing is lacking and nothing was left over."""
        for each in fields:
            name = each.name
            if each.init and name in given:
                _put(self, name, given.pop(name))
            elif each.default is not MISSING:
                _put(self, name, each.default)
            elif each.default_factory is not MISSING:
                _put(self, name, each.default_factory())
            elif each.init:
                return False
        return not given

    def _constructor(cls: type, fields: Sequence[Field[Any]]) -> Callable[..., None]:
        """Compile ``__init__``: the fields as parameters, in order, with their defaults."""
        names: dict[str, Any] = {"_set": _put, "_missing": MISSING}
        parameters, lines = ["self"], []
        for each in fields:
            value = name = each.name
            if each.default is not MISSING:
                names[f"_default_{name}"] = each.default
                parameter, made = f"{name}=_default_{name}", f"_default_{name}"
            elif each.default_factory is not MISSING:
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

    # --- the other methods ----------------------------------------------------------------------------

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
