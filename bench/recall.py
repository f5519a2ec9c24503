"""How many of the words that an independent reader finds in a file our text of it has too: a table by kind.

    python -m bench.recall [FOLDER]     FOLDER: the corpus, unless another one is named

Recall: of the independent reader's words (``wordcount.words``: each as often as it stands there), the share that our
text has, with what we set beside it (headers, notes, comments) and the documents inside it. What is typed into a PDF's form
counts, what stands outside the cells of a workbook too, and in rows of their own the words of pictures, recognised.
A file of which LibreOffice made nothing is given to it again, alone; a page of a PDF without text to Tesseract. Every file that is not measured is named with the reason:
broken or locked by the corpus's manifest, nothing found by the other reader (and how many words ours has), no other reader.
Under the table stands each file below the bound, with the words. Exit 1 if in a kind the median is not 1.000, or a tenth of
its files lies below the bound, or if it could not be run.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, independent
from bench.measure import NotRunError
from bench.pictured import PACKED, PICTURES, picture_words
from bench.wordcount import words
from reviewer.documents import recognising
from reviewer.documents.reader import DEFAULT_HANDLERS, Reader
from reviewer.errors import ReviewerError
from reviewer.model import Place

MIDDLE, BOUND = 0.9995, 0.98
"""The least that the median of a kind may be, rounded to three places, and the least of its lowest tenth."""
_PEERS_DOING = {
    "docx/footnotes.docx": "LibreOffice writes a note's number onto the word before it",
    "docx/testWORD_features.docx": "LibreOffice writes struck-out text too, onto the words beside it; ours stands in a part of its own",
    "pdf-encodings/PDFBOX-4531-bidi-ligature-1.pdf": "a Hebrew letter and an Arabic ligature, which ours writes as one word and pdftotext on two lines",
    "pdf-many-pages/GeoTopo-komprimiert.pdf": "formulas: the readers part letters and their indices differently",
    "pdf-text/Simple_PDF_2.0_file.pdf": "pdftotext writes HelloWorld; the page shows Hello World",
}  # fmt: skip
"""Files where the peer is the one that errs, or neither does, looked at one by one."""
_SHOWN = 12
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Recall:
    """One file: its kind, how many words the peer has, the share that we have, and which we lack."""

    name: str
    kind: str
    peer: int
    share: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is not measured, and why."""

    name: str
    kind: str
    why: str


def measured(folder: Path) -> tuple[list[Recall], list[Left]]:
    """Read every file of *folder* both ways."""
    why, locks = corpus.reasons(folder), corpus.passwords(folder)
    names = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    paths = {name: path for name, path in names.items() if not why or name in why}
    left = {name: wrong for name, path in paths.items() if (wrong := _not_measured(path, why.get(name, "")))}
    chosen = [path for name, path in paths.items() if name not in left]
    office = independent.office_texts(path for path in chosen if _kind(path) in independent.OFFICE)
    found: list[Recall] = []
    with Reader(handlers={**DEFAULT_HANDLERS, **recognising.HANDLERS}) as reader:
        for name, path in paths.items():
            if name not in left:
                rows = list(_rows(reader, name, path, office, locks.get(name)))
                found += rows
                left |= {} if rows else {name: _silent(reader, path, locks.get(name))}
    return found, [Left(name, _kind(paths[name]), wrong) for name, wrong in left.items()]


def _not_measured(path: Path, why: str) -> str:
    if corpus.SPOILT.search(why):
        return f"broken or locked: {why}"
    known = _kind(path) in independent.NAMES or _kind(path) in PICTURES
    return "" if known else "no other reader"


def _silent(reader: Reader, path: Path, password: str | None) -> str:
    ours = len(words(_ours(reader, path, password)))
    return f"the other readers find nothing in it, text or picture; ours has {ours} words"


def _rows(
    reader: Reader, name: str, path: Path, office: dict[Path, str], password: str | None
) -> Iterator[Recall]:
    """Yield a file's row of its text, and one of its pictures, as far as the other reader finds words in them."""
    kind = _kind(path)
    peer = _peer(path, office, password) if kind in independent.NAMES else Counter[str]()
    if peer:
        yield _recall(name, kind, peer, _ours(reader, path, password))
    pictured = picture_words(path, password) if kind in PICTURES | PACKED | {"pdf"} else []
    if pictured:
        sort = "pictures" if kind in PICTURES else f"{kind}, pictures"
        yield _recall(name, sort, Counter(pictured), _ours(reader, path, password, recognised=True))


def _kind(path: Path) -> str:
    return path.suffix[1:].lower()


def _peer(path: Path, office: dict[Path, str], password: str | None) -> Counter[str]:
    if path in office:
        return Counter(words(office[path]))
    if _kind(path) == "pdf":
        typed = Counter(words("\n".join(independent.pdf_values(path, password))))
        return typed | Counter(words(independent.pdf_text(path, password)))
    return Counter(words(independent.READERS[_kind(path)](path)))


def _ours(
    reader: Reader, path: Path, password: str | None, depth: int = 0, *, recognised: bool = False
) -> str:
    try:
        reading = reader.read(path, path.name, "0" * 64, password)
    except ReviewerError:
        return ""
    texts = [part.text for part in reading.text.parts]
    for part in reading.text.parts if recognised else ():
        where = part.picture or Place.parse(part.place).page_index
        if part.waits and where is not None:
            with suppress(ReviewerError):  # a page that stops the reader is one whose words we lack
                made = recognising.recognise(reader, path, where, password, lambda: False)
                texts.append(made.text if made else "")
    for member in reading.members:
        if member.path is not None:
            inside = depth < _DEEPEST
            texts += [_ours(reader, member.path, None, depth + 1, recognised=recognised)] if inside else []
            member.path.unlink()
    return "\n".join(texts)


def _recall(name: str, kind: str, peer: Counter[str], ours: str) -> Recall:
    lacking, count = peer - Counter(words(ours)), peer.total()
    return Recall(name, kind, count, 1 - lacking.total() / count, tuple(lacking.elements()))


def tenth(shares: Sequence[float]) -> float:
    """Return the 10th percentile, between the two nearest values."""
    return statistics.quantiles(shares, n=10, method="inclusive")[0] if len(shares) > 1 else shares[0]


def table(found: Sequence[Recall], left: Sequence[Left] = ()) -> tuple[list[str], bool]:
    """Return the table's lines, and whether every kind is as it must be."""
    kinds: dict[str, list[Recall]] = defaultdict(list)
    for each in found:
        kinds[each.kind].append(each)
    out = Counter(each.kind for each in left)
    head = f"{'kind':<15}{'files':>6}{'left':>6}{'words':>10}{'median':>8}{'10th':>8}{'lowest':>8}  against"
    lines, met = [head], True
    for kind, rows in sorted(kinds.items()):
        shares = [row.share for row in rows]
        middle, low = statistics.median(shares), tenth(shares)
        good = middle >= MIDDLE and low >= BOUND
        met = met and good
        counts = f"{len(rows):>6}{out.pop(kind, 0):>6}{sum(row.peer for row in rows):>10,}"
        against = independent.NAMES.get(kind, "Tesseract alone")
        mark = "" if good else "  NOT MET"
        lines.append(f"{kind:<15}{counts}{middle:>8.3f}{low:>8.3f}{min(shares):>8.3f}  {against}{mark}")
    lines += [f"{kind:<15}{0:>6}{count:>6}" for kind, count in sorted(out.items())]
    for row in sorted(found, key=lambda row: row.share):
        if row.share < BOUND:
            lines.append(
                f"  {row.share:.4f} of {row.peer} words: {row.name} ({row.kind}): without {_few(row.missing)}"
            )
            lines += [f"         {_PEERS_DOING[row.name]}"] if row.name in _PEERS_DOING else []
    return [*lines, *(f"  left out: {each.name}: {each.why}" for each in left)], met


def _few(missing: tuple[str, ...]) -> str:
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return " ".join(missing[:_SHOWN]) + more


def main(given: list[str]) -> int:
    """Measure and print; return the exit code."""
    try:
        lines, met = table(*measured(Path(given[0]) if given else corpus.folder()))
    except NotRunError as error:
        print(f"not run: {error}")
        return 1
    print("\n".join(lines))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
