"""What the controls of forms in OpenDocument show: what was typed or chosen in them, and boxes ticked or not.

OpenDocument 1.3 part 3, 13 (forms), 10.3.13 (where a control is shown). Fields that came from Word are kept as
LibreOffice keeps them (``field:fieldmark``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reviewer.documents.formats import symbols
from reviewer.documents.formats.word_tree import attribute, find_all, name_of

_LABELLED = frozenset({"button", "fixed-text", "frame", "generic-control"})
_UNSEEN = frozenset({"password", "hidden", "value-range", "image-frame", "image"})
_BOX, _LIST = "FORMCHECKBOX", "FORMDROPDOWN"


def shown(content: Any) -> Mapping[str, str]:
    """Return what each control of the document's forms shows, by its number."""
    values: dict[str, str] = {}
    for forms in find_all(content, "forms"):
        for node in forms.iter("{*}*"):
            text = said(node)
            for number in {attribute(node, "id"), *_numbers(node)} - {""}:
                values[number] = text
    return values


def _numbers(node: Any) -> list[str]:
    return [str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == "id"]


def said(node: Any) -> str:
    """Return what a control shows, "" if nothing."""
    name, label = name_of(node), _tidy(attribute(node, "label"))
    if name in {"checkbox", "radio"}:
        state = _now(node, "state" if name == "checkbox" else "selected")
        return f"{symbols.box(ticked=state in {'checked', 'true'})} {label}".rstrip()
    if name in _UNSEEN:
        return ""
    if name in _LABELLED:
        return label
    made = _SORTS.get(name)
    return made(node) if made else _typed(node)


def _typed(node: Any) -> str:
    paragraphs = ["".join(one.itertext()) for one in node.iterchildren("{*}p")]
    return "\n".join(paragraphs) or _now(node, "value")


def _grid(node: Any) -> str:
    return "\t".join(_tidy(attribute(one, "label")) for one in node.iterchildren("{*}column"))


def _combined(node: Any) -> str:
    """Return what was typed into a field with a list, and the list where it is shown."""
    listed = [_tidy(attribute(one, "label")) for one in node.iterchildren("{*}item")]
    seen = listed if attribute(node, "dropdown") != "true" else []
    return ", ".join(filter(None, (_now(node, "value"), *seen)))


def _now(node: Any, word: str) -> str:
    """Return what a control has now, else what it had at first."""
    return attribute(node, f"current-{word}") or attribute(node, word)


def _chosen(node: Any) -> str:
    """Return what is chosen in a list; of one that shows all its entries each with its box."""
    options = [
        (_tidy(attribute(one, "label")), _now(one, "selected") == "true")
        for one in node.iterchildren("{*}option")
    ]
    if attribute(node, "dropdown") == "true":
        return ", ".join(label for label, chosen in options if chosen)
    return ", ".join(f"{symbols.box(ticked=chosen)} {label}" for label, chosen in options)


def field(node: Any) -> str:
    """Return what a field that came from Word shows, "" if its text stands in the document."""
    kind = attribute(node, "type").rpartition(".")[2]
    settings = [(attribute(one, "name"), attribute(one, "value")) for one in node.iterchildren("{*}param")]
    if kind == _BOX:
        return symbols.box(ticked=("Checkbox_Checked", "true") in settings)
    if kind == _LIST and name_of(node) == "fieldmark":
        entries = [value for name, value in settings if name.startswith("Dropdown_ListEntry")]
        number = next((value for name, value in settings if name == "Dropdown_Selected"), "0")
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
    return ""


def _tidy(text: str) -> str:
    return " ".join(text.split())


_SORTS: Mapping[str, Callable[[Any], str]] = {"listbox": _chosen, "grid": _grid, "combobox": _combined}
