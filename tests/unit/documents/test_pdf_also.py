"""What a PDF holds beside its pages is told, and the files inside it are documents of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reviewer.casebook.files import Files
from reviewer.documents.intake import Intake
from reviewer.documents.reader import Reader, Reading
from reviewer.model import DocumentText
from tests.said import notes_said

Read = Callable[..., Reading]


def made(
    change: Callable[[pikepdf.Pdf], None],
    packed: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.preserve,
) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=packed)
    return out.getvalue()


def launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    )


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    )


def comment(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20],
        Contents=pikepdf.String("Really?"), T=pikepdf.String("Ann"),
    )  # fmt: skip
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["policy.txt"] = b"All staff are vetted."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (launch, "Actions that start a program; none was started."),
        (script, "Scripts (JavaScript); none was run."),
        (comment, "Comment on page 1 by Ann: Really?"),
        (attach, "1 file inside it (policy.txt)."),
    ],
)
@pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_it_is_told(
    read: Read, change: Callable[[pikepdf.Pdf], None], sentence: str, packed: pikepdf.ObjectStreamMode
) -> None:
    reading = read(made(change, packed), "a.pdf")
    assert sentence in notes_said(reading.text.also)
    for member in reading.members:
        assert member.path is not None
        member.path.unlink()


def test_a_plain_pdf_has_nothing_to_tell(read: Read) -> None:
    assert read(made(lambda _pdf: None), "a.pdf").text.also == ()


def test_a_file_inside_is_received_each_time(reader: Reader, store: Files, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(attach))
    kept: dict[str, DocumentText] = {}
    for _ in range(2):
        taken = list(Intake([reader], store, known=kept.get).take([tmp_path / "a.pdf"]))
        assert [(one.name, one.origin) for one in taken][1] == ("policy.txt", "a.pdf")
        assert store.path(taken[1].document).read_bytes() == b"All staff are vetted."
        kept = {one.document: one.text for one in taken}
