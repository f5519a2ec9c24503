"""``Reader``: files in, text, members and bitmaps out, whatever the file does to the process that opens it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from reviewer.documents.reader.keeper import Keeper, Quarantine
from reviewer.documents.reader.values import Cage, Limits, Reading
from reviewer.model import Picture
from reviewer.model.pages import Bitmap, Heading, Link, Outline, PageText, PageWords, TaggedText
from reviewer.model.problems import ProblemError, Reason, problem_of

DEFAULT_HANDLERS: Mapping[str, str] = MappingProxyType(
    {
        "read": "reviewer.documents.formats.dispatch:read",
        "kind": "reviewer.documents.formats.dispatch:kind",
        "member": "reviewer.documents.formats.dispatch:member",
        "unlocked": "reviewer.documents.formats.dispatch:unlocked",
        "render": "reviewer.documents.formats.pages:render",
        "sizes": "reviewer.documents.formats.pages:sizes",
        "boxes": "reviewer.documents.formats.pages:boxes",
        "words": "reviewer.documents.formats.pages:words",
        "outline": "reviewer.documents.formats.outline:outline",
        "links": "reviewer.documents.formats.outline:links",
        "tagged": "reviewer.documents.formats.pdf_tagged:tagged",
        "picture": "reviewer.documents.formats.picture_reading:shown",
    }
)
_DEFAULT_LIMITS = Limits()


class Reader(AbstractContextManager["Reader", None]):
    """A child process that reads documents; started when first needed, started again after a stop.

    Thread-safe: one call at a time, so give the screen a reader of its own beside the one that takes files in.
    """

    def __init__(
        self,
        limits: Limits = _DEFAULT_LIMITS,
        handlers: Mapping[str, str] = DEFAULT_HANDLERS,
        *,
        spare: bool = False,
        quarantine: Quarantine | None = None,
    ) -> None:
        """Keep the limits and the ops (name to "module:function", see the package); nothing is started yet.

        With *spare* a second child stands by once the first has answered, so that a page is back at once after a
        death: for the reader behind a screen. Readers that share a *quarantine* leave alone what killed any of them.
        """
        self.limits = limits
        self._keeper = Keeper(limits, handlers, spare=spare, quarantine=quarantine)

    @property
    def pid(self) -> int | None:
        """The child's process id, or None when there is none."""
        return self._keeper.pid

    @property
    def cage(self) -> Cage:
        """What keeps the child from the network and the files, and the words for it; starts the child if need be."""
        return self._keeper.cage

    def warm(self, *ops: str) -> None:
        """Start the child now, with what it needs for *ops*, so that the first call finds it ready; returns at once."""
        self._keeper.warm(ops)

    def call(
        self, op: str, path: Path | None, deadline: float | None = None, **args: Any
    ) -> tuple[dict[str, Any], bytes]:
        """Run *op* on the file at *path* in the child; *args* are JSON values, *deadline* seconds.

        Returns the handler's dict and payload. Raises StoppedError (a ProblemError) when it took too long, needed
        too much memory, died, was closed meanwhile, or died of this file twice before and is kept from it; and
        ProblemError when the handler refused or the file cannot be opened.
        """
        seconds = self.limits.deadline if deadline is None else deadline
        reply = self._keeper.ask(op, path, seconds, args)
        if "refused" in reply:
            with self._keeper.believing(path):
                refused = problem_of(reply["refused"])
            raise ProblemError(refused)
        if "memory" in reply:
            raise self._keeper.stopped(path, Reason.READING_TOO_LARGE, seconds)
        if "ok" not in reply:
            raise self._keeper.stopped(path, Reason.READER_CONFUSED, seconds)
        return reply["ok"], reply["payload"]

    def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
        """Return the text and the members of the document at *path*, called *name* by its sender.

        What cannot be read comes back with ``text.problem``; only a file that cannot be opened raises DocumentError.
        """
        from reviewer.documents.reader.whole_document import read_all

        return read_all(self, path, name, sha256, password)

    def render(
        self,
        path: Path,
        page: int,
        scale: float,
        clip: tuple[int, int, int, int] | None = None,
        password: str | None = None,
    ) -> Bitmap:
        """Return a page (from 0) as pixels, *scale* pixels a point; *clip* is x, y, width, height in pixels."""
        head, data = self.call("render", path, page=page, scale=scale, clip=clip, password=password)
        with self._keeper.believing(path):
            return _bitmap(head, data)

    def picture(self, path: Path, picture: Picture, side: int, password: str | None = None) -> Bitmap:
        """Return a picture in a document as pixels on white, no side longer than *side*."""
        head, data = self.call(
            "picture", path, key=picture.key, box=picture.box, side=side, password=password
        )
        with self._keeper.believing(path):
            return _bitmap(head, data)

    def page_boxes(self, path: Path, page: int, password: str | None = None) -> PageText:
        """Return a page's text, the same as its Part's, with a box for each code point (see PageText)."""
        head, data = self.call("boxes", path, page=page, password=password)
        boxes = array("f")
        with self._keeper.believing(path):
            cut = int(head["text"])
            boxes.frombytes(data[cut:])
            text = PageText(data[:cut].decode("utf-8"), boxes, float(head["width"]), float(head["height"]))
            _check(len(boxes) == 4 * len(text.text))
        return text

    def words(
        self, path: Path, password: str | None = None, *, at: int = 0, to: int | None = None
    ) -> Iterator[PageWords]:
        """Yield each page's text with a box per word (what ``pdftotext -bbox`` gives); nothing for what is no PDF.

        From page *at* (from 0) to before page *to*, or the end.
        """
        step, following = self.limits.step, at
        while True:
            head, data = self.call("words", path, at=following, to=to, step=step, password=password)
            with self._keeper.believing(path):
                pages, next_page = list(_pages(head["pages"], data)), head["next"]
                _check(next_page is None or (isinstance(next_page, int) and next_page > following))
            yield from pages
            if next_page is None:
                return
            following = next_page

    def page_sizes(self, path: Path, password: str | None = None) -> tuple[tuple[float, float], ...]:
        """Return the width and height of each page in points, as shown; () for what has no pages."""
        _head, data = self.call("sizes", path, password=password)
        sizes = array("f")
        with self._keeper.believing(path):
            sizes.frombytes(data)
            return tuple(zip(sizes[0::2], sizes[1::2], strict=True))

    def outline(self, path: Path, password: str | None = None) -> Outline:
        """Return page labels and headings; empty for what has none."""
        head, _data = self.call("outline", path, password=password)
        with self._keeper.believing(path):
            headings = (Heading(int(depth), str(title), int(page)) for depth, title, page in head["headings"])
            return Outline(tuple(map(str, head["labels"])), tuple(headings))

    def links(self, path: Path, page: int, password: str | None = None) -> tuple[Link, ...]:
        """Return where the links of a page (from 0) stand and what address each names; nothing is followed."""
        head, _data = self.call("links", path, page=page, password=password)
        with self._keeper.believing(path):
            return tuple(
                Link(float(left), float(top), float(right), float(bottom), str(address), int(to))
                for left, top, right, bottom, address, to in head["links"]
            )

    def tagged(self, path: Path) -> TaggedText:
        """Return what a tagged PDF reads out, and what stands beside that; nothing for what is no PDF."""
        head, _data = self.call("tagged", path)
        with self._keeper.believing(path):
            fields, aside = tuple(map(str, head["fields"])), tuple(map(str, head["aside"]))
            return TaggedText(str(head["words"]), fields, aside)

    def believing(self, path: Path) -> AbstractContextManager[None]:
        """Take apart in here what ``call`` answered about *path*: nonsense is raised as StoppedError."""
        return self._keeper.believing(path)

    def close(self) -> None:
        """End the child at once, from any thread: a call under way raises StoppedError. The next starts another."""
        self._keeper.stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def _pages(heads: Any, data: bytes) -> Iterator[PageWords]:
    start = 0
    for page in heads:
        text, spans = start + int(page["text"]), start + int(page["text"]) + 8 * int(page["words"])
        end = spans + 16 * int(page["words"])
        words, boxes = array("I", data[text:spans]), array("f", data[spans:end])
        yield PageWords(
            data[start:text].decode("utf-8"), words, boxes, float(page["width"]), float(page["height"])
        )
        start = end


def _bitmap(head: dict[str, Any], data: bytes) -> Bitmap:
    bitmap = Bitmap(int(head["width"]), int(head["height"]), int(head["stride"]), data)
    _check(0 < bitmap.width * 4 <= bitmap.stride and bitmap.stride * bitmap.height == len(data))
    return bitmap


def _check(sound: bool) -> None:  # noqa: FBT001  # what it is about stands at its call
    """Raise ValueError for what is not *sound*: pixels that are not there would be read past their end."""
    if not sound:
        raise ValueError


__all__ = ["DEFAULT_HANDLERS", "Reader"]
