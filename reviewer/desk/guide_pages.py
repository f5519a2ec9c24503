"""A page of the guide, from its Markdown: HTML that leads to pages of the guide alone, and its sections as plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ITEM = 7  # the level of an item of a list: below every heading
_LINK = re.compile(r"\]\(([\w-]+)\.md(?:#[\w-]*)?\)")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_NO_WORDS = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, or in an item of a list that begins in bold, up to the next one.

    ``anchor`` leads to it within its page; ``level`` is 1 for the page's own title; ``words`` are plain text.
    """

    anchor: str
    title: str
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file's name without ending, its title, HTML without a head, and its sections in order.

    Links in the HTML lead to ``NAME.md#ANCHOR`` and to pictures in the guide's folder, nowhere else.
    """

    name: str
    title: str
    html: str
    sections: tuple[Section, ...]

    def has(self, anchor: str) -> bool:
        """Tell whether an anchor leads somewhere here; "" leads to the page's beginning."""
        return not anchor or any(section.anchor == anchor for section in self.sections)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def linked_pages(text: str) -> Iterator[str]:
    """Yield the names of the pages that a text leads to, in order, those named twice too."""
    yield from _LINK.findall(text)


def title_of(name: str, text: str) -> str:
    """Return the title of a page: its first heading, or its name where it has none."""
    match = _TITLE.search(text)
    return match[1].strip() if match else name


def anchor_of(title: str) -> str:
    """Return what leads to a heading, as GitHub makes it of its words."""
    return _NO_WORDS.sub("", title.lower()).strip().replace(" ", "-")


def page_of(name: str, text: str, pages: Collection[str]) -> Page:
    """Return a page; ``pages`` are the names of all that a link can lead to."""
    parser = _parser()
    tokens = parser.parse(text)
    reading = _Reading()
    for at, token in enumerate(tokens):
        reading.read(tokens, at)
        if token.type == "inline":
            token.children = list(_shown(token.children or [], name, pages))
    own_tokens = [token for token in _with_full_heads(tokens) if token.type != "html_block"]
    sections = tuple(each.section() for each in reading.sections)
    return Page(name, title_of(name, text), parser.renderer.render(own_tokens, parser.options, {}), sections)


@dataclass(slots=True)
class _Gathered:
    """A section whose words are being gathered."""

    anchor: str
    title: str
    level: int
    words: list[str] = field(default_factory=list)

    def section(self) -> Section:
        return Section(self.anchor, self.title, self.level, " ".join(" ".join(self.words).split()))


class _Reading:
    """Finds the sections of a page, gives their headings anchors, and gathers their words."""

    def __init__(self) -> None:
        self.sections: list[_Gathered] = []
        self._heading: _Gathered | None = None
        self._item: _Gathered | None = None

    def read(self, tokens: Sequence[Token], at: int) -> None:
        """Read one token; those of headings and items get anchors."""
        token = tokens[at]
        if token.type == "heading_open":
            title = _plain(tokens[at + 1].children or [])
            self._heading, self._item = self._begin(title, int(token.tag[1:])), None
            token.attrSet("id", self._heading.anchor)
        elif token.type == "list_item_open":
            self._begin_item(tokens, at)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._item = None
        elif token.type == "inline" and tokens[at - 1].type != "heading_open":
            self._gather(_plain(token.children or []))
        elif token.type in {"fence", "code_block"}:
            self._gather(token.content)

    def _begin_item(self, tokens: Sequence[Token], at: int) -> None:
        inline = next((each for each in tokens[at : at + 3] if each.type == "inline"), None)
        children = inline.children or [] if inline else []
        end = next((place for place, each in enumerate(children) if each.type == "strong_close"), 0)
        bold = [each for each in children[:end] if each.type == "strong_open"]
        if inline is None or not bold or children.index(bold[0]) > 1:  # an empty text may stand before it
            return
        self._item = self._begin(_plain(children[:end]).strip().rstrip(".,:"), ITEM)
        children.insert(0, _html(f'<a name="{self._item.anchor}"></a>'))
        inline.children = children

    def _begin(self, title: str, level: int) -> _Gathered:
        anchor = anchor_of(title)
        taken = {each.anchor for each in self.sections}
        numbered = (f"{anchor}-{number}" for number in range(1, len(taken) + 1))
        free = next((each for each in (anchor, *numbered) if each not in taken), anchor)
        self.sections.append(_Gathered(free, title, level))
        return self.sections[-1]

    def _gather(self, words: str) -> None:
        into = self._item or self._heading
        if into is not None:
            into.words.append(words)


def _plain(children: Sequence[Token]) -> str:
    """Return the words of a line, those of pictures too."""
    return "".join(
        " " if each.type in {"softbreak", "hardbreak"} else "" if each.type == "html_inline" else each.content
        for each in children
    )


def _shown(children: Sequence[Token], name: str, pages: Collection[str]) -> Iterator[Token]:
    """Yield a line as it is shown: pictures with their words beneath, and what leads out of the guide as words with its address."""
    outside = ""
    for token in children:
        if token.type == "link_open":
            inside = _inside(str(token.attrGet("href") or ""), name, pages)
            if inside:
                token.attrSet("href", inside)
                yield token
            else:
                outside = str(token.attrGet("href") or "")
        elif token.type == "link_close" and outside:
            yield _html(f" ({escape(outside)})")
            outside = ""
        elif token.type == "image":
            yield token
            yield _html(f'<br/><span class="caption">{escape(token.content)}</span>')
        elif token.type != "html_inline" or token.content.startswith("<a name="):
            yield token


def _inside(address: str, name: str, pages: Collection[str]) -> str:
    """Return a link that leads to a page of the guide, whole; "" of any other."""
    page, _, anchor = address.partition("#")
    page = page.removesuffix(".md") if page.endswith(".md") else page
    if not page and anchor:
        return f"{name}.md#{anchor}"
    if page not in pages or not address.partition("#")[0].endswith(".md"):
        return ""
    return f"{page}.md#{anchor}" if anchor else f"{page}.md"


def _with_full_heads(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield all but the heads of tables whose headings are empty."""
    at = 0
    while at < len(tokens):
        if tokens[at].type == "thead_open":
            end = next(place for place in range(at, len(tokens)) if tokens[place].type == "thead_close")
            if not any(each.content for each in tokens[at:end]):
                at = end + 1
                continue
        if tokens[at].type == "table_open":
            tokens[at].attrSet("cellspacing", "0")
        yield tokens[at]
        at += 1


def _html(markup: str) -> Token:
    from markdown_it.token import Token

    return Token("html_inline", "", 0, content=markup)
