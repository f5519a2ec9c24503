"""Jinja2 for wording: a sandbox with few filters, strict names, and errors that give the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Template, TemplateSyntaxError, Undefined, meta, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.parser import Parser
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reviewer.errors import Phrase, WordingError
from reviewer.wording.escape import escape
from reviewer.wording.lists import day, joined, sentence_case
from reviewer.wording.parsed import check_nodes, node_faults
from reviewer.wording.template_names import InFirst, Named, Sentences, marked, missing_fact

if TYPE_CHECKING:
    from reviewer.wording.template_source import Source, Words

FILTERS = frozenset((
    "abs", "capitalize", "count", "d", "default", "first", "int", "items", "join", "last", "length", "list",
    "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "select", "selectattr", "sort",
    "string", "sum", "title", "trim", "unique", "upper",
))  # fmt: skip
"""Jinja2's filters that change text and lists; those that mark text as safe, or are random, are left out."""

REMEDY = "Correct the template and try again."
TROUBLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


class Unknown(StrictUndefined):
    """A name or fact that isn't there: any use of it, other than asking whether it is defined, fails."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if isinstance(self._undefined_obj, Named):
            return missing_fact(self._undefined_obj, str(self._undefined_name))
        # A name that nothing gives was refused when the template was parsed, so there is an object.
        kind = type(self._undefined_obj).__name__
        return Phrase('there is no "{name}" in {kind}', name=self._undefined_name, kind=kind)


class Sandbox(ImmutableSandboxedEnvironment):
    """No globals, no multiplying of texts, no powers: a template can't fill the memory with one line."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:  # noqa: ARG002
        """Multiply two numbers; refuse anything else."""
        if operator == "*" and isinstance(left, int | float) and isinstance(right, int | float):
            return left * right
        words = "{operator} is for two numbers only" if operator == "*" else "{operator} can't be used"
        raise SecurityError(Phrase(words, operator=operator))


def fill(source: Source, words: Words, names: Mapping[str, object], *, markdown: bool = False) -> str:
    """Return a template filled with the names; values are escaped when it is Markdown.

    Raises WordingError naming the file, the key or line, and what is wrong.
    """
    template = _template(source, words, frozenset(names), markdown)
    try:
        return template.render(names)
    except (TemplateError, *TROUBLE) as error:
        raise _told(source, error) from None


def holds(source: Source, words: Words, names: Mapping[str, object]) -> bool:
    """Return whether an expression over the names is true; raises WordingError as ``fill`` does."""
    try:
        return bool(_expression(source, words, frozenset(names))(names))
    except (TemplateError, *TROUBLE) as error:
        raise _told(source, error) from None


def faults_in(
    source: Source, words: Words, names: frozenset[str], *, expression: bool = False
) -> tuple[WordingError, ...]:
    """Return all that can be said against a template, or an expression, before it is filled."""
    environment = _environment(words, False)  # noqa: FBT003
    try:
        tree: nodes.Node = (
            Parser(environment, source.text, state="variable").parse_expression()
            if expression
            else environment.parse(source.text)
        )
        return tuple(_told(source, error) for error in node_faults(tree, environment, names))
    except TemplateError as error:
        return (_told(source, error),)


def mentions(source: Source, words: Words, name: str) -> bool:
    """Return whether a template makes use of a name; raises WordingError as ``fill`` does."""
    try:
        tree = _environment(words, False).parse(source.text)  # noqa: FBT003
        return name in meta.find_undeclared_variables(tree)
    except TemplateError as error:
        raise _told(source, error) from None


def prints(source: Source, words: Words, name: str) -> bool:
    """Return whether a template prints a name, or goes through it; raises WordingError as ``fill`` does."""
    try:
        tree = _environment(words, False).parse(source.text)  # noqa: FBT003
    except TemplateError as error:
        raise _told(source, error) from None
    places = (*tree.find_all(nodes.Output), *(loop.iter for loop in tree.find_all(nodes.For)))
    uses = (use for place in places for use in (place, *place.find_all(nodes.Name)))
    return any(isinstance(use, nodes.Name) and use.name == name for use in uses)


def values_alone(source: Source, words: Words) -> Source:
    """Return a template without its fixed words: "Dear {{ body.chief }}" prints "Chief Engineer"; WordingError as ``fill``."""
    try:
        tokens = list(_environment(words, False).lex(source.text))  # noqa: FBT003
    except TemplateError as error:
        raise _told(source, error) from None
    text = "".join(" " if kind == "data" else value for _, kind, value in tokens)
    return replace(source, text=text)


@lru_cache(maxsize=512)
def _template(source: Source, words: Words, names: frozenset[str], markdown: bool) -> Template:  # noqa: FBT001
    environment = _environment(words, markdown)
    try:
        check_nodes(environment.parse(source.text), environment, names)
        code = environment.compile(source.text, source.place, source.place)
    except TemplateError as error:
        raise _told(source, error) from None
    return Template.from_code(environment, code, {})


@lru_cache(maxsize=512)
def _expression(source: Source, words: Words, names: frozenset[str]):  # type: ignore[no-untyped-def] # noqa: ANN202
    environment = _environment(words, False)  # noqa: FBT003
    try:
        check_nodes(Parser(environment, source.text, state="variable").parse_expression(), environment, names)
        return environment.compile_expression(source.text, undefined_to_none=False)
    except TemplateError as error:
        raise _told(source, error) from None


@lru_cache(maxsize=16)
def _environment(words: Words, markdown: bool) -> Sandbox:  # noqa: FBT001
    environment = Sandbox(undefined=Unknown, finalize=_entering_markdown if markdown else _printed)
    environment.globals.clear()
    environment.filters = {key: value for key, value in environment.filters.items() if key in FILTERS}
    environment.filters |= {
        "all_of": partial(joined, word=words.all),
        "any_of": partial(joined, word=words.any),
        "sentence_case": sentence_case,
        "day": partial(_day, months=words.months),
    }
    return environment


def _day(value: object, months: tuple[str, ...]) -> str:
    if not isinstance(value, date):
        message = Phrase("day is for dates, such as inspection.requested_on")
        raise TypeError(message)
    return day(value, months)


def _printed(value: object) -> str:
    if isinstance(value, Undefined | Sentences):
        return str(value)  # undefined raises here, and says what is missing
    if isinstance(value, list | tuple | dict):
        message = Phrase("a list can't be printed as it is; use all_of, any_of or join(', ')")
        raise TypeError(message)
    return marked(value) if isinstance(value, str) else str(value)


def _entering_markdown(value: object) -> str:
    if isinstance(value, InFirst):  # escaped within: the marks go, and it is edited as it then stands
        return marked(InFirst(escape(value)))
    text = _printed(value)
    return text if isinstance(value, Sentences) else escape(text)


def _told(source: Source, error: Exception) -> WordingError:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(source, error)
    return WordingError("{place}: {message}", REMEDY, place=source.at(line), message=_message(error))


def _message(error: Exception) -> Phrase:
    """Return what is wrong: in words of ours, or in those of the library as a quotation."""
    ours = error.args[0] if error.args else None
    if isinstance(ours, Phrase):
        return ours
    if isinstance(error, ZeroDivisionError):
        return Phrase("division by zero")
    words = str(error) if not isinstance(error, TemplateError) else error.message
    if isinstance(error, TemplateSyntaxError):
        return Phrase("it can't be read as a template: “{words}”", words=words)
    return Phrase("it can't be filled: “{words}”", words=words or type(error).__name__)


def _line(source: Source, error: Exception) -> int | None:
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == source.place:
            line = step.tb_lineno
        step = step.tb_next
    return line
