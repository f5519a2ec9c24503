"""A reader that is started ahead answers as any other, and is the one that answers."""

from __future__ import annotations

from pathlib import Path

from reviewer.documents.reader import Reader


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
