"""What a PDF holds beside its pages is told, and the files inside it are documents of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reviewer.casebook.document_files import Files
from reviewer.documents.intake import Intake
from reviewer.documents.reader import Reader, Reading
from reviewer.model import DocumentText, NoteCode
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


def test_a_file_pinned_to_a_page_is_a_document_of_its_own(read: Read) -> None:
    def pin(pdf: pikepdf.Pdf) -> None:
        held = pikepdf.Dictionary(F=pdf.make_stream(b"All staff are vetted.", Type=pikepdf.Name.EmbeddedFile))
        spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("pinned.txt"), EF=held)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FileAttachment,
            Rect=[9, 9, 20, 20],
            FS=pdf.make_indirect(spec),
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))

    reading = read(made(pin), "a.pdf")
    (member,) = reading.members
    assert member.path is not None
    assert (member.name, member.path.read_bytes()) == ("pinned.txt", b"All staff are vetted.")
    member.path.unlink()
    assert "A file on page 1 (pinned.txt)." in notes_said(reading.text.also)


def test_bookmarks_and_alternative_text_are_read_where_no_page_says_the_same(read: Read) -> None:
    def build(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as marks:
            marks.root.append(pikepdf.OutlineItem("Only a bookmark says this", 0))
            marks.root.append(pikepdf.OutlineItem("On paper", 0))
        figure = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=pikepdf.String("A chart of cases"),
                Pg=pdf.pages[0].obj, K=0,
            )
        )  # fmt: skip
        tree = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=figure)
        tree.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([figure])]))
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        figure.P = pdf.Root.StructTreeRoot
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        page = pdf.pages[0].obj
        page.StructParents = 0
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        content = b"/Figure <</MCID 0>> BDC EMC BT /F 12 Tf 50 50 Td (On paper) Tj ET"
        page.Contents = pdf.make_stream(content)

    text = read(made(build), "a.pdf").text
    beside = {part.place: part.text for part in text.parts if part.is_beside}
    assert beside == {"p1/alternatives": "A chart of cases", "p1/bookmarks": "Only a bookmark says this"}


def test_what_is_filled_into_an_xfa_form_is_read(read: Read) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        data = b"<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><force>Borsetshire</force></xfa:data></xfa:datasets>"
        packets = pikepdf.Array([pikepdf.String("datasets"), pdf.make_stream(data)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=packets)

    text = read(made(fill), "a.pdf").text
    assert [(part.place, part.text) for part in text.parts if part.is_beside] == [("p1/data", "Borsetshire")]
    assert NoteCode.FORM_XFA in [note.code for note in text.also]
