"""PowerPoint shows: a part per slide, with its tables, charts, diagrams, notes and comments; then what the masters show.

Read from the parts themselves, whichever of its two namespaces the file uses (ECMA-376, or Strict ISO/IEC 29500).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap
from typing import Any
from zipfile import ZipFile

from reviewer.documents.formats import drawings, embedded, package, package_also, slide_text
from reviewer.documents.formats.extract import Extract, joined
from reviewer.documents.formats.package_parts import Parts, parsed
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part

EXTRACTOR = "slides/3"
MASTER = "master slide"
_WHAT = "This presentation"
_REMEDY = "Ask the sender for it again, or for it as a PDF."
_DAMAGED = RefusalError(f"{_WHAT} is damaged", _REMEDY)
_NAMED = 5


@dataclass(slots=True)
class _Show:
    """What was read of a show: its slides, what stands beside them, and which slides are not whole."""

    slides: list[Part] = field(default_factory=list)
    beside: dict[str, dict[str, None]] = field(default_factory=dict)
    spoilt: list[str] = field(default_factory=list)
    masters: dict[str, Any] = field(default_factory=dict)

    def add(self, label: str, lines: Iterator[str] | list[str]) -> None:
        """Add lines to what is called *label*, each once."""
        kept = self.beside.setdefault(label, {})
        kept.update((line, None) for line in lines if line.strip())


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per slide."""
    del args
    with package.office(data, _WHAT, whole=True) as archive:
        members, shut = embedded.listed(archive, embedded.objects(archive))
        also = package_also.office(archive, shut)
        show = _read(archive)
    unseen = sum(part.label.endswith("(hidden)") for part in show.slides)
    if unseen:
        slides = package_also.counted(unseen, "hidden slide", "hidden slides")
        also.insert(0, f"{slides}, shown here and labelled so.")
    texts = [(label, joined(lines)) for label, lines in show.beside.items()]
    beside = [Part(f"s{n}", label, text) for n, (label, text) in enumerate(filter(_filled, texts), start=1)]
    return Extract("pptx", EXTRACTOR, [*show.slides, *beside], members, _problem(show.spoilt), also=also)


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its entry in the package."""
    with package.opened(data, _WHAT) as archive:
        return embedded.fetch(archive, str(args["key"]))


def _filled(part: tuple[str, str]) -> bool:
    return bool(part[1])


def _problem(spoilt: list[str]) -> str | None:
    if not spoilt:
        return None
    named = ", ".join(spoilt[:_NAMED]) + (" and more" if len(spoilt) > _NAMED else "")
    word = "Slide" if len(spoilt) == 1 else "Slides"
    return f"{word} {named} could not be read whole: the file is damaged there. {_REMEDY}"


def _read(archive: ZipFile) -> _Show:
    parts, show = Parts(archive), _Show()
    main = next(parts.related("", "officeDocument"), None)
    root, whole = (None, False) if main is None else parts.tree(main)
    if main is None or root is None or not whole:
        raise _DAMAGED
    targets = {one.identity: one.target for one in parts.relations(main) if not one.outside}
    for number, listed in enumerate(root.iterfind("{*}sldIdLst/{*}sldId"), start=1):
        name = targets.get(_identity(listed), "")
        slide, whole = parts.tree(name)
        if slide is None or not whole:
            show.spoilt.append(str(number))
        show.slides.append(_blank(number) if slide is None else _slide(number, slide, parts, name, show))
        if slide is not None:
            _masters(slide, parts, name, show)
    return show


def _identity(node: Any) -> str:
    """Return ``r:id``, which stands beside an ``id`` of another sort."""
    return next((str(said) for key, said in node.attrib.items() if key.endswith("}id")), "")


def _blank(number: int) -> Part:
    return Part(f"slide{number}", f"slide {number}", "", unreadable=True)


def _slide(number: int, slide: Any, parts: Parts, name: str, show: _Show) -> Part:
    shapes = slide_text.shapes(slide)
    written = [*slide_text.lines(shapes), *slide_text.drawn(parts, name)]
    pictured = not joined(written) and bool(shapes)
    for target in parts.related(name, "notesSlide"):
        page, _whole = parts.tree(target)
        if page is not None:
            notes = slide_text.notes(page)
            written += [f"Notes: {notes}"] if notes.strip() else []
            for label, text in slide_text.furniture(page):
                show.add(f"{label} of notes", [text])
    for target in parts.related(name, "comments"):
        written += [f"Comment: {line}" for line in _comments(parts.data(target) or b"<none/>")]
    pictured = pictured and not joined(written)
    written += [f"{slide_text.ALTERNATIVE}{line}" for line in slide_text.alternatives(shapes)]
    hidden = " (hidden)" if slide.get("show") in {"0", "false"} else ""
    return Part(f"slide{number}", f"slide {number}{hidden}", joined(written), unreadable=pictured)


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
                show.add(MASTER, [*slide_text.lines(shapes), *slide_text.drawn(parts, target)])
                show.add(
                    MASTER, [f"{slide_text.ALTERNATIVE}{line}" for line in slide_text.alternatives(shapes)]
                )
        if slide is None:
            return


def _comments(xml: bytes) -> list[str]:
    root, _whole = parsed(xml)
    texts = [] if root is None else [node.text or "" for node in root.iter("{*}text")]
    return [text for text in texts if text.strip()] or drawings.paragraphs(xml)
