"""What a page's markup shows beside plain text, written into its tree, and what stands beside its text.

HTML, living standard: 4.10 (forms), 4.8.5 and 15.4 (frames, pictures), 4.11.1 (details); SVG 2, 11 (text); CSS Syntax 3,
4.3.5 (strings) and CSS Content 3, 1.2 (``content``). Nothing is fetched: a frame or drawing counts where its bytes are in the page.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from reviewer.documents.formats import equations, symbols
from reviewer.documents.formats.extract import clean as fit
from reviewer.documents.formats.text import decode
from reviewer.model import Aside, Note, NoteCode
from reviewer.model.notes import listed, note

_MATHS = frozenset({
    "math", "maligngroup", "malignmark", "mfenced", "mfrac", "mi", "mlabeledtr", "mn", "mo", "mover", "mroot", "mrow", "ms", "mspace",
    "msqrt", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
})  # fmt: skip
TAGS = _MATHS | {
    "button", "datalist", "desc", "embed", "frame", "iframe", "image", "img", "input", "object", "optgroup", "option", "select",
    "style", "svg", "text", "textarea", "title", "tspan",
}  # fmt: skip
"""The elements that are looked at here, beside those that hold plain text."""
_ATTRIBUTES: Mapping[str, set[str]] = {
    "*": {"title"}, "embed": {"src"}, "frame": {"src"}, "iframe": {"src", "srcdoc"}, "img": {"alt", "src"}, "image": {"href", "src"},
    "input": {"alt", "checked", "placeholder", "src", "type", "value"}, "li": {"id"}, "object": {"data"}, "optgroup": {"label"},
    "option": {"label", "selected", "value"}, "select": {"multiple", "size"}, "svg": {"aria-label"}, "textarea": {"placeholder"},
}  # fmt: skip
_UNSEEN = frozenset({"annotation", "annotation-xml", "noscript", "script", "template"})
_SOURCES = ("srcdoc", "src", "data", "href")
_DATA = re.compile(r"\s*data:(image/svg\+xml|text/html|text/plain)([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SCHEMES = {"data", "http", "https", "file", "cid", "picture"}
_WITH_SOURCES = frozenset({"embed", "frame", "iframe", "image", "img", "input", "object"})
PICTURED = frozenset({"embed", "image", "img", "input", "object"})
"""The elements that may show a picture."""
_DEEPEST = 3  # frames in frames
_LONGEST_ADDRESS = 2000

_WROTE = re.compile(r"""(?<![\w-])content\s*:((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;}"'])*)""", re.DOTALL)
_TAKEN = re.compile(r"(?<![\w-])content\s*:[^;}]*?attr\(\s*(data-[\w-]+)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)

_BUTTONS = frozenset({"button", "submit", "reset"})
_WITHOUT_WORDS = frozenset({"hidden", "password", "file", "color", "range"})


@dataclass(slots=True)
class Beside:
    """What stands beside a page's text, by what it is, and the addresses of what it would fetch."""

    lines: dict[Aside, list[str]] = field(default_factory=dict)
    frames: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    too_deep: bool = False

    def add(self, aside: Aside, text: str) -> None:
        """Add a line, once."""
        line = " ".join(text.split())
        lines = self.lines.setdefault(aside, [])
        if line and line not in lines:
            lines.append(line)

    def notes(self) -> list[Note]:
        """Return what is told of what comes from elsewhere."""
        fetched = ((NoteCode.FETCHED_FRAME, self.frames), (NoteCode.FETCHED_PICTURE, self.pictures))
        deep = [note(NoteCode.NESTED_TOO_DEEP, levels=_DEEPEST)] if self.too_deep else []
        return [*(note(code, **listed(addresses)) for code, addresses in fetched if addresses), *deep]


def tree(markup: str, tags: frozenset[str], beside: Beside, depth: int = 0, *, page: bool = True) -> Any:
    """Return the cleaned tree of a page with what it shows as text in it; what stands beside goes to *beside*.

    ``tags`` are the elements that are kept for their text. Of what is no *page*, but was made of another file, only they are.
    None where nothing is left.
    """
    import nh3
    from lxml import html

    clean = nh3.clean(
        markup,
        tags=set(tags | TAGS),
        clean_content_tags=set(_UNSEEN),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_kept if "data:" in markup else None,
        generic_attribute_prefixes={"data-"} if "attr(" in markup else None,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    if not clean.strip():
        return None
    root = html.fragment_fromstring(fit(clean), create_parent=True)
    for holder in root.iterfind(".//*[@title]") if page and "title" in clean else ():
        beside.add(Aside.ALTERNATIVE_TEXT, str(holder.get("title")))
    for element in list(root.iter(*_LOOKED_AT)) if page else ():
        make = _MAKERS.get(str(element.tag))
        if make is not None:
            make(element, beside)
        source = _source(element) if element.tag in _WITH_SOURCES else ""
        if source:
            _embed(element, source, tags, beside, depth)
    return root


def _kept(element: str, name: str, value: str) -> str | None:
    """Leave out the bytes of pictures, which are long, and are no text."""
    del element
    if name in _SOURCES and name != "srcdoc" and len(value) > _LONGEST_ADDRESS and not _DATA.match(value):
        return None
    return value


def picture_of(element: Any) -> str:
    """Return the address of the picture that an element shows, "" of any other."""
    return _source(element).strip() if element.tag in PICTURED else ""


def _source(element: Any) -> str:
    return next((str(element.get(name)) for name in _SOURCES if element.get(name)), "")


def _embed(element: Any, source: str, tags: frozenset[str], beside: Beside, depth: int) -> None:
    """Put the text of a frame or drawing whose bytes are in the page into the tree; note what is elsewhere."""
    markup = source if element.get("srcdoc") else _in_the_page(source)
    framed = element.tag in {"frame", "iframe"}
    if markup is None:
        if framed and not source.lower().startswith(("about:", "cid:", "data:")):
            beside.frames.append(source)
        elif element.tag in {"img", "image"} and _ELSEWHERE.match(source):
            beside.pictures.append(source)
        return
    if framed:
        _empty(element)
    beside.too_deep = beside.too_deep or depth >= _DEEPEST
    inner = tree(markup, tags, beside, depth + 1) if depth < _DEEPEST else None
    if inner is not None:
        _empty(element)
        inner.tag = "div"
        element.append(inner)


def _in_the_page(source: str) -> str | None:
    """Return the markup that an address holds itself (RFC 2397), None if it holds none."""
    match = _DATA.match(source)
    if match is None:
        return None
    kind, parameters, body = match.groups()
    data = unquote_to_bytes(body)
    if parameters.lower().rstrip().endswith(";base64"):
        try:
            data = base64.b64decode(data + b"==", validate=False)
        except binascii.Error:
            return None
    charset = re.search(r"charset=([\w-]+)", parameters)
    text = decode(data, charset.group(1) if charset else "utf-8")
    return text.replace("&", "&amp;").replace("<", "&lt;") if kind.lower() == "text/plain" else text


def _input(element: Any, beside: Beside) -> None:
    sort = (element.get("type") or "text").lower()
    value = str(element.get("value") or "")
    if sort == "image":
        beside.add(Aside.ALTERNATIVE_TEXT, str(element.get("alt") or ""))
        return
    if sort in _WITHOUT_WORDS:
        return
    if sort in {"checkbox", "radio"}:
        _say(element, symbols.box(ticked=element.get("checked") is not None))
        return
    _say(element, value if sort in _BUTTONS else value or str(element.get("placeholder") or ""))


def _textarea(element: Any, beside: Beside) -> None:
    del beside
    _say(element, "".join(element.itertext()) or str(element.get("placeholder") or ""))


def _button(element: Any, beside: Beside) -> None:
    del beside
    element.text = f" {element.text or ''}"
    element.tail = f" {element.tail or ''}"


def _select(element: Any, beside: Beside) -> None:
    """Write what is chosen; of a list that is shown open each entry with its box."""
    options = [(_label(one), one.get("selected") is not None) for one in element.iter("option")]
    groups = [str(one.get("label") or "") for one in element.iter("optgroup")]
    for label in (*groups, *(label for label, _chosen in options)):
        beside.add(Aside.CHOICES, label)
    several = element.get("multiple") is not None
    if several or (element.get("size") or "1").strip() not in {"", "0", "1"}:
        said = ", ".join(f"{symbols.box(ticked=chosen)} {label}" for label, chosen in options)
    else:
        chosen = [label for label, picked in options if picked] or [label for label, _picked in options[:1]]
        said = chosen[-1] if chosen else ""
    _say(element, said)


def _label(option: Any) -> str:
    return " ".join(str(option.get("label") or "".join(option.itertext())).split())


def _img(element: Any, beside: Beside) -> None:
    beside.add(Aside.ALTERNATIVE_TEXT, str(element.get("alt") or ""))


def _svg(element: Any, beside: Beside) -> None:
    beside.add(Aside.ALTERNATIVE_TEXT, str(element.get("aria-label") or ""))
    element.tail = f" {element.tail or ''}"


def _math(element: Any, beside: Beside) -> None:
    del beside
    _say(element, equations.line(element) or "".join(element.itertext()))


def _svg_text(element: Any, beside: Beside) -> None:
    del beside
    element.tail = f"\n{element.tail or ''}"


def _title(element: Any, beside: Beside) -> None:
    """Take the page's title, or a drawing's title or description, out of the text."""
    drawn = next(element.iterancestors("svg"), None) is not None
    beside.add(Aside.ALTERNATIVE_TEXT if drawn else Aside.TITLE, "".join(element.itertext()))
    _empty(element)


def _datalist(element: Any, beside: Beside) -> None:
    for option in element.iter("option"):
        beside.add(Aside.CHOICES, _label(option) or str(option.get("value") or ""))
    _empty(element)


def _style(element: Any, beside: Beside) -> None:
    style = element.text or ""
    for text in written_by(style):
        beside.add(Aside.STYLE, text)
    for name in dict.fromkeys(_TAKEN.findall(style)):
        for holder in element.getroottree().iter():
            beside.add(Aside.STYLE, str(holder.get(name) or ""))
    _empty(element)


def written_by(style: str) -> Iterator[str]:
    """Yield the words that a style sheet writes before and after what it is for (``content``)."""
    if "content" not in style:
        return
    for wrote in _WROTE.finditer(_REMARK.sub(" ", style)):
        strings = (_plain(one[1] or one[2] or "") for one in _STRING.finditer(wrote[1]))
        words = "".join(strings)
        if any(map(str.isalnum, words)):
            yield words


def _plain(string: str) -> str:
    return _ESCAPE.sub(_escaped, string)


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - the last code point
    return "" if match[2] == "\n" else match[2]


def _say(element: Any, text: str) -> None:
    """Make *text* all that an element shows, apart from the words beside it."""
    _empty(element)
    element.text = f" {text} "


def _empty(element: Any) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


_MAKERS: Mapping[str, Callable[[Any, Beside], None]] = {
    "input": _input, "textarea": _textarea, "button": _button, "datalist": _datalist, "select": _select, "img": _img, "svg": _svg, "text": _svg_text,
    "math": _math, "title": _title, "desc": _title, "style": _style,
}  # fmt: skip
_LOOKED_AT = _WITH_SOURCES | _MAKERS.keys()
