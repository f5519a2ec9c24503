"""The texts of the program that a catalogue translates, found in its source: what a translator is given.

What is said by ``say``, ``say_as``, ``count``, ``tr``, a ``Phrase``, ``Said`` or an error is a text where it is a literal,
and where it is a name, what stands under that name: in the function, in the module, or in the module that it comes from.
All texts in the tables of the words room are texts, whatever says them.
"""

from __future__ import annotations

import ast
import gc
from collections import ChainMap, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORDS, COMMANDS = "reviewer/desk/words/", "reviewer/cli/"
TABLES = {
    "OF_QT",
    "MONTHS",
    "SHORT_MONTHS",
    "_REMEDY",
    "WHY",
    "PLACES",
    "EXPECTED",
    "PATTERNS",
    "_TOLD",
    "_WRONG",
    "OF_CLICK",
    "OF_CLICK_COUNTED",
    "SYSTEM_FAULTS",
    "_INSIDE",
    "_SORTS",
    "_LENGTHS",
    "KINDS_OF_VALUE",
}
"""Names of tables outside the words room, or of plain texts in it, that hold texts only."""
SAYING: Mapping[str, tuple[int, ...]] = {
    "say": (0,), "tr": (0,), "Phrase": (0,), "Fault": (0, 1), "complain": (2, 3), "unknown": (0,), "cannot": (1,),
    "_faults": (2,), "_unknown": (2,), "_note": (0,), "notice": (0,), "_chained": (1,),
}  # fmt: skip
"""Which arguments of a call are texts."""
ENDING = "Error"
"""What the names of errors end with; their first two arguments are texts."""
FOREIGN = {
    "ValueError", "TypeError", "KeyError", "RuntimeError", "OSError", "AssertionError", "AttributeError", "ProblemError",
    "PassageError", "StoppedError", "RefusalError", "PackError", "SecurityError", "TemplateSyntaxError",
}  # fmt: skip
"""Errors that carry no sentence for a person, or a value."""
MEANINGS = {"SHORT_MONTHS": "short name of a month", "STATES": "state in a listing"}
"""Tables of words that are written alike for several meanings in English, with the meaning that these have."""
COLUMN = "head of a column"
_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
"""Where statements hold others; no expression gives a name a value that lasts."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text, its form for several ("" where there is one), its meaning where English has one word for several."""

    text: str
    many: str = ""
    meaning: str = ""


@dataclass(slots=True)
class Module:
    """A module's path from the root, its tree, its names' values, and for each node the function that it is in."""

    path: str
    tree: ast.Module
    values: dict[str, ast.expr] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, path: Path) -> Module:
        """Read one."""
        made = cls(path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for step in made.tree.body:
            made.values |= _assigned(step)
        return made


def messages(root: Path) -> dict[Message, tuple[str, ...]]:
    """Return the program's texts, sorted, and the files that each stands in; ``root`` is the project's folder."""
    paths = (*sorted((root / "reviewer").rglob("*.py")), *root.glob("main.py"))
    collects = gc.isenabled()
    gc.disable()  # trees have no circles, and looking for some again and again takes longer than all else
    try:
        return _messages([Module.of(root, path) for path in paths])
    finally:
        if collects:
            gc.enable()


def _messages(modules: Sequence[Module]) -> dict[Message, tuple[str, ...]]:
    shared: dict[str, ast.expr] = {}
    for module in modules:
        shared |= {name: value for name, value in module.values.items() if name.isupper()}
    messages_at: dict[Message, set[str]] = {}
    for module in modules:
        commands = _told_by_commands(module, shared) if module.path.startswith(COMMANDS) else ()
        for message in (*_called(module, shared), *_tabled(module), *commands):
            messages_at.setdefault(message, set()).add(module.path)
    plural = {message.text for message in messages_at if message.many}
    return {
        message: tuple(sorted(messages_at[message]))
        for message in sorted(messages_at)
        if message.many or message.meaning or message.text not in plural
    }


def _called(module: Module, shared: dict[str, ast.expr]) -> Iterator[Message]:
    """Yield the texts that are said by a call."""
    for scope, call in calls_in(module.tree):
        names = ChainMap(scope, module.values, shared)
        name, given = name_of(call.func), call.args
        if name == "count" or (name == "counted" and "Phrase" in ast.unparse(call.func)):
            pairs = [list(_texts(each, names)) for each in given[:2]]
            yield from (
                (Message(one, many) for one, many in zip(*pairs, strict=False)) if len(pairs) > 1 else ()
            )
        elif name == "say_as" and len(given) > 1:
            yield from (
                Message(text, meaning=meaning)
                for meaning in _texts(given[0], names)
                for text in _texts(given[1], names)
            )
        elif name == "Said":
            yield from _said(call, names)
        else:
            wanted = SAYING.get(name, (0, 1) if name.endswith(ENDING) and name not in FOREIGN else ())
            for place in wanted:
                if place < len(given):
                    yield from map(Message, _texts(given[place], names))


def _said(call: ast.Call, names: Mapping[str, ast.expr]) -> Iterator[Message]:
    named = {key.arg: key.value for key in call.keywords}
    what = "".join(_texts(call.args[0], names))
    many = "".join(_texts(named["many"], names)) if "many" in named else ""
    remedy = call.args[1] if len(call.args) > 1 else named.get("remedy")
    yield from (Message(each, many) for each in [what] if each)
    if remedy is not None:
        yield from map(Message, _texts(remedy, names))


def _tabled(module: Module) -> Iterator[Message]:
    """Yield the texts of a module's tables: pairs whose texts both count are one text with two forms."""
    for name, value in module.values.items():
        table = _inside(value)
        if module.path.endswith("language_names.py") and name == "_TABLE" and isinstance(table, ast.Constant):
            pairs = (pair.partition("=") for pair in str(table.value).split(";"))
            yield from (Message(" ".join(language.split())) for _tag, _, language in pairs if language)
        elif name in MEANINGS:
            yield from (Message(text, meaning=MEANINGS[name]) for text in _texts(table, {}))
        elif name in TABLES or (module.path.startswith(WORDS) and isinstance(table, ast.Dict)):
            yield from _of_table(table, module.values)


def _told_by_commands(module: Module, shared: dict[str, ast.expr]) -> Iterator[Message]:
    """Yield what commands tell of their use: their docstrings by paragraphs, what their options do, and heads of columns."""
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef) and any(map(_makes_command, function.decorator_list)):
            paragraphs = (ast.get_docstring(function) or "").split("\n\n")
            yield from (Message(" ".join(paragraph.split())) for paragraph in paragraphs)
    for scope, call in calls_in(module.tree):
        name, named = name_of(call.func), {key.arg: key.value for key in call.keywords}
        if name in {"option", "version_option", "argument"}:
            given = [named[key] for key in ("help", "metavar") if key in named]
            yield from (Message(text) for each in given for text in _texts(each, {}))
        if name == "argument" and "metavar" not in named:
            yield from (Message(text.upper()) for text in _texts(call.args[0], {}))
        if name == "listing" and len(call.args) > 1:
            columns = _texts(call.args[1], ChainMap(scope, module.values, shared))
            yield from (Message(column.replace("_", " "), meaning=COLUMN) for column in columns)


def _makes_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and name_of(decorator.func) in {"command", "group"}


def _of_table(table: ast.expr, names: Mapping[str, ast.expr]) -> Iterator[Message]:
    values: Sequence[ast.expr] = [table]
    if isinstance(table, ast.Dict):
        values = table.values
    elif isinstance(table, ast.Tuple | ast.Set | ast.List):
        values = table.elts
    for value in values:
        if isinstance(value, ast.Call):
            continue  # its texts are those of the call
        texts = list(_texts(value, names))
        if len(texts) == len(("one", "many")) and all("{n" in text for text in texts):
            yield Message(*texts)
        else:
            yield from map(Message, texts)


def _texts(node: ast.expr, names: Mapping[str, ast.expr], depth: int = 4) -> Iterator[str]:
    """Yield the texts that an expression can be."""
    match node:
        case ast.Constant(value=str(text)) if any(letter.isalpha() for letter in text):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _all([body, other], names, depth)
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            yield from _all(parts, names, depth)
        case ast.Dict(values=parts):
            yield from _all(parts, names, depth)
        case ast.Name(id=name) if name in names and depth:
            yield from _texts(_inside(names[name]), names, depth - 1)
        case ast.Subscript(value=value):
            yield from _texts(value, names, depth)
        case ast.JoinedStr(values=parts):
            yield from _joined(parts, names, depth)
        case _:
            pass


def _joined(parts: Sequence[ast.expr], names: Mapping[str, ast.expr], depth: int) -> Iterator[str]:
    """Yield a text that is put together of literals and of names of literals; none where a part is known only later."""
    known: list[str] = []
    for part in parts:
        inner = part.value if isinstance(part, ast.FormattedValue) else part
        texts = (
            list(_texts(inner, names, depth)) if not isinstance(inner, ast.Constant) else [str(inner.value)]
        )
        if len(texts) != 1:
            return
        known += texts
    yield "".join(known)


def _all(parts: Sequence[ast.expr], names: Mapping[str, ast.expr], depth: int) -> Iterator[str]:
    for part in parts:
        yield from _texts(part, names, depth)


def calls_in(tree: ast.AST) -> Iterator[tuple[dict[str, ast.expr], ast.Call]]:
    """Yield every call, in the order of the source, with what the names of the function around it stand for."""
    left: list[tuple[ast.AST, dict[str, ast.expr]]] = [(tree, {})]
    while left:
        node, scope = left.pop()
        if isinstance(node, ast.Call):
            yield scope, node
        inner = _names_in(node, scope) if isinstance(node, ast.FunctionDef) else scope
        left += [(child, inner) for child in reversed(_parts(node))]


def _parts(node: ast.AST) -> list[ast.AST]:
    """Return what a node is made of, but for whether a name is read or set: as ``ast.iter_child_nodes``, in less time."""
    parts: list[ast.AST] = []
    for name in () if isinstance(node, ast.Name | ast.Constant) else node._fields:
        part = getattr(node, name, None)
        if isinstance(part, list):
            parts += [each for each in part if isinstance(each, ast.AST)]
        elif isinstance(part, ast.AST) and not isinstance(part, ast.expr_context):
            parts.append(part)
    return parts


def _names_in(function: ast.FunctionDef, scope: dict[str, ast.expr]) -> dict[str, ast.expr]:
    """Return the scope with the names that a function gives a value; one that has several can be any of these."""
    inner = {**scope}
    left: deque[ast.AST] = deque(function.body)
    while left:
        step = left.popleft()
        for block in _BLOCKS:
            left += getattr(step, block, ())
        for name, value in _assigned(step).items():
            before = None if name in scope else inner.get(name)
            inner[name] = value if before is None else ast.Tuple([before, value], ast.Load())
    return inner


def _assigned(step: ast.AST) -> dict[str, ast.expr]:
    """Return the names that a statement gives a value, tuples taken apart."""
    match step:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return {name: value}
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return {name: value}
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
            pairs = _pairs(names, value)
            return {name.id: each for name, each in pairs if isinstance(name, ast.Name)}
        case _:
            return {}


def _pairs(names: Sequence[ast.expr], value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    match value:
        case ast.Tuple(elts=values) if len(values) == len(names):
            yield from zip(names, values, strict=True)
        case ast.IfExp(body=ast.Tuple(elts=ones), orelse=ast.Tuple(elts=others)) if len(ones) == len(names):
            for name, one, other in zip(names, ones, others, strict=False):
                yield name, ast.IfExp(value.test, one, other)
        case _:
            pass


def _inside(value: ast.expr) -> ast.expr:
    """Return the table within ``MappingProxyType(…)`` or ``frozenset(…)``."""
    if (
        isinstance(value, ast.Call)
        and name_of(value.func) in {"MappingProxyType", "frozenset"}
        and value.args
    ):
        return value.args[0]
    return value


def name_of(function: ast.expr) -> str:
    """Return what a called function is called by, without what it belongs to; "" where it has no name."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
