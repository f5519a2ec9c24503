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
    Quote,
    Run,
    Table,
    text_of_blocks,
)

FIELD = "Signature"
PAGE_WORDS = {"cy": ("Tudalen", "o")}
DRAFT_WORDS = {"cy": ("DRAFFT", "heb ei lofnodi")}
FOR_WORDS = {"cy": "ar ran"}
TWIN = "The signature is in the PDF of this letter; this copy of its words has none"


def paper_of(draft: LetterDraft, signing: SignatureLook | None, *, issued: bool = False) -> Paper:
    """Return a draft as paper; with ``signing`` it ends in the field that a signature goes into.

    Without, it says on every page that it is a draft, unless it is a twin of a letter that was ``issued``. Such a twin ends in
    what its signature, ``signing``, shows, and says that it has none itself.
    """
    return Paper(
        title=draft.title,
        author=signing.name if signing and signing.role else draft.signatory.name,
        language=draft.language,
        created=datetime.combine(draft.dated, time(12), UTC),
        blocks=tuple(_blocks(draft, signing, issued=issued)),
        subject=draft.reference,
        marking=draft.marking,
        reference=draft.reference,
        page_words=PAGE_WORDS.get(_code(draft), ("Page", "of")),
        draft=() if signing or issued else _draft_words(draft),
    )


def text_of(draft: LetterDraft, signing: SignatureLook | None = None, *, issued: bool = False) -> str:
    """Return subject, salutation, body, closing and who signs: one paragraph a line.

    Before them stands that it is a draft, unless the letter was ``issued``; then what its signature, ``signing``, shows stands last.
    """
    marked = () if issued else (", ".join(_draft_words(draft)),)
    around = (*marked, draft.subject, draft.salutation), (draft.closing,)
    before, after = (tuple(Paragraph((Run(text),)) for text in texts) for texts in around)
    signed = _signed_by(draft, signing) if signing and signing.role else _lines(draft.signatory.name)
    seal = (_seal(signing),) if signing and issued else ()
    return text_of_blocks((*before, *draft.content, *after, Lines(signed), *seal))


def _code(draft: LetterDraft) -> str:
    return draft.language.split("-")[0]


def _draft_words(draft: LetterDraft) -> tuple[str, str]:
    return DRAFT_WORDS.get(_code(draft), ("DRAFT", "not signed"))


def _blocks(draft: LetterDraft, signing: SignatureLook | None, *, issued: bool) -> Iterator[Block]:
    yield from _letterhead(draft)
    yield Lines(_lines(draft.signatory.name, *draft.signatory.titles))
    yield Lines(_lines(*draft.addressee, draft.delivery))
    if draft.copied_to:
        yield _paragraph(draft.copied_to)
    yield _paragraph(draft.date_line)
    yield Heading(draft.subject, 1)
    yield _paragraph(draft.salutation)
    yield from _with_closing(draft.content)
    yield Paragraph((Run(draft.closing),), together=True)
    yield Lines(_signed_by(draft, signing), together=signing is not None)
    if signing:
        yield _seal(signing) if issued else _field(signing)


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
    signed, *rest = _shown(signing)
    tooltip = ", ".join((f"Digital signature of {signing.name}", *rest))
    return Field(FIELD, tooltip, (signed, *rest, signing.reason))


def _seal(signing: SignatureLook) -> Lines:
    """What the twin of a signed letter says of the signature, which only the PDF has."""
    return Lines(_lines(*_shown(signing), TWIN))


def _shown(signing: SignatureLook) -> tuple[str, ...]:
    """Who signed by the certificate, in which role for whom, and when."""
    at = signing.at.astimezone(UTC)
    when = f"{at.day} {at:%B %Y, %H:%M} UTC"
    return tuple(line for line in (f"Digitally signed by {signing.name}", signing.signed, when) if line)


def _signed_by(draft: LetterDraft, signing: SignatureLook | None) -> tuple[tuple[Run, ...], ...]:
    """The lines under the closing: the signatory with the titles, or a deputy, the role, and whom it is signed for."""
    names: tuple[str, ...] = (draft.signatory.name,)
    if signing and signing.role:
        names = (signing.name, signing.role, f"{FOR_WORDS.get(_code(draft), 'for')} {draft.signatory.name}")
    name, *titles = _lines(*names, *draft.signatory.titles)
    return (tuple(Run(run.text, strong=True) for run in name), *titles)


def _lines(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) for text in texts if text)


def _paragraph(text: str, look: Look = Look.BODY) -> Paragraph:
    return Paragraph((Run(text),), look)


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
