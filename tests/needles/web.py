"""Web pages: pictures in their own bytes, forms, frames, what a style writes, and how letters are kept.

LibreOffice reads little of HTML: what a browser shows is argued by the HTML standard's own sections.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from PIL import Image

from tests.needles import words
from tests.needles.carriers import Carrier, Witness
from tests.needles.pictures import EFFECTS, png, saved

OTHER = "<p>An ordinary paragraph about the meeting of the board.</p>"


def page(body: str, head: str = "") -> str:
    """A page with a paragraph before ``body`` and after it."""
    return f"<!DOCTYPE html>\n<html><head><meta charset=utf-8>{head}</head><body>{OTHER}{body}{OTHER}</body></html>"


def _in(template: str, head: str = "") -> Callable[[str], bytes]:
    return lambda phrase: page(template.replace("@", phrase), head.replace("@", phrase)).encode()


def _data(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _picture(made: Callable[[str], Image.Image]) -> Callable[[str], bytes]:
    return lambda phrase: page(f'<img src="{_data(saved(made(phrase)))}">').encode()


def ground(phrase: str) -> bytes:
    """A picture that a style lays behind a box of its size (CSS Backgrounds 3.2)."""
    return page(
        f'<div style="width:1000px;height:300px;background:url({_data(png(phrase))}) no-repeat"></div>'
    ).encode()


def object_picture(phrase: str) -> bytes:
    """HTML 4.8.7, the object element."""
    return page(f'<object data="{_data(png(phrase))}" type="image/png"></object>').encode()


def drawing_picture(phrase: str) -> bytes:
    """A picture of SVG whose words are text."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="100"><text x="10" y="60" font-size="30">{phrase}</text></svg>'
    return page(f'<img src="{_data(svg.encode(), "image/svg+xml")}">').encode()


def in_other_letters(encoding: str, *, named: str = "", mark: bytes = b"") -> Callable[[str], bytes]:
    """A page kept in an encoding that its head names, or that a mark at its start tells."""

    def make(phrase: str) -> bytes:
        text = page(f"<p>{phrase}</p>").replace("utf-8", named or encoding)
        return mark + text.encode(encoding, "replace")

    return make


def archive(phrase: str) -> bytes:
    """A page as a browser saves it with its pictures (RFC 2557)."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by Blink>", "page"
    whole.attach(MIMEText(page('<img src="cid:needle@page">'), "html", "utf-8"))
    image = MIMEImage(png(phrase))
    image["Content-ID"] = "<needle@page>"
    whole.attach(image)
    return whole.as_bytes()


def archived_text(phrase: str) -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by Blink>", "page"
    part = MIMEText("", "html")
    del part["Content-Transfer-Encoding"]
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(quopri.encodestring(page(f"<p>{phrase}</p>").encode()).decode())
    whole.attach(part)
    return whole.as_bytes()


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    *,
    draw: words.Draw = words.words,
    ending: str = ".html",
) -> Carrier:
    return Carrier(f"html {name}", ending, make, draw=draw, witness=Witness.ARGUED)


_FEW = tuple(
    effect
    for effect in EFFECTS
    if effect[0] in {"black on white", "white on black", "sideways", "transparent"}
)
CARRIERS = (
    *(_carrier(f"picture {name}", _picture(made)) for name, made in _FEW),
    _carrier("picture of a style", ground),
    _carrier("picture of an object", object_picture),
    _carrier("picture of SVG", drawing_picture),
    _carrier("SVG in the page", _in('<svg width="700" height="100"><text x="10" y="60">@</text></svg>')),
    _carrier("value of a field", _in('<form><input name="who" value="@"></form>')),
    _carrier("text area", _in('<form><textarea name="why">@</textarea></form>')),
    _carrier("chosen option", _in("<select><option>other<option selected>@</select>")),
    _carrier("button", _in('<input type="submit" value="@">')),
    _carrier("hint in an empty field", _in('<input placeholder="@">')),
    _carrier("details that are closed", _in("<details><summary>More</summary><p>@</p></details>")),
    _carrier("frame in the page", _in('<iframe srcdoc="&lt;p&gt;@&lt;/p&gt;" width="600"></iframe>')),
    _carrier("alternative text", _in('<img src="cid:away" alt="@">')),
    _carrier("title of the page", _in("", "<title>@</title>")),
    _carrier("written by a style", _in('<p class="n"></p>', '<style>.n::before{content:"@"}</style>')),
    _carrier("ruby, the words below", _in("<ruby>@<rp>(</rp><rt>above</rt><rp>)</rp></ruby>")),
    _carrier(
        "letters as entities",
        lambda phrase: _in("<p>@</p>")("".join(f"&#x{ord(one):x};" for one in phrase)),
        draw=words.greek,
    ),
    _carrier("in UTF-16", in_other_letters("utf-16-le", named="utf-16", mark=b"\xff\xfe"), draw=words.greek),
    _carrier("in windows-1251", in_other_letters("cp1251", named="windows-1251"), draw=words.cyrillic),
    _carrier("in Shift JIS", in_other_letters("cp932", named="Shift_JIS"), draw=words.japanese),
    _carrier("in Big5", in_other_letters("big5"), draw=words.chinese),
    _carrier("saved with its picture", archive, ending=".mhtml"),
    _carrier("saved as an archive", archived_text, ending=".mhtml"),
)
