"""Rich text: in any code page, with what stands beside the text, and nothing of what only machines read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.documents.reader import Reading
from reviewer.model import Reason
from tests.said import notes_said

Read = Callable[..., Reading]


def parts(read: Read, rtf: bytes) -> list[tuple[str, str]]:
    text = read(rtf, "a.rtf").text
    assert text.problem is None
    return [(part.label, part.text) for part in text.parts if not part.picture]


def test_headings_cut_it_and_notes_stand_apart(read: Read) -> None:
    rtf = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}}{\info{\author Ann}}"
        rb"{\header\pard Restricted\par}Foreword.\par\pard\outlinelevel0 1.\tab Vetting\par"
        rb"\pard All staff{\super\chftn{\footnote\pard\chftn  Since 2015.}} are vetted."
        rb"{\*\atnid AB}{\*\atnauthor Ann}\chatn{\*\annotation\pard Really?}\par"
        rb"\trowd\intbl Rank\cell Number\par of staff\cell\row\pard End {\pict\wmetafile8 0123456789abcdef}\bin4 {{{{.}"
    )
    assert parts(read, rtf) == [
        ("beginning", "Foreword."),
        ("1. Vetting", "1.\tVetting\nAll staff are vetted.\nRank\tNumber of staff\nEnd ."),
        ("header", "Restricted"),
        ("notes", " Since 2015."),
        ("comments", "Ann: Really?"),
    ]


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (rb"{\rtf1\ansi\ansicpg1250 za\'bf\'f3\'b3\'e6}", "za\u017c\u00f3\u0142\u0107"),
        (rb"{\rtf1{\fonttbl{\f1\fcharset128 MS Mincho;}}\f1 \'83\'5c\'83A}", "\u30bd\u30a2"),
        (
            rb"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset0 Arial;}}{\f0 \'c4\'e0}\f1  \'a3}",
            "\u0414\u0430 \u00a3",
        ),
        (rb"{\rtf1\uc1 caf\u233?\u8217'\u-10179?\u-8704?.}", "caf\u00e9\u2019\U0001f600."),
        (rb"{\rtf1\uc2 \u8364 EUR5}", "\u20acR5"),
        (rb"{\rtf1\ansi\ansicpg99999 a\~b\_c\endash d\{e\}\\}", "a\u00a0b\u2011c\u2013d{e}\\"),
    ],
)
def test_every_code_page(read: Read, rtf: bytes, words: str) -> None:
    assert parts(read, rtf) == [("beginning", words)]


def test_hidden_and_struck_out_text_are_told_apart(read: Read) -> None:
    text = read(
        rb"{\rtf1 The {\deleted old }{\revised new }rule{\v  (but see me)} holds.{\object{\*\objdata 00}{\result icon}}"
        rb"{\field{\*\fldinst INCLUDEPICTURE http://x.example/p.gif}{\fldrslt }}{\*\template http://t.example/t.dot}}",
        "a.rtf",
    ).text
    assert [(part.label, part.text) for part in text.parts] == [
        ("beginning", "The new rule holds.icon"),
        ("deleted text (tracked changes)", "old"),
        ("hidden text", " (but see me)"),
    ]
    told = " ".join(notes_said(text.also))
    for word in (
        "Embedded objects",
        "fetched from elsewhere",
        "http://t.example/t.dot",
        "Hidden",
        "Deleted",
        "put in",
    ):
        assert word in told


@pytest.mark.parametrize(
    "rtf",
    [
        b"{\\rtf1 a" + b"{" * 5000 + b"}" * 5000,
        b"{\\rtf1 " + b"}{" * 9 + b"\\",
        b"{\\rtf1 \\bin99999999999 x",
    ],
)
def test_what_is_broken_harms_nothing(read: Read, rtf: bytes) -> None:
    text = read(rtf, "a.rtf").text
    assert text.kind == "rtf"
    assert text.problem is None or text.problem.reason in {Reason.RICH_TEXT_TOO_DEEP, Reason.NO_TEXT_FOUND}
