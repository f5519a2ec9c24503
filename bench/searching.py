"""Search over 100,000 pages: how soon the first hits are there, how long ranking takes, and what the index costs.

Counted is from the words as typed to the first eight hits with their snippets, which is all that the list shows at first, in
the thread that searches; not the window's drawing of them. Of many questions the 95th percentile is taken. The peer is
ripgrep over the same text, for a word of one of these questions.
"""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from bench import make_files
from bench.entry import Entry, Measure, tool
from bench.measure import cost_of

BANDS = (0, 10, 50, 200, 1_000, 5_000, make_files.VOCABULARY)
"""Ranks of words by frequency: the first ten stand on every page, the last on a few of 100,000."""
EACH = 12
LETTERS = (2, 3, 4, 5, 6)
SAMPLE_FILES = 20
_SEED = 6


def words() -> list[str]:
    """Return words of every frequency."""
    chance, vocabulary = random.Random(_SEED), make_files.vocabulary()
    return [
        chance.choice(vocabulary[low:high]) for low, high in itertools.pairwise(BANDS) for _ in range(EACH)
    ]


def phrases() -> list[str]:
    """Return phrases of two to four words: such as stand in the text, and made ones of equally frequent words.

    Of the made ones many never occur, and of the most frequent words at that.
    """
    chance, vocabulary = random.Random(_SEED), make_files.vocabulary()
    made = [
        " ".join(chance.choice(vocabulary[low:high]) for _ in range(length))
        for low, high in itertools.pairwise(BANDS)
        for length in (2, 3, 4)
        for _ in range(EACH // 3)
    ]
    found = []
    for page in itertools.islice(make_files.pages(len(made)), len(made)):
        text, length = page.split(), chance.choice((2, 3, 4))
        start = chance.randrange(len(text) - length)
        found.append(" ".join(text[start : start + length]))
    return [f'"{phrase}"' for phrase in (*made, *found)]


def beginnings() -> list[str]:
    """Return beginnings of words as they stand in the text, so that the frequent ones are asked often."""
    chance = random.Random(_SEED)
    text = " ".join(make_files.pages(200)).split()
    return [
        chance.choice([word for word in text if len(word) >= letters])[:letters] + "*"
        for letters in LETTERS
        for _ in range(EACH)
    ]


def either() -> list[str]:
    """Return questions for any of six frequent words, as a criterion's terms are."""
    chance, vocabulary = random.Random(_SEED), make_files.vocabulary()
    return [
        " OR ".join(chance.sample(vocabulary[:high], 6))
        for high in (50, 200, 1_000)
        for _ in range(EACH // 3)
    ]


def first_hits(asked: Callable[[], Sequence[str]]) -> tuple[Measure, Measure]:
    """The 95th percentile of the time to the first hits; ripgrep for one of the same."""
    from reviewer.casebook import Index, parsed

    lookup = Index(make_files.text_index(), writable=False).lookup()
    questions = asked()

    def seconds(question: str) -> float:
        there: list[float] = []
        began = time.perf_counter()
        lookup.first(parsed(question), None, 200, lambda _hits: there.append(time.perf_counter()))
        return there[0] - began

    return lambda: _late([seconds(question) for question in questions]), _ripgrep(questions)


def ranked() -> tuple[Measure, Measure]:
    """The 95th percentile of the time to the best 200 with snippets, of all sorts of questions."""
    from reviewer.casebook import Index, parsed

    lookup = Index(make_files.text_index(), writable=False).lookup()
    questions = [each for asked in (words, phrases, beginnings, either) for each in asked()[::3]]

    def seconds(question: str) -> float:
        began = time.perf_counter()
        lookup.best(parsed(question), None, 200)
        return time.perf_counter() - began

    return lambda: _late([seconds(question) for question in questions]), _ripgrep(questions)


def indexing() -> tuple[Measure, Measure]:
    """What it costs to index pages as the program does; a plain FTS5 table of the same text, without its prefix index."""
    print(_cost(make_files.text_index() / "index.sqlite"), flush=True)
    files = sorted(make_files.text_files().glob("*.txt"))[:SAMPLE_FILES]
    pages = [file.read_text(encoding="utf-8").split("\f") for file in files]
    return lambda: _index(pages), lambda: _plain(pages)


def _index(documents: Sequence[Sequence[str]]) -> float:
    from reviewer.casebook import Index
    from reviewer.model import DocumentText, Part

    folder = make_files.FOLDER / "index-part"
    shutil.rmtree(folder, ignore_errors=True)
    index = Index(folder, writable=True)
    began = time.process_time()
    for number, pages in enumerate(documents):
        parts = tuple(Part(f"p{page}", f"page {page}", text) for page, text in enumerate(pages, 1))
        index.put(DocumentText(f"{number:064x}", "pdf", "made", parts))
    seconds = time.process_time() - began
    index.close()
    return seconds


def _plain(documents: Sequence[Sequence[str]]) -> float:
    path = make_files.FOLDER / "plain.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        began = time.process_time()
        for pages in documents:
            with db:
                db.executemany("INSERT INTO words VALUES(?)", ((page,) for page in pages))
        return time.process_time() - began


def _cost(index: Path) -> str:
    with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as db:
        (text,) = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM part").fetchone()
        sizes = {
            table: db.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()[0]  # noqa: S608 - two names of ours
            for table in ("words", "beginnings")
        }
    parts = ", ".join(f"{table} {size / 1e6:.0f} MB ({size / text:.2f})" for table, size in sizes.items())
    return f"the index of {text / 1e6:.0f} MB of text: {parts}; in all {sum(sizes.values()) / text:.2f} of the text"


def _late(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def _ripgrep(questions: Sequence[str]) -> Measure:
    sought = questions[len(questions) // 2].strip('"').rstrip("*").split()[0]
    command = [tool("rg"), "--ignore-case", "--count", sought, make_files.text_files()]
    return lambda: cost_of(command).wall


ENTRIES = (
    Entry("words, first hits, p95 / ripgrep", "wall", 1 / 5, 0.005, partial(first_hits, words)),
    Entry("phrases, first hits, p95 / ripgrep", "wall", 1 / 5, 0.005, partial(first_hits, phrases)),
    Entry("beginnings, first hits, p95 / ripgrep", "wall", 1 / 5, 0.005, partial(first_hits, beginnings)),
    Entry("all of these and six frequent words, ranked, p95 / ripgrep", "wall", 10, 0.25, ranked),
    Entry("indexing 2,000 pages / FTS5 alone", "CPU", 10, None, indexing),
)
