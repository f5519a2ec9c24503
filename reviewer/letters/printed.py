"""A draft as paper, and as the text twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from reviewer.letters.draft import LetterDraft, SignatureLook
from reviewer.letters.words import SealWords, filled
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
        page_words=(draft.pages.page, draft.pages.of),
        draft=() if signing or issued else _draft_words(draft),
        marking_language=draft.runs(draft.marking)[0].lang,
        draft_language=draft.pages.language,
        title_language=_title_language(draft, marked=not (signing or issued)),
    )


def _title_language(draft: LetterDraft, *, marked: bool) -> str:
    """Return what the subject is in where all of it is in one other language, and so is what marks a draft."""
    languages = {run.lang for run in draft.runs(draft.subject)}
    if marked:
        languages.add(draft.pages.language)
    return languages.pop() if len(languages) == 1 else ""


def text_of(draft: LetterDraft, signing: SignatureLook | None = None, *, issued: bool = False) -> str:
    """Return subject, salutation, body, closing and who signs: one paragraph a line.

    Before them stands that it is a draft, unless the letter was ``issued``; then what its signature, ``signing``, shows stands last.
    """
    marked = () if issued else (", ".join(_draft_words(draft)),)
    around = (*marked, draft.subject, draft.salutation), (draft.closing,)
    before, after = (tuple(Paragraph((Run(text),)) for text in texts) for texts in around)
    signed = _signed_by(draft, signing) if signing and signing.role else ((Run(draft.signatory.name),),)
    seal = (_seal(draft.seal, signing),) if signing and issued else ()
    return text_of_blocks((*before, *draft.content, *after, Lines(signed), *seal))


def _draft_words(draft: LetterDraft) -> tuple[str, str]:
    return draft.pages.draft, draft.pages.not_signed


def paragraph_keys(
    draft: LetterDraft, signing: SignatureLook | None, *, issued: bool = False
) -> tuple[str, ...]:
    """Return for each block of ``paper_of`` the key of the paragraph it is of; "" for what is not written there."""
    own = tuple(held.key for held in draft.blocks for _ in held.blocks)
    around = tuple(_opening(draft)), tuple(_ending(draft, signing, issued=issued))
    return (*("" for _ in around[0]), *own, *("" for _ in around[1]))


def _blocks(draft: LetterDraft, signing: SignatureLook | None, *, issued: bool) -> Iterator[Block]:
    yield from _opening(draft)
    yield from _with_closing(draft.content)
    yield from _ending(draft, signing, issued=issued)


def _opening(draft: LetterDraft) -> Iterator[Block]:
    yield from _letterhead(draft)
    yield Lines(((Run(draft.signatory.name),), *_lines(draft, *draft.signatory.titles)))
    yield Lines(_lines(draft, *draft.addressee, draft.delivery))
    if draft.copied_to:
        yield Paragraph(draft.runs(draft.copied_to))
    yield Paragraph((Run(draft.date_line),))
    yield Heading(draft.foreign.get(draft.subject, draft.subject), 1)
    yield Paragraph(draft.runs(draft.salutation))


def _ending(draft: LetterDraft, signing: SignatureLook | None, *, issued: bool) -> Iterator[Block]:
    yield Paragraph(draft.runs(draft.closing), together=True)
    yield Lines(_signed_by(draft, signing), together=signing is not None)
    if signing:
        yield _seal(draft.seal, signing) if issued else _field(draft.seal, signing)


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
    yield Paragraph(draft.runs(sender.organisation), Look.BRAND)
    if sender.strapline:
        yield Paragraph(draft.runs(sender.strapline), Look.STRAP)
    where = ", ".join(sender.address)
    ways = [draft.runs(where)] if where else []
    if sender.telephone:
        ways.append((Run(sender.telephone, href=f"tel:{_dialled(sender.telephone)}"),))
    if ways:
        yield Lines(tuple(ways), Look.SMALL, contact=True)


def _field(words: SealWords, signing: SignatureLook) -> Field:
    signed, *rest = _shown(words, signing)
    tooltip = ", ".join((filled(words.spoken, name=signing.name), *rest))
    issued = filled(words.issued_for, signatory=signing.signatory) if signing.role else words.issued
    return Field(FIELD, tooltip, (signed, *rest, issued), words.language)


def _seal(words: SealWords, signing: SignatureLook) -> Lines:
    """What the twin of a signed letter says of the signature, which only the PDF has."""
    shown = (*_shown(words, signing), words.twin)
    return Lines(tuple((Run(line, lang=words.language),) for line in shown))


def _shown(words: SealWords, signing: SignatureLook) -> tuple[str, ...]:
    """Who signed by the certificate, in which role for whom, and when."""
    at = signing.at.astimezone(UTC)
    when = f"{at.day} {words.months[at.month - 1]} {at:%Y, %H:%M} UTC"
    role = filled(words.deputy, role=signing.role, signatory=signing.signatory) if signing.role else ""
    return tuple(line for line in (filled(words.signed_by, name=signing.name), role, when) if line)


def _signed_by(draft: LetterDraft, signing: SignatureLook | None) -> tuple[tuple[Run, ...], ...]:
    """The lines under the closing: the signatory with the titles, or a deputy, the role, and whom it is signed for."""
    name, below = draft.signatory.name, tuple[tuple[Run, ...], ...]()
    if signing and signing.role:
        words = filled(draft.pages.signed_for, signatory=name)
        name, below = signing.name, ((Run(signing.role),), (Run(words, lang=draft.pages.language),))
    return ((Run(name, strong=True),), *below, *_lines(draft, *draft.signatory.titles))


def _lines(draft: LetterDraft, *texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple(draft.runs(text) for text in texts if text)


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
