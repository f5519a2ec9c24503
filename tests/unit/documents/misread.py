"""What must hold of a file that was misread once: checks that a line of the list is made of, each of what a reader would see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from reviewer.documents.formats import pdf_doubt
from reviewer.documents.reader import Member, Reader
from reviewer.model import Aside, DocumentText, NoteCode, NoText, Place, Reason
from reviewer.model.places import page_below
from reviewer.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the list, what was read of it, and what lay inside, with its bytes where they were to be had."""

    reader: Reader
    path: Path
    text: DocumentText
    inside: tuple[tuple[Member, bytes], ...]


Check = Callable[[Found], bool]


def says(*words: str, page: int = 0, aside: Aside | None = None, kind: str = "") -> Check:
    """These words stand in it: anywhere, on a page, or in what stands beside; white space is one space."""

    def check(found: Found) -> bool:
        parts = found.text.parts[page - 1 : page] if page else found.text.parts
        parts = tuple(part for part in parts if aside is None or part.aside is aside)
        said = " ".join("\n".join(part.text.replace("\u00ad", "") for part in parts).split())
        return all(" ".join(each.split()) in said for each in words) and kind in {"", found.text.kind}

    return check


def lacks(*words: str) -> Check:
    """None of these stands in it: letters that it was misread as."""
    return lambda found: not any(each in part.text for part in found.text.parts for each in words)


def sized(width: float, height: float) -> Check:
    """Its pages have this size, in points, after their text was read."""
    return lambda found: set(found.reader.page_sizes(found.path)) == {(width, height)}


def told(code: NoteCode, **values: str) -> Check:
    """This is told of the file, with these values."""
    return lambda found: any(
        each.code is code and all(words in str(each.value(name)) for name, words in values.items())
        for each in found.text.also
    )


def refused(reason: Reason, kind: str = "", **values: str) -> Check:
    """It is kept with this reason, and so named."""

    def check(found: Found) -> bool:
        problem = found.text.problem
        named = kind in {"", found.text.kind}
        return (
            problem is not None
            and problem.reason is reason
            and named
            and all(problem.value(name) == value for name, value in values.items())
        )

    return check


def holds(*names: str) -> Check:
    """These are inside it, as documents of their own, and all are to be had."""
    return lambda found: (
        tuple(member.name for member, data in found.inside if data and member.problem is None) == names
    )


def inside_is_locked(found: Found) -> bool:
    """What is attached to it can't be had without a password, which is said of the attachment."""
    return bool(found.inside) and all(
        member.problem is not None and member.problem.wants_password for member, _data in found.inside
    )


def sound(found: Found) -> bool:
    """Nothing is wrong with it."""
    return found.text.problem is None


def mended(found: Found) -> bool:
    """It is said to be damaged, and read as far as it could be saved."""
    return found.text.problem == Problem(Reason.PDF_MENDED)


def locked(found: Found) -> bool:
    """It is said to be locked, not damaged."""
    return found.text.problem is not None and found.text.problem.wants_password


def blank(found: Found) -> bool:
    """Its page says that it is blank, and is told as such."""
    return [part.no_text for part in found.text.parts] == [NoText.BLANK]


def unread(found: Found) -> bool:
    """What its first page shows is to be recognised, or looked at."""
    return any(part.unreadable and page_below(part.place) == Place.page(0) for part in found.text.parts)


def doubted(found: Found) -> bool:
    """Its first page says other words than it shows, so that it is recognised, or looked at, once that was noticed."""
    asked: dict[str, object] = {"at": 0, "step": 0.0, "until": None, "leave": [], "password": None}
    head, _none = pdf_doubt.doubt(found.path.read_bytes(), asked)
    return [number for number, _why, _share in head["pages"]] == [0]


def cells(count: int) -> Check:
    """Its first sheet has so many cells with something in them."""
    return lambda found: len(found.text.parts[0].cells) == count


def clear_where_clear(found: Found) -> bool:
    """A picture's corner, which is clear, shows paper."""
    drawn = found.reader.render(found.path, 0, 1.0)
    picture = Image.frombuffer("RGB", (drawn.width, drawn.height), drawn.data, "raw", "BGRX", drawn.stride, 1)
    return picture.getpixel((0, 0)) == (255, 255, 255)
