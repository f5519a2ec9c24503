"""A draft as paper, and as the text twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from reviewer.letters.draft import LetterDraft, SignatureLook
from reviewer.paper import (
    Block,
    Bullets,
    Field,
    Heading,
    Lines,
    Look,
    Paper,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    text_of_blocks,
)

FIELD = "Signature"
PAGE_WORDS = {"cy": ("Tudalen", "o")}
DRAFT_WORDS = {"cy": ("DRAFFT", "heb ei lofnodi")}


def paper_of(draft: LetterDraft, signing: SignatureLook | None, *, issued: bool = False) -> Paper:
    """Return a draft as paper; with ``signing`` it ends in the field that a signature goes into.

    Without, it says on every page that it is a draft, unless it is a twin of a letter that was ``issued``.
    """
    return Paper(
        title=draft.title,
        author=draft.signatory.name,
        language=draft.language,
        created=datetime.combine(draft.dated, time(12), UTC),
        blocks=tuple(_blocks(draft, signing)),
        subject=draft.reference,
        marking=draft.marking,
        reference=draft.reference,
        page_words=PAGE_WORDS.get(_code(draft), ("Page", "of")),
        draft=() if signing or issued else _draft_words(draft),
    )


def text_of(draft: LetterDraft, *, issued: bool = False) -> str:
    """Return subject, salutation, body, closing and the signatory's name: one paragraph a line.

    Before them stands that it is a draft, unless the letter was ``issued``; nothing else.
    """
    marked = () if issued else (", ".join(_draft_words(draft)),)
    around = (*marked, draft.subject, draft.salutation), (draft.closing, draft.signatory.name)
    before, after = (tuple(Paragraph((Run(text),)) for text in texts) for texts in around)
    return text_of_blocks((*before, *draft.content, *after))


def _code(draft: LetterDraft) -> str:
    return draft.language.split("-")[0]


def _draft_words(draft: LetterDraft) -> tuple[str, str]:
    return DRAFT_WORDS.get(_code(draft), ("DRAFT", "not signed"))


def paragraph_keys(draft: LetterDraft) -> tuple[str, ...]:
    """Return for each block of ``paper_of(draft, None)`` the key of the paragraph it is of; "" for what is not written there."""
    own = tuple(held.key for held in draft.blocks for _ in held.blocks)
    around = tuple(_opening(draft)), tuple(_ending(draft, None))
    return (*("" for _ in around[0]), *own, *("" for _ in around[1]))


def _blocks(draft: LetterDraft, signing: SignatureLook | None) -> Iterator[Block]:
    yield from _opening(draft)
    yield from _with_closing(draft.content)
    yield from _ending(draft, signing)


def _opening(draft: LetterDraft) -> Iterator[Block]:
    yield from _letterhead(draft)
    yield Lines(_lines(draft.signatory.name, *draft.signatory.titles))
    yield Lines(_lines(*draft.addressee, draft.delivery))
    if draft.copied_to:
        yield _paragraph(draft.copied_to)
    yield _paragraph(draft.date_line)
    yield Heading(draft.subject, 1)
    yield _paragraph(draft.salutation)


def _ending(draft: LetterDraft, signing: SignatureLook | None) -> Iterator[Block]:
    yield Paragraph((Run(draft.closing),), together=True)
    yield Lines(_signed_by(draft), together=signing is not None)
    if signing:
        yield _field(signing)


def _with_closing(content: tuple[Block, ...]) -> Iterator[Block]:
    """The end of the text goes with the closing: a signature never stands on a page of its own."""
    if not content:
        return
    *before, last = content
    yield from before
    match last:
        case Paragraph() | Quote() | Bullets() | Table():
            yield replace(last, together=True)
        case _:
            yield last


def _letterhead(draft: LetterDraft) -> Iterator[Block]:
    sender = draft.sender
    if logo := sender.logo:
        lang = logo.language if logo.language != draft.language else ""
        yield Picture(logo.alternative_text, logo.width, logo.height, logo.pixels, lang)
    yield _paragraph(sender.organisation, Look.BRAND)
    if sender.strapline:
        yield _paragraph(sender.strapline, Look.STRAP)
    where = ", ".join(sender.address)
    ways = [(Run(where),)] if where else []
    if sender.telephone:
        ways.append((Run(sender.telephone, href=f"tel:{_dialled(sender.telephone)}"),))
    if ways:
        yield Lines(tuple(ways), Look.SMALL, contact=True)


def _field(signing: SignatureLook) -> Field:
    at = signing.at.astimezone(UTC)
    when = f"{at.day} {at:%B %Y, %H:%M} UTC"
    lines = (f"Digitally signed by {signing.name}", when, signing.reason)
    return Field(FIELD, f"Digital signature of {signing.name}, {when}", lines)


def _signed_by(draft: LetterDraft) -> tuple[tuple[Run, ...], ...]:
    name, *titles = _lines(draft.signatory.name, *draft.signatory.titles)
    return (tuple(Run(run.text, strong=True) for run in name), *titles)


def _lines(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) for text in texts if text)


def _paragraph(text: str, look: Look = Look.BODY) -> Paragraph:
    return Paragraph((Run(text),), look)


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
