"""Pictures in web pages, rich text, OpenDocument and mail: parts of their own that wait to be recognised, where they stand."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from PIL import Image, ImageDraw

from reviewer.documents.formats.pictures import MOST, Gathered
from reviewer.documents.reader import Reading
from reviewer.model import DocumentText, NoteCode, NoText, Part, Picture
from tests.needles.open_writing import content, packed

Read = Callable[..., Reading]


def png(size: tuple[int, int] = (120, 40), grey: int = 200) -> bytes:
    """A picture with a line on it."""
    made, kept = Image.new("L", size, grey), io.BytesIO()
    ImageDraw.Draw(made).line((0, 0, *size), fill=0)
    made.save(kept, "PNG")
    return kept.getvalue()


def data(file: bytes = png(), kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(file).decode()}"


def pictures(text: DocumentText) -> list[tuple[str, str, int]]:
    """Place, the part that it stands in, and where in that part's text."""
    return [(part.place, part.picture.within, part.picture.at) for part in text.parts if part.picture]


def before(text: DocumentText, number: int = 0) -> str:
    """What the text says before a picture."""
    part = [part for part in text.parts if part.picture][number]
    assert part.picture
    host = text.part(part.picture.within)
    assert host
    return host.text[: part.picture.at]


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def opendocument(kind: str, body: str, files: dict[str, str | bytes]) -> bytes:
    return packed(kind, content(kind, body), files)


FRAME = '<draw:frame svg:width="5cm" svg:height="2cm"><draw:image xlink:href="{}"/></draw:frame>'


def test_a_picture_of_a_web_page_stands_between_its_paragraphs(read: Read) -> None:
    text = read(page(f'<p>Before it.</p><p><img src="{data()}"></p><p>After it.</p>'), "a.html").text
    assert pictures(text) == [("s1/picture1", "s1", len("Before it.\n"))]
    assert before(text) == "Before it.\n"
    (piece,) = text.unread
    assert (piece.why, piece.waits, piece.label) == (NoText.PICTURE, True, "beginning, picture 1")


def test_a_picture_stands_under_the_heading_that_it_comes_after(read: Read) -> None:
    text = read(page(f'<p>First.</p><h1>Annex</h1><p>Second.</p><img src="{data()}">'), "a.html").text
    assert pictures(text) == [("s2/picture1", "s2", len("Annex\nSecond."))]


def test_a_picture_that_only_a_style_names_is_not_lost(read: Read) -> None:
    style = f"<style>body {{ background: url('{data()}') }}</style>"
    assert pictures(read(page("<p>Words.</p>", style), "a.html").text) == [("s1/picture1", "s1", -1)]


def test_a_page_that_is_only_a_picture_has_a_part_for_it(read: Read) -> None:
    text = read(page(f'<img src="{data()}">'), "a.html").text
    assert [part.place for part in text.parts] == ["s1", "s1/picture1"]


def test_what_is_too_small_for_words_is_no_picture_and_one_that_is_damaged_is_told(read: Read) -> None:
    dot, broken = data(png((4, 4))), data(b"\x89PNG\r\n\x1a\nnothing")
    text = read(page(f'<p>Words.</p><img src="{dot}"><img src="{broken}">'), "a.html").text
    assert [(piece.place, piece.why, piece.waits) for piece in text.unread] == [
        ("s1/picture1", NoText.DAMAGED, False)
    ]


def test_a_saved_page_has_its_pictures_by_the_address_that_names_them(read: Read) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "page"
    body = '<p>One.</p><img src="https://example.org/logo.png"><p>Two.</p><img src="cid:plan@page">'
    message.add_related(page(body).decode(), subtype="html")
    message.add_related(png(), "image", "png", headers=["Content-Location: https://example.org/logo.png"])
    message.add_related(png(grey=90), "image", "png", cid="<plan@page>")
    text = read(message.as_bytes(), "a.mhtml").text
    assert text.kind == "mhtml"
    assert [before(text, number) for number in range(2)] == ["One.\n", "One.\nTwo."]


def test_a_picture_in_the_page_of_a_mail_stands_in_that_part(read: Read) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "hello"
    message.set_content("See the page.")
    message.add_alternative(f'<p>Other words, and many more of them.</p><img src="{data()}">', subtype="html")
    assert pictures(read(message.as_bytes(), "a.eml").text) == [("mime1.2/picture1", "mime1.2", -1)]


@pytest.mark.parametrize("hidden", ["nonshppict", "*\\shppict"])
def test_rich_text_says_a_picture_once_and_where_it_stands(read: Read, hidden: str) -> None:
    made = (
        rf"{{\rtf1 First.\par {{\*\shppict{{\pict\pngblip {png().hex()}}}}}"
        rf"{{\nonshppict{{\pict\wmetafile8 0100090000}}}} Second.\par {{\{hidden}}}}}"
    )
    text = read(made.encode(), "a.rtf").text
    assert pictures(text) == [("s1/picture1", "s1", len("First.\n"))]
    assert text.parts[1].no_text is NoText.PICTURE


def test_a_bitmap_of_rich_text_without_its_file_header_is_a_picture(read: Read) -> None:
    bitmap = struct.pack("<IiiHHIIiiII", 40, 40, 20, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(40 * 20 * 3)
    text = read(rf"{{\rtf1 Words.\par {{\pict\dibitmap0 {bitmap.hex()}}}}}".encode(), "a.rtf").text
    assert [piece.why for piece in text.unread] == [NoText.PICTURE]


def test_opendocument_has_a_picture_between_paragraphs_once_for_each_part(read: Read) -> None:
    frame = FRAME.format("Pictures/a.png")
    body = f"<text:p>First.</text:p><text:p>{frame}</text:p><text:p>Second.{frame}</text:p>"
    text = read(opendocument("text", body, {"Pictures/a.png": png()}), "a.odt").text
    assert pictures(text) == [("s1/picture1", "s1", len("First.\n"))]


def test_a_picture_that_a_package_names_and_has_not_is_told(read: Read) -> None:
    body = f"<text:p>Words.{FRAME.format('Pictures/gone.png')}</text:p>"
    text = read(opendocument("text", body, {}), "a.odt").text
    assert [(piece.place, piece.why) for piece in text.unread] == [("s1/picture1", NoText.DAMAGED)]


def test_slides_and_sheets_have_their_own_pictures(read: Read) -> None:
    frame = FRAME.format("Pictures/a.png")
    slides = f'<draw:page draw:name="one"/><draw:page draw:name="two">{frame}</draw:page>'
    text = read(opendocument("presentation", slides, {"Pictures/a.png": png()}), "a.odp").text
    assert pictures(text) == [("slide2/picture1", "slide2", -1)]
    sheet = f'<table:table table:name="Posts"><table:shapes>{frame}</table:shapes></table:table>'
    text = read(opendocument("spreadsheet", sheet, {"Pictures/a.png": png()}), "a.ods").text
    assert pictures(text) == [("sheet:Posts/picture1", "sheet:Posts", -1)]


def test_a_bomb_of_a_picture_is_told_and_not_unpacked(read: Read) -> None:
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    text = read(page(f'<p>Words.</p><img src="{data(bomb)}">'), "a.html").text
    assert [piece.why for piece in text.unread] == [NoText.DAMAGED]


def test_of_too_many_pictures_the_largest_are_read_and_the_others_counted() -> None:
    gathered = Gathered()
    file = png((60, 20))
    for number in range(MOST + 5):
        gathered.add(file + str(number).encode(), str(number), "s1", "beginning")
    gathered.add(png(), "large", "s1", "beginning")
    parts = gathered.parts()
    assert len(parts) == MOST
    assert "large" in {part.picture.key for part in parts if isinstance(part.picture, Picture)}
    (told,) = gathered.notes_left_out()
    assert (told.code, told.value("pictures")) == (NoteCode.PICTURES_TOO_MANY, 6)
    assert isinstance(parts[0], Part)
