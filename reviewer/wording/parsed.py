"""Looks through a parsed template before it is ever filled, branches that no body takes included."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from reviewer.errors import Phrase
from reviewer.wording.template_names import known_facts

STATEMENTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign)
PARTS = (nodes.Expr, nodes.Keyword, nodes.Pair, nodes.Operand)


def check_nodes(tree: nodes.Node, environment: Environment, names: frozenset[str]) -> None:
    """Raise TemplateSyntaxError (with its line) for a statement, name, fact, filter or test that isn't known."""
    for error in node_faults(tree, environment, names):
        raise error


def node_faults(
    tree: nodes.Node, environment: Environment, names: frozenset[str]
) -> Iterator[TemplateSyntaxError]:
    """Yield the error of each statement, fact, filter and test that isn't known, and of each name once."""
    root = tree if isinstance(tree, nodes.Template) else _wrapped(tree, environment)
    stops = False
    for node in root.find_all(nodes.Node):
        if not isinstance(node, (*STATEMENTS, *PARTS)):
            words = "{statement} can't be used here; only if, for and set can"
            yield TemplateSyntaxError(Phrase(words, statement=type(node).__name__.lower()), node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in environment.filters:
            stops = True
            yield _unknown(Phrase("unknown filter"), node.name, environment.filters, node.lineno)
        if isinstance(node, nodes.Test) and node.name not in environment.tests:
            stops = True
            yield _unknown(Phrase("unknown test"), node.name, environment.tests, node.lineno)
        if isinstance(node, nodes.Getattr):
            yield from _fact_faults(node)
    if not stops:  # Jinja2 itself stops here at an unknown filter
        yield from _name_faults(root, names)


def _wrapped(expression: nodes.Node, environment: Environment) -> nodes.Template:
    output = nodes.Output([expression], lineno=expression.lineno)
    return nodes.Template([output], lineno=1).set_environment(environment)  # type: ignore[return-value]


def _name_faults(root: nodes.Template, names: frozenset[str]) -> Iterator[TemplateSyntaxError]:
    undeclared = meta.find_undeclared_variables(root) - names
    uses = [node for node in root.find_all(nodes.Name) if node.ctx == "load" and node.name in undeclared]
    told: set[str] = set()
    for node in sorted(uses, key=lambda node: (node.lineno, node.name)):
        if node.name not in told:
            told.add(node.name)
            yield _unknown(Phrase("unknown name"), node.name, names, node.lineno)


def _fact_faults(node: nodes.Getattr) -> Iterator[TemplateSyntaxError]:
    if isinstance(node.node, nodes.Name):
        known = known_facts().get(node.node.name)
        if known is not None and node.attr not in known:
            owner = f"{node.node.name}.{node.attr}"
            names = [f"{node.node.name}.{key}" for key in known]
            yield _unknown(Phrase("unknown name"), owner, names, node.lineno)


def _unknown(what: Phrase, given: str, known: object, line: int) -> TemplateSyntaxError:
    names = sorted(str(name) for name in known)  # type: ignore[attr-defined]
    close = get_close_matches(given, names, n=1)
    hint = Phrase(' (did you mean "{near}"?)', near=close[0]) if close else ""
    message = Phrase(
        '{what} "{name}"{hint}; known: {names}', what=what, name=given, hint=hint, names=", ".join(names)
    )
    return TemplateSyntaxError(message, line)
