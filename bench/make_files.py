"""Makes what is measured into build/bench, the same each time: fixed seeds, made words.

    python -m bench.make_files

A dense PDF (1,000 pages of 7,000 characters) and 100,000 pages of 400 words with a Zipf vocabulary, as
1,000 text files of 100 pages (a form feed between pages).
"""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"

PDF_PAGES = 1_000
PDF_LINES, PDF_LINE = 70, 100

TEXT_FILES, PAGES_A_FILE, WORDS_A_PAGE = 1_000, 100, 400
VOCABULARY = 60_000
RARE, RARE_EVERY = "quillonade", 20_000
"""A made word that is not in the vocabulary, planted once in this many pages."""

_SEED = 2017
_ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "h",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
)
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ou")
_CODAS = ("", "n", "r", "s", "t", "l", "nd", "st")


def vocabulary(size: int = VOCABULARY) -> tuple[str, ...]:
    """Return made words, the most frequent first, as long as English has them: short ones are frequent."""
    chance = random.Random(_SEED)
    words: dict[str, None] = {}
    while len(words) < size:
        rank = len(words)
        syllables = 1 + (rank > 150) + (rank > 3_000)
        closed = _CODAS if rank > 80 else _CODAS[:1]
        word = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(closed) for _ in range(syllables)
        )
        words[word] = None
    return tuple(words)


def pages(count: int, words: int = WORDS_A_PAGE) -> Iterator[str]:
    """Give pages of words drawn by Zipf's law; the rare word stands in the middle of a few."""
    chance = random.Random(_SEED + 1)
    vocab = vocabulary()
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(vocab) + 1)))
    for number in range(count):
        drawn = chance.choices(vocab, cum_weights=weights, k=words)
        if number % RARE_EVERY == RARE_EVERY // 3:
            drawn[words // 2] = RARE
        yield "\n".join(" ".join(drawn[start : start + 12]) for start in range(0, words, 12))


def make_text(folder: Path) -> None:
    """Write the text files."""
    folder.mkdir(parents=True, exist_ok=True)
    stream = pages(TEXT_FILES * PAGES_A_FILE)
    for number in range(TEXT_FILES):
        text = "\f".join(itertools.islice(stream, PAGES_A_FILE))
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def make_pdf(path: Path) -> None:
    """Write the dense PDF."""
    from reportlab.pdfgen.canvas import Canvas

    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for text in pages(PDF_PAGES, words=PDF_LINES * PDF_LINE // 3):
        canvas.setFont("Helvetica", 8)
        lines = canvas.beginText(40, 810)
        lines.setLeading(11)
        joined = text.replace("\n", " ")
        for start in range(0, PDF_LINES * PDF_LINE, PDF_LINE):
            lines.textLine(joined[start : start + PDF_LINE])
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()


def make_index(folder: Path) -> None:
    """Index the text files, as the program indexes what it reads: a document a file, a part a page."""
    from reviewer.casebook.index import Index
    from reviewer.model import DocumentText, Part

    index = Index(folder, writable=True)
    for file in sorted((FOLDER / "text").glob("*.txt")):
        data = file.read_bytes()
        parts = tuple(
            Part(f"p{number}", f"page {number}", text)
            for number, text in enumerate(data.decode().split("\f"), 1)
        )
        index.put(DocumentText(hashlib.sha256(data).hexdigest(), "pdf", "made", parts))
    index.settle()  # as the program does beside the window, when documents have come
    index.close()


def made(path: Path, make: Callable[[Path], None], *sources: Path) -> Path:
    """Return a path, made (again) unless it is there whole and by this very script and these sources."""
    stamp = path.with_name(f".{path.name}.made")
    code = b"".join(source.read_bytes() for source in (Path(__file__), *sources))
    version = hashlib.sha256(code).hexdigest()
    if not stamp.exists() or stamp.read_text() != version:
        print(f"making {path.relative_to(FOLDER)} ...", file=sys.stderr, flush=True)
        stamp.unlink(missing_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        make(path)
        stamp.write_text(version)
    return path


def dense_pdf() -> Path:
    """Return the dense PDF."""
    return made(FOLDER / "dense.pdf", make_pdf)


def text_files() -> Path:
    """Return the folder of text files."""
    return made(FOLDER / "text", make_text)


def text_index() -> Path:
    """Return the folder of the index of the same text."""
    text_files()
    room = FOLDER.parent.parent / "reviewer" / "casebook"
    return made(FOLDER / "index", make_index, *sorted(room.glob("index*.py")))


def main() -> None:
    """Make everything."""
    text_index()
    dense_pdf()


if __name__ == "__main__":
    main()
