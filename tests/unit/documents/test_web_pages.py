"""Web pages: what a browser shows beside plain text is in the text, or in a part beside it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from reviewer.documents.formats import outlook_text
from reviewer.documents.formats.html import sections
from reviewer.documents.formats.html_shown import written_by
from reviewer.documents.reader import Reading
from reviewer.model import Aside, DocumentText, NoteCode

Read = Callable[..., Reading]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Chart</title><text>forty cells</text></svg>'


@pytest.fixture
def page(read: Read) -> Callable[..., DocumentText]:
    """Read a page with this body."""

    def made(body: str, head: str = "") -> DocumentText:
        whole = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
        return read(whole.encode(), "a.html").text

    return made


def text(found: DocumentText) -> str:
    return "\n".join(part.text for part in found.parts if part.aside is None)


def beside(found: DocumentText, aside: Aside) -> str:
    return "\n".join(part.text for part in found.parts if part.aside is aside)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('Name <input value="Ann Other">', "Name Ann Other"),
        ('Name <input value="Ann" placeholder="your name">', "Name Ann"),
        ('Name <input placeholder="your name">', "Name your name"),
        ('<input type="hidden" value="secret">', ""),
        ('<input type="password" value="secret">', ""),
        ('<input type="checkbox" checked> Yes <input type="radio"> No', "\u2612 Yes \u2610 No"),
        ("<button>Send</button><button>Stop</button>", "Send Stop"),
        ('<input type="submit" value="Send">', "Send"),
        ("Why <textarea>It\nrained</textarea>", "Why It rained"),
        ("Where <select><option>Cardiff<option selected>Leeds</select>", "Where Leeds"),
        ("Where <select><option>Cardiff<option>Leeds</select>", "Where Cardiff"),
        (
            "<select multiple><option>Cardiff<option selected>Leeds</select>",
            "\u2610 Cardiff, \u2612 Leeds",
        ),
        ("<details><summary>More</summary><p>It rained.</p></details>", "More\nIt rained."),
        ('<iframe srcdoc="&lt;p&gt;Inside&lt;/p&gt;">none</iframe>', "Inside"),
        (f'<iframe src="data:text/html,<p>Inside%20it</p>"></iframe>{SVG}', "Inside it\nforty cells"),
        (f'<img src="data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}">', "forty cells"),
        (
            "<math><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation>\\frac</annotation></math>",
            "a/b",
        ),
        ("One<p>Two<fieldset><legend>Three</legend>Four</fieldset>", "One\nTwo\nThree\nFour"),
        ("<script>secret()</script><template>secret</template>Seen", "Seen"),
    ],
)
def test_what_a_browser_shows_is_in_the_text(
    page: Callable[..., DocumentText], body: str, shown: str
) -> None:
    assert text(page(body)) == shown


def test_what_stands_beside_the_page_is_in_parts_of_its_own(page: Callable[..., DocumentText]) -> None:
    found = page(
        f'<p class="n">Body</p><img src="x.png" alt="The bridge"><abbr title="Health Authority">HA</abbr>{SVG}'
        "<select><option>Cardiff<option selected>Leeds</select>",
        '<title>Annual report</title><style>.n::before { content: "Draft \\201Ctwo\\201D; " attr(x) }</style>',
    )
    assert beside(found, Aside.TITLE) == "Annual report"
    assert beside(found, Aside.ALTERNATIVE_TEXT) == "Health Authority\nThe bridge\nChart"
    assert beside(found, Aside.CHOICES) == "Cardiff\nLeeds"
    assert beside(found, Aside.STYLE) == "Draft \u201ctwo\u201d;"
    assert [part.place for part in found.parts] == [f"s{n}" for n in range(1, len(found.parts) + 1)]


def test_a_style_writes_words_only_where_it_says_so() -> None:
    style = """/* content: "no" */ a{content:""} b{content:'\\f101'} c{content:"\xbb"} d{content:url(x.png)}
    e{align-content:center; content : 'It''s' ' so'; color:red} f{content:"unclosed"""
    assert list(written_by(style)) == ["Its so"]


def test_a_style_may_write_what_an_element_holds_and_a_field_may_offer_choices(
    page: Callable[..., DocumentText],
) -> None:
    style = "<style>td::before { content: attr(data-label) ': ' }</style>"
    found = page(
        '<table><tr><td data-label="Force" data-x="no">Harrow</td></tr></table>'
        '<input list="l"><datalist id="l"><option value="Leeds"><option>Cardiff</datalist>',
        style,
    )
    assert beside(found, Aside.STYLE) == "Force"
    assert beside(found, Aside.CHOICES) == "Leeds\nCardiff"
    assert text(found) == "Harrow"


def test_a_page_saved_with_its_style_sheet_has_the_words_of_it(read: Read) -> None:
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by Blink>", "page"
    whole.attach(MIMEText("<p class=n>Body</p>", "html", "utf-8"))
    whole.attach(MIMEText(".n::after { content: 'Official' }", "css", "utf-8"))
    found = read(whole.as_bytes(), "a.mhtml").text
    assert [(part.place, part.text) for part in found.parts] == [("s1", "Body"), ("s2", "Official")]


def test_frames_and_pictures_from_elsewhere_are_told_and_not_fetched(
    page: Callable[..., DocumentText],
) -> None:
    found = page(
        'Text<iframe src="https://force.example/in"></iframe><img src="//force.example/a.png"><img src="b.png">'
        '<iframe src="about:blank"></iframe>'
    )
    assert [(note.code, note.value("names")) for note in found.also] == [
        (NoteCode.FETCHED_FRAME, ("https://force.example/in",)),
        (NoteCode.FETCHED_PICTURE, ("//force.example/a.png",)),
    ]


def test_frames_in_frames_end_and_that_is_told(page: Callable[..., DocumentText]) -> None:
    inner = "end"
    for level in range(6):
        data = base64.b64encode(f"<p>level {level}</p>{inner}".encode()).decode()
        inner = f'<iframe src="data:text/html;base64,{data}"></iframe>'
    found = page(f"<p>First</p>{inner}")
    assert text(found) == "First\nlevel 5\nlevel 4\nlevel 3"
    assert [note.code for note in found.also] == [NoteCode.NESTED_TOO_DEEP]


def test_what_pictures_of_a_message_say_by_their_alternative_text_is_read_once(read: Read) -> None:
    made = EmailMessage()
    made["From"] = "Ann <ann@force.example>"
    made.set_content("Our policy.")
    made.add_alternative(
        '<p>Our policy.</p><img src="https://force.example/x.png" alt="Crest">', subtype="html"
    )
    found = read(bytes(made), "a.eml").text
    assert [(part.place, part.text) for part in found.parts if "Crest" in part.text] == [
        ("mime1.2/alternative-text", "Crest")
    ]
    assert [part.place for part in found.parts] == ["mime1", "mime1.1", "mime1.2/alternative-text"]
    bodies = outlook_text.bodies("", "<img alt='Crest'>", b"")
    assert [(part.place, part.text) for part in outlook_text.parts_of("From: Ann", bodies)] == [
        ("mime1", "From: Ann"),
        ("mime1.2", "Crest"),
    ]


def test_markup_that_was_made_of_another_file_has_no_fields_of_its_own() -> None:
    """Mammoth writes a field for each box that Word has, which stands in the text already."""
    made = '<p>\u2612 <input type="checkbox" checked> Yes <img alt="Crest"></p>'
    found = sections(made, page=False)
    assert [part.text for part in found.parts("")] == ["\u2612 Yes"]
    assert found.beside.lines == {}
