"""A reader that is started ahead answers as any other, and is the one that answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.documents.formats import facsimile, pages, pdf, trial
from reviewer.documents.reader import Reader

pytestmark = pytest.mark.cold_reader


def test_a_reader_started_ahead_is_the_one_that_answers(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Nothing to report.")
    with Reader(spare=True) as reader:
        reader.warm("sizes", "render")
        started = reader.pid
        assert started is not None
        reader.warm("sizes")
        assert reader.read(path, "note.txt", "0" * 64).text.parts[0].text.startswith("Nothing")
        assert reader.pid == started
    assert reader.pid is None


def test_what_is_drawn_to_get_ready_is_a_picture_that_is_decoded_at_the_size_shown_and_a_page_of_print() -> (
    None
):
    made = pdf.opened(trial.pdf(), None)
    assert made.pages == trial.PAGES
    with made.page(0) as page:
        assert facsimile.of(made, 0, page) is not None
    head, _ = pages.boxes(trial.pdf(), {"page": 1})
    assert head["text"] == len("Ready")
    pages.warm_up()
