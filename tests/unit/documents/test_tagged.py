"""What a tagged PDF reads out, in the order of its tags, and what no tag has: also of files that lie about their tree."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from reviewer.documents.reader import Reader
from reviewer.model.pages import TaggedText
from reviewer.paper import Heading, Paper, Paragraph, Run, Table, render_pdf

AT = datetime(2032, 4, 5, tzinfo=UTC)
LONG = " ".join(f"left{number}" for number in range(900)), " ".join(f"right{number}" for number in range(900))
PAPER = Paper(
    "T", "A", "en-GB", AT,
    (Heading("Subject", 1), Paragraph((Run("See "), Run("Heddlu", lang="cy"), Run("."))), Table("", ("One", "Two"), (LONG,))),
    marking="OFFICIAL",
)  # fmt: skip


def read(reader: Reader, data: bytes, folder: Path) -> TaggedText:
    (folder / "x.pdf").write_bytes(data)
    return reader.tagged(folder / "x.pdf")


def test_cells_that_stand_beside_each_other_are_read_one_after_the_other(
    reader: Reader, tmp_path: Path
) -> None:
    """The order of the tags is the twin's, over any number of pages; the head is read once, and stands aside on the others."""
    found = read(reader, render_pdf(PAPER), tmp_path)
    assert found.words.split() == f"Subject See Heddlu. One Two {LONG[0]} {LONG[1]}".split()
    assert len(found.aside) > 1
    assert all(("OneTwo" in "".join(page.split())) == (number > 0) for number, page in enumerate(found.aside))
    assert all("OFFICIAL" in page for page in found.aside)
    assert found.fields == ()


def test_a_tree_that_is_none_loses_no_word(reader: Reader, tmp_path: Path) -> None:
    for spoil in ("ring", "nonsense", "missing", "page"):
        with pikepdf.open(io.BytesIO(render_pdf(PAPER))) as opened:
            root = opened.Root.StructTreeRoot
            if spoil == "ring":
                root.K.K.append(root.K)
            elif spoil == "nonsense":
                root.K.K = pikepdf.Array([pikepdf.Name("/None"), pikepdf.String("x")])
            elif spoil == "missing":
                del opened.Root.StructTreeRoot
            else:
                root.K.K[0].Pg = root.K
            out = io.BytesIO()
            opened.save(out)
        found = read(reader, out.getvalue(), tmp_path)
        for word in ("Subject", "Heddlu", "left7", "right259"):
            assert word in found.words, (spoil, word)


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.7\nnone"])
def test_what_is_no_pdf_says_nothing(reader: Reader, tmp_path: Path, data: bytes) -> None:
    assert read(reader, data, tmp_path).words.strip() == ""
