"""Where a person's words lead: links that do not lead to what they say, and addresses that are not the case's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import unquote

from reviewer.letters.draft import DraftBlock
from reviewer.letters.sentences import flows
from reviewer.letters.spans import Span, folded, objection
from reviewer.model import Enquiries
from reviewer.model.fields import values_of
from reviewer.model.objections import Objection, ObjectionCode
from reviewer.paper import Block, plain

MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.,/-])\+?\(?\d(?:[ ()-]{0,2}\d){8,14}(?![\w/-]|[.,]\d)")
SIGNIFICANT = 9  # last digits of a telephone number, without how it is called from abroad


def objections_to_links(block: DraftBlock) -> Iterator[Objection]:
    """Give the links of a person's paragraph that lead elsewhere than their words say, or than the composed ones.

    A link to another address than the one it shows is certainly wrong.
    """
    known = {target for part in block.replaced for _, target in _links(part)}
    for words, target in dict.fromkeys(link for part in block.blocks for link in _links(part)):
        wrong = _is_wrong(words, target)
        if wrong or target not in known:
            code = ObjectionCode.WRONG_LINK if wrong else ObjectionCode.OTHER_LINK
            values = values_of({"target": unquote(target)})
            if wrong or not _says(words, target):
                yield Objection(code, block.key, words, values=values, certain=wrong)


def objections_to_addresses(sentence: str, enquiries: Enquiries) -> Iterator[Objection]:
    """Give the addresses and numbers to reach somebody that are not the case's for enquiries."""
    for pattern, ours in ((MAIL, enquiries.email), (PHONE, enquiries.telephone)):
        known = {_reached(match[0]) for match in pattern.finditer(folded(ours))}
        for match in pattern.finditer(sentence):
            if ours and _reached(match[0]) not in known:
                span = Span(match.start(), match.end())
                yield objection(ObjectionCode.OTHER_ADDRESS, sentence, span, certain=False, recorded=ours)


def _links(block: Block) -> Iterator[tuple[str, str]]:
    """Give the links of a block, each as its words and its target."""
    for runs in flows(block):
        for target, held in groupby(runs, key=lambda run: run.href):
            if target:
                yield folded(plain(held)).strip(), target


def _is_wrong(words: str, target: str) -> bool:
    """Whether words that are an address or a number lead to another one."""
    kind, _, rest = target.partition(":")
    pattern = {"mailto": MAIL, "tel": PHONE}.get(kind.casefold())
    if pattern is None:
        return False
    shown = {_reached(match[0]) for match in pattern.finditer(words)}
    to, _, query = rest.partition("?")
    led = {_reached(each) for each in unquote(to).split(",")}
    return bool(shown) and (shown != led or "cc=" in unquote(query).casefold())


def _says(words: str, target: str) -> bool:
    """Whether words show where they lead: an address, a number, or the site of a page."""
    kind, _, rest = target.partition(":")
    if kind.casefold() in {"mailto", "tel"}:
        return _reached(words) == _reached(unquote(rest.partition("?")[0]))
    shown, site = words.rstrip("/").casefold(), rest.strip("/").casefold()
    return shown in {target.rstrip("/").casefold(), site, site.partition("/")[0]}


def _reached(address: str) -> str:
    """Return an address or number as it is compared."""
    if "@" in address:
        return address.strip().casefold()
    return "".join(filter(str.isdigit, address))[-SIGNIFICANT:]
