"""How many of the words that an independent reader finds in a file our text of it has too: a table by kind.

    python -m bench.recall [FOLDER]     FOLDER: the corpus, unless another one is named

Recall: of the independent reader's words (``wordcount.words``: each as often as it stands there), the share that our
text has, with what we set beside it (headers, notes, comments) and the documents inside it. Files that the corpus's
manifest calls broken or locked are left out, those without a word for the independent reader too. Under the table stands
each file below the bound, with the words. Exit 1 if the median of a kind is below it, or if it could not be run.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, independent
from bench.measure import NotRunError
from bench.wordcount import words
from reviewer.documents.reader import Reader
from reviewer.errors import ReviewerError

BOUND = 0.98
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


def measured(folder: Path) -> list[Recall]:
    """Read every file of *folder* both ways."""
    why, locks = corpus.reasons(folder), corpus.passwords(folder)
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _counts(path, folder, why))
    office = independent.office_texts(path for path in paths if path.suffix[1:].lower() in independent.OFFICE)
    found = []
    with Reader() as reader:
        for path in paths:
            name = path.relative_to(folder).as_posix()
            peer = words(_peer(path, office, locks.get(name)))
            if peer:
                found.append(_recall(name, _kind(path), peer, _ours(reader, path, locks.get(name))))
    return found


def _counts(path: Path, folder: Path, why: dict[str, str]) -> bool:
    name, kind = path.relative_to(folder).as_posix(), _kind(path)
    return (
        (not why or name in why) and kind in independent.NAMES and not corpus.SPOILT.search(why.get(name, ""))
    )


def _kind(path: Path) -> str:
    return path.suffix[1:].lower()


def _peer(path: Path, office: dict[Path, str], password: str | None) -> str:
    if path in office:
        return office[path]
    if _kind(path) == "pdf":
        return independent.pdf_text(path, password)
    return independent.READERS[_kind(path)](path)


def _ours(reader: Reader, path: Path, password: str | None, depth: int = 0) -> str:
    try:
        reading = reader.read(path, path.name, "0" * 64, password)
    except ReviewerError:
        return ""
    texts = [part.text for part in reading.text.parts]
    for member in reading.members:
        if member.path is not None:
            texts += [_ours(reader, member.path, None, depth + 1)] if depth < _DEEPEST else []
            member.path.unlink()
    return "\n".join(texts)


def _recall(name: str, kind: str, peer: list[str], ours: str) -> Recall:
    wanted = Counter(peer)
    lacking = wanted - Counter(words(ours))
    return Recall(name, kind, len(peer), 1 - lacking.total() / len(peer), tuple(lacking.elements()))


def table(found: list[Recall]) -> tuple[list[str], bool]:
    """Return the table's lines, and whether every kind's median reaches the bound."""
    kinds: dict[str, list[Recall]] = defaultdict(list)
    for each in found:
        kinds[each.kind].append(each)
    lines, met = [f"{'kind':<6}{'files':>6}{'words':>10}{'median':>9}{'lowest':>9}  against"], True
    for kind, rows in sorted(kinds.items()):
        middle = statistics.median(row.share for row in rows)
        met = met and middle >= BOUND
        lowest, total = min(row.share for row in rows), sum(row.peer for row in rows)
        mark = "" if middle >= BOUND else "  NOT MET"
        lines.append(
            f"{kind:<6}{len(rows):>6}{total:>10,}{middle:>9.4f}{lowest:>9.4f}  {independent.NAMES[kind]}{mark}"
        )
    for row in sorted(found, key=lambda row: row.share):
        if row.share < BOUND:
            lines.append(f"  {row.share:.4f} of {row.peer} words: {row.name}: without {_few(row.missing)}")
            lines += [f"         {_PEERS_DOING[row.name]}"] if row.name in _PEERS_DOING else []
    return lines, met


def _few(missing: tuple[str, ...]) -> str:
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return " ".join(missing[:_SHOWN]) + more


def main(given: list[str]) -> int:
    """Measure and print; return the exit code."""
    try:
        lines, met = table(measured(Path(given[0]) if given else corpus.folder()))
    except NotRunError as error:
        print(f"not run: {error}")
        return 1
    print("\n".join(lines))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
