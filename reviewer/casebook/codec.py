"""Content <-> the fields of a record's body. Storage itself never looks inside a body.

A kind's body version grows when its meaning changes. Reading takes the fields that it knows and leaves
the rest, so that an older program still shows what it understands of a newer one's records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, cast, get_args, get_origin, get_type_hints

from reviewer import model
from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class CasePart:
    """What an ``inspection`` or ``framework`` record holds: a part of the case, as validated (JSON values)."""

    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record that this program can't read: a newer one wrote it, or it is malformed. Carried whole.

    Whoever shares the folder can sign anything: what comes from there is never taken to be well formed.
    """

    kind: str
    version: int


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that is not what was signed: it keeps its place, and says nothing."""

    kind: str
    version: int


class InspectionPart(CasePart):
    """The part of the case that the founding ``inspection`` record holds."""

    __slots__ = ()


class FrameworkPart(CasePart):
    """The part of the case that a ``framework`` record holds."""

    __slots__ = ()


KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "person": model.Person,
        "member": model.Member,
        "retired": model.Retired,
        "inspection": InspectionPart,
        "framework": FrameworkPart,
        "receipt": model.Receipt,
        "included": model.Included,
        "version": model.Version,
        "evidence": model.Evidence,
        "search": model.Search,
        "seen": model.Seen,
        "transcribed": model.Transcribed,
        "verdict": model.Verdict,
        "category": model.Grade,
        "block": model.Block,
        "letter": model.Letter,
        "withdrawn": model.Withdrawn,
        "purge": model.Purge,
        "settled": model.Settled,
    }
)
_KIND_OF = MappingProxyType({type_: kind for kind, type_ in KINDS.items()})
VERSIONS: Mapping[str, int] = MappingProxyType(dict.fromkeys(KINDS, 1))
READS = sum(VERSIONS.values())
"""How much this program can read: larger in each that knows another kind or version."""


def kind_of(type_: type) -> str:
    """Return the record kind of a content's type; KeyError if contents of this type are not kept."""
    return _KIND_OF[type_]


def encode(content: object) -> dict[str, Any]:
    """Return a content's fields as JSON values: dates ISO, enumerations by value, tuples as lists."""
    if isinstance(content, CasePart):
        return dict(content.data)
    value = _plain(content)
    assert isinstance(value, dict)  # noqa: S101 - contents are dataclasses
    return value


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    msg = f"a {type(value).__name__} can't be kept in a record"
    raise TypeError(msg)


def decode(kind: str, version: int, data: object) -> object:
    """Return the content of a body's fields, or ``Unknown`` if this program can't read it.

    What comes back has the type that each field is declared with, all the way down.
    """
    type_ = KINDS.get(kind)
    if type_ is None or not isinstance(data, dict):
        return Unknown(kind, version)
    if issubclass(type_, CasePart):
        return type_(data)
    try:
        content: object = _reader(type_)(data)  # type: ignore[arg-type] # a class is hashable, whatever mypy makes of it
    except (KeyError, TypeError, ValueError):
        return Unknown(kind, version)
    return content if _is_possible(content) else Unknown(kind, version)


def is_newer(kind: str, version: int) -> bool:
    """Tell whether a record's body is of a version (or a kind) that this program does not know."""
    return version > VERSIONS.get(kind, 0)


def _is_possible(content: object) -> bool:
    """Tell whether numbers are ones that a person's act can have left."""
    match content:
        case model.Evidence(passage=passage):
            return 0 <= passage.start <= passage.end
        case model.Search(pages=pages):
            return pages >= 0
        case model.Letter(signed_at=at):
            return at >= 0
        case _:
            return True


_Read = Callable[[Any], Any]


@cache
def _reader(type_: type[Any]) -> _Read:
    """Compile a dataclass's reader once: resolving its type hints costs a thousand times a reading."""
    hints = get_type_hints(type_)
    plan = [
        (one.name, _value_reader(hints[one.name]), one.default is MISSING and one.default_factory is MISSING)
        for one in fields(type_)
    ]

    def read(data: Any) -> Any:
        _checked(data, dict)
        values = {name: take(data[name]) for name, take, needed in plan if needed or name in data}
        return type_(**values)

    return read


def _value_reader(hint: Any) -> _Read:
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        each = _value_reader(get_args(hint)[1])
        return lambda value: MappingProxyType({key: each(one) for key, one in _checked(value, dict).items()})
    if is_dataclass(hint) and isinstance(hint, type):
        return _reader(hint)
    if issubclass(hint, StrEnum):
        return cast("_Read", hint)
    if hint is date:
        return date.fromisoformat
    return _of_type(hint)


def _of_type(type_: type) -> _Read:
    """Return the reader of a value that stands as it is: most are, so it is one call."""

    def read(value: Any) -> Any:
        if type(value) is not type_:  # bool is an int to Python, never to us
            raise TypeError
        return value

    return read


def _tuple_reader(items: tuple[Any, ...]) -> _Read:
    item = _value_reader(items[0])
    if items[-1] is Ellipsis:
        return lambda value: tuple(item(one) for one in _checked(value, list))
    each = [_value_reader(hint) for hint in items]
    return lambda value: tuple(take(one) for take, one in zip(each, _checked(value, list), strict=True))


def _checked(value: Any, type_: type) -> Any:
    if type(value) is not type_:  # bool is an int to Python, never to us
        raise TypeError
    return value
