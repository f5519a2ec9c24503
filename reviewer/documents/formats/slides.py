"""PowerPoint shows: a part per slide, with its tables, charts, diagrams, notes and comments; then what the masters show.

Read from the parts themselves, whichever of its two namespaces the file uses (ECMA-376, or Strict ISO/IEC 29500).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from reviewer.documents.formats import (
    drawings,
    embedded,
    package,
    package_also,
    package_pictures,
    slide_text,
)
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.package_parts import Parts, parsed
from reviewer.documents.formats.package_pictures import Reference
from reviewer.documents.formats.pictures import Gathered
from reviewer.documents.formats.side_parts import LABELS, hidden_place
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, NoteCode, NoText, Part, Problem
from reviewer.model.notes import listed, note
from reviewer.model.problems import Reason, Thing, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "slides/4"
_DRAWN = (
    "chart",
    "chartEx",
    "chartUserShapes",
    "diagramData",
    "diagramDrawing",
    "vmlDrawing",
    "themeOverride",
)
_OF_MASTER = (*_DRAWN, "theme")
_DAMAGED = RefusalError(Reason.OFFICE_DAMAGED, thing=Thing.SHOW)


@dataclass(slots=True)
class _Show:
    """What was read of a show: its slides, what stands beside them, and which slides are not whole."""

    slides: list[Part] = field(default_factory=list)
    beside: dict[Aside, dict[str, None]] = field(default_factory=dict)
    spoilt: list[str] = field(default_factory=list)
    masters: dict[str, Any] = field(default_factory=dict)
    pictures: list[list[Reference]] = field(default_factory=list)
    round_pictures: list[Reference] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, aside: Aside, lines: Iterator[str] | list[str]) -> None:
        """Add lines to the part for *aside*, each once."""
        beside = self.beside.setdefault(aside, {})
        beside.update((line, None) for line in lines if line.strip())


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per slide."""
    del args
    with package.office(data, Thing.SHOW, whole=True) as archive:
        members, shut = embedded.listed(archive, embedded.objects(archive))
        also = [*embedded.file_notes(members), *package_also.office(archive, shut)]
        show = _read(archive)
        beside = _beside(show)
        gathered = _gathered(archive, show, beside)
    unseen = sum(part.hidden for part in show.slides)
    if unseen:
        also.insert(0, note(NoteCode.HIDDEN_SLIDES, hidden_place(show.slides), slides=unseen))
    parts = [*show.slides, *beside, *gathered.parts()]
    also += gathered.notes_left_out()
    return Extract("pptx", EXTRACTOR, parts, members, _problem(show.spoilt), also=also)


def _beside(show: _Show) -> list[Part]:
    """Return the parts of what stands beside the slides: each sort that says anything, and the masters' that show a picture."""
    if show.round_pictures:
        show.add(Aside.MASTER_SLIDE, [])
    pictured = {Aside.MASTER_SLIDE} if show.round_pictures else set()
    texts = [(aside, joined(lines)) for aside, lines in show.beside.items()]
    filled = [(aside, text) for aside, text in texts if text or aside in pictured]
    return [
        Part(f"s{n}", LABELS[aside], text, aside=aside) for n, (aside, text) in enumerate(filled, start=1)
    ]


def _gathered(archive: ZipFile, show: _Show, beside: list[Part]) -> Gathered:
    """Return the pictures of the slides, then those that masters, layouts and themes show on them."""
    gathered = Gathered()
    shown = package_pictures.Shown(Parts(archive), gathered)
    for slide, pictures in zip(show.slides, show.pictures, strict=True):
        shown.take(pictures, slide.place, slide.label)
    for part in beside:
        if part.aside is Aside.MASTER_SLIDE:
            shown.take(show.round_pictures, part.place, part.label)
    return gathered


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its entry in the package."""
    with package.opened(data, Thing.SHOW) as archive:
        return embedded.fetch(archive, str(args["key"]))


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: its entry in the package."""
    with package.opened(data, Thing.SHOW) as archive:
        return package_pictures.picture(archive, str(args["key"]))


def _problem(spoilt: list[str]) -> Problem | None:
    return problem(Reason.SLIDES_DAMAGED, slides=len(spoilt), **listed(spoilt)) if spoilt else None


def _read(archive: ZipFile) -> _Show:
    parts, show = Parts(archive), _Show()
    main = next(parts.related("", "officeDocument"), None)
    root, whole = (None, False) if main is None else parts.tree(main)
    if main is None or root is None or not whole:
        raise _DAMAGED
    targets = {one.identity: one.target for one in parts.relations(main) if not one.outside}
    for number, entry in enumerate(root.iterfind("{*}sldIdLst/{*}sldId"), start=1):
        name = targets.get(_identity(entry), "")
        slide, whole = parts.tree(name)
        if slide is None or not whole:
            show.spoilt.append(str(number))
        show.slides.append(_blank(number) if slide is None else _slide(number, slide, parts, name, show))
        show.pictures.append(_pictures(parts, name, slide))
        if not whole:
            show.pictures[-1] += package_pictures.related(parts, name)
        if slide is not None:
            _masters(slide, parts, name, show)
            _round(parts, name, show)
    return show


def _identity(node: Any) -> str:
    """Return ``r:id``, which stands beside an ``id`` of another sort."""
    return next((str(said) for key, said in node.attrib.items() if key.endswith("}id")), "")


def _blank(number: int) -> Part:
    return Part(f"slide{number}", f"slide {number}", "", NoText.DAMAGED)


def _slide(number: int, slide: Any, parts: Parts, name: str, show: _Show) -> Part:
    shapes = slide_text.shapes(slide)
    written = [*slide_text.lines(shapes), *slide_text.drawn(parts, name)]
    no_text = NoText.DRAWING if not joined(written) and slide_text.is_drawn(shapes) else None
    for target in parts.related(name, "notesSlide"):
        page, _whole = parts.tree(target)
        if page is not None:
            notes = slide_text.notes(page)
            written += [f"Notes: {notes}"] if notes.strip() else []
            for aside, text in slide_text.furniture(page):
                show.add(aside, [text])
    for target in parts.related(name, "comments"):
        written += [f"Comment: {line}" for line in _comments(parts.data(target) or b"<none/>")]
    written += [f"{slide_text.ALTERNATIVE}{line}" for line in slide_text.alternatives(shapes)]
    hidden = slide.get("show") in {"0", "false"}
    label = f"slide {number}{' (hidden)' if hidden else ''}"
    return Part(f"slide{number}", label, joined(written), no_text, hidden=hidden)


def _pictures(parts: Parts, name: str, slide: Any) -> list[Reference]:
    """Return the pictures of a slide: its own and its ground's, its charts' and diagrams', and those of its notes."""
    pictures = [] if slide is None else package_pictures.references(parts, name, slide)
    pictures += package_pictures.beneath(parts, name, (*_DRAWN, "notesSlide"), {name}, _DRAWN)
    return pictures


def _round(parts: Parts, name: str, show: _Show) -> None:
    """Note the pictures that layout, master and theme put on a slide, and on the page of its notes."""
    pictures = package_pictures.beneath(
        parts, name, ("slideLayout",), show.seen, ("slideMaster", *_OF_MASTER)
    )
    show.round_pictures += pictures
    for notes in parts.related(name, "notesSlide"):
        show.round_pictures += package_pictures.beneath(parts, notes, ("notesMaster",), show.seen, _OF_MASTER)


def _masters(slide: Any, parts: Parts, name: str, show: _Show) -> None:
    """Add what the layout and the master of a slide show on it."""
    for kind in ("slideLayout", "slideMaster"):
        target = next(parts.related(name, kind), None)
        if target is None or slide.get("showMasterSp") in {"0", "false"}:
            return
        name = target
        if target in show.masters:
            slide = show.masters[target]
        else:
            slide = show.masters[target] = parts.tree(target)[0]
            if slide is not None:
                shapes = slide_text.own(slide_text.shapes(slide))
                show.add(Aside.MASTER_SLIDE, [*slide_text.lines(shapes), *slide_text.drawn(parts, target)])
                show.add(
                    Aside.MASTER_SLIDE,
                    [f"{slide_text.ALTERNATIVE}{line}" for line in slide_text.alternatives(shapes)],
                )
        if slide is None:
            return


def _comments(xml: bytes) -> list[str]:
    root, _whole = parsed(xml)
    texts = [] if root is None else [node.text or "" for node in root.iter("{*}text")]
    return [text for text in texts if text.strip()] or drawings.paragraphs(xml)
