"""What a content control shows whose text is kept elsewhere in the file: Word takes it from there when it opens it.

ECMA-376 part 1, 17.5.2.6 (``w:dataBinding``), 22.5 (custom XML parts and their numbers); [MS-OE376] 2.1.512 (the numbers of
the document's own properties).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reviewer.documents.formats.package_parts import Parts
from reviewer.documents.formats.word_tree import add_text, attribute, find_all, is_on, made

_PROPERTIES: Mapping[str, str] = MappingProxyType({
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "docProps/core.xml",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "docProps/app.xml",
})  # fmt: skip
_PATH = re.compile(
    r"(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,5}\])?){1,40}(?:/@(?:[\w.-]+:)?[\w.-]+|/text\(\))?", re.ASCII
)
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_ITEM = re.compile(r"customXml/item\d+\.xml\Z", re.IGNORECASE)
_LONGEST = 100_000


class Bound:
    """The parts that controls are bound to, looked up when the first control asks."""

    def __init__(self, parts: Parts) -> None:
        """Keep the package."""
        self._parts = parts
        self._roots: dict[str, Any] | None = None

    def write(self, root: Any, space: str) -> bool:
        """Write into each bound control what it is bound to, where that says something else; tells whether any was."""
        changed = False
        for control in find_all(root, "sdt"):
            properties, content = control.find("{*}sdtPr"), control.find("{*}sdtContent")
            binding = None if properties is None else properties.find("{*}dataBinding")
            if binding is not None and properties is not None and content is not None:
                said = self._said(binding)
                changed = (bool(said) and _write(properties, content, said[:_LONGEST], space)) or changed
        return changed

    def _said(self, binding: Any) -> str:
        path = attribute(binding, "xpath").strip()
        if not _PATH.fullmatch(path):
            return ""
        root = self._all().get(attribute(binding, "storeItemID").upper())
        if root is None:
            return ""
        from lxml import etree

        prefixes = dict(_PREFIX.findall(attribute(binding, "prefixMappings")))
        try:
            nodes: Any = root.getroottree().xpath(path, namespaces=prefixes or None)
        except etree.XPathError:
            return ""
        if not isinstance(nodes, list) or len(nodes) != 1:
            return ""
        return str(nodes[0]) if isinstance(nodes[0], str) else "".join(nodes[0].itertext())

    def _all(self) -> dict[str, Any]:
        if self._roots is None:
            self._roots = {}
            for name in self._parts.archive.namelist():
                if _ITEM.match(name):
                    for properties in self._parts.related(name, "customXmlProps"):
                        root, _whole = self._parts.tree(properties)
                        number = "" if root is None else attribute(root, "itemID").upper()
                        self._roots[number] = self._parts.tree(name)[0]
            for number, name in _PROPERTIES.items():
                self._roots.setdefault(number, self._parts.tree(name)[0])
        return self._roots


def _write(properties: Any, content: Any, said: str, space: str) -> bool:
    box = properties.find("{*}checkbox")
    listed = next(properties.iterchildren("{*}dropDownList", "{*}comboBox"), None)
    if box is not None:
        return _tick(box, said)
    if properties.find("{*}picture") is not None or not said.strip():
        return False
    if listed is not None:
        entries = listed.iterfind("{*}listItem")
        shown = next(
            (attribute(one, "displayText") for one in entries if attribute(one, "value") == said), ""
        )
        said = shown or said
    texts = find_all(content, "t")
    now = "".join(node.text or "" for node in texts)
    held = properties.find("{*}showingPlcHdr")
    placeholder = held is not None and is_on(held)
    if _same(now, said) or (now.strip() and not placeholder and properties.find("{*}date") is not None):
        return False  # a date stands there in the words that its format asks for
    for node in texts:
        node.text = ""
    run = texts[0].getparent() if texts else _run(content, space)
    add_text(run, said)
    return True


def _tick(box: Any, said: str) -> bool:
    state = box.find("{*}checked")
    if state is not None and said.strip().lower() in {"true", "false", "0", "1"}:
        key = next((key for key in state.attrib if key.rpartition("}")[2] == "val"), None)
        if key is not None:
            state.set(key, "1" if said.strip().lower() in {"true", "1"} else "0")
    return False  # the box itself is written with the others


def _run(content: Any, space: str) -> Any:
    run = made(space, "r")
    next(content.iter("{*}p"), content).append(run)
    return run


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
