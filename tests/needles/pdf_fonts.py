"""Text layers that lie: fonts without a map, with a wrong one, letters as outlines, layers that are not the page's.

A maker's page looks right to a person in each case: only what a program copies out of it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.needles.carriers import Carrier, Witness
from tests.needles.outlines import Outlines
from tests.needles.pdf_writing import HEIGHT, OTHER, WIDTH, drawn, edited, line, one_page, stream, with_font
from tests.needles.pictures import FONT, page
from tests.needles.words import Draw, with_ligatures, words

_PAIR = re.compile(rb"(<[0-9A-F]{2}>\s*)<([0-9A-F]{4})>")
_ENOUGH = 12  # lines, so that a page has letters to judge by


def _lines(canvas: Canvas, font: str, lines: list[str], top: float = 760) -> None:
    canvas.setFont(font, 14)
    for number, text in enumerate(lines):
        canvas.drawString(72, top - 22 * number, text)


def _page_of(phrase: str) -> bytes:
    """A page whose words, the phrase among them, are all set in one embedded font."""
    return with_font(lambda canvas: _lines(canvas, "Needle", [OTHER] * 3 + [phrase] + [OTHER] * 3))


def mapped(data: bytes, letter: Callable[[int], int]) -> bytes:
    """Write other letters into each font's ToUnicode map (ISO 32000-1, 9.10.3)."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for stream_ in pdf.objects:
            if isinstance(stream_, pikepdf.Stream) and b"begincmap" in (text := _text(stream_)):
                stream_.write(_PAIR.sub(lambda m: m[1] + b"<%04X>" % letter(int(m[2], 16)), text))

    return edited(data, edit)


def _text(stream_: pikepdf.Stream) -> bytes:
    return stream_.read_bytes() if "/Filter" not in stream_ or stream_.Filter != "/DCTDecode" else b""


def no_map(phrase: str) -> bytes:
    """The font's codes are its own, and nothing says which letters they are."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font.ToUnicode

    return edited(_page_of(phrase), edit)


def _map(letter: Callable[[int], int]) -> Callable[[str], bytes]:
    return lambda phrase: mapped(_page_of(phrase), letter)


def _scrambled(letter: int) -> int:
    return ord("a") + (7 * (letter - ord("a")) + 11) % 26 if chr(letter).islower() else letter


def _one_for_another(letter: int) -> int:
    return {ord("e"): ord("o"), ord("o"): ord("e")}.get(letter, letter)


def one_bad_font(phrase: str) -> bytes:
    """A page in Helvetica with one line in a font whose map is scrambled."""

    def draw(canvas: Canvas) -> None:
        _lines(canvas, "Helvetica", [OTHER] * _ENOUGH)
        _lines(canvas, "Needle", [phrase], 400)

    return mapped(with_font(draw), _scrambled)


def bad_ligatures(phrase: str) -> bytes:
    """Each ``fi`` is one letter, which the map calls U+FFFD; all other letters are right."""

    def draw(canvas: Canvas) -> None:
        _lines(canvas, "Needle", [OTHER] * 3 + [phrase.replace("fi", "\ufb01")])

    return mapped(with_font(draw), lambda letter: 0xFFFD if letter == 0xFB01 else letter)


def wide_font_without_map(phrase: str) -> bytes:
    """A font of glyph numbers (Identity-H) without a map, as some drivers of printers embed it (ISO 32000-1, 9.7)."""
    letters = Outlines()
    codes = "".join(f"{letters.glyph(letter):04X}" for letter in phrase)
    widths = " ".join(
        f"{letters.glyph(letter)} [{letters.width(letter):.0f}]" for letter in sorted(set(phrase))
    )
    return one_page(
        f"{line(OTHER)} BT /F2 18 Tf 72 600 Td <{codes}> Tj ET",
        [
            "<</Type/Font/Subtype/Type0/BaseFont/Needle/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
            (
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/Needle/CIDToGIDMap/Identity/FontDescriptor 8 0 R"
                f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{widths}]>>"
            ),
            (
                "<</Type/FontDescriptor/FontName/Needle/Flags 4/FontBBox[-500 -300 1500 1000]/ItalicAngle 0/Ascent 900"
                "/Descent -200/CapHeight 700/StemV 80/FontFile2 9 0 R>>"
            ),
            stream(FONT.read_bytes().decode("latin-1")),
        ],
        fonts="/F2 6 0 R",
    )


def outlines_alone(phrase: str) -> bytes:
    """Each letter is a filled path, as printers' houses send their sheets."""
    return one_page(Outlines().path(phrase, 72, 600, 18))


def outlines_beside_text(phrase: str) -> bytes:
    """A heading of paths above a line of text."""
    return one_page(f"{Outlines().path(phrase, 72, 600, 18)} {line(OTHER, y=560)}")


def drawn_font(phrase: str) -> bytes:
    """A Type 3 font: each letter is a little drawing named by a number, and there is no map (ISO 32000-1, 9.6.5)."""
    letters, used = Outlines(), sorted(set(phrase))
    glyphs = "".join(f"/g{number} {number + 7} 0 R" for number in range(len(used)))
    widths = " ".join(f"{letters.width(letter):.0f}" for letter in used)
    names = "".join(f"/g{number}" for number in range(len(used)))
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1"
        f"/LastChar {len(used)}/Widths[{widths}]/Encoding<</Differences[1{names}]>>/CharProcs<<{glyphs}>>>>"
    )
    codes = "".join(f"{used.index(letter) + 1:02X}" for letter in phrase)
    drawings = [
        stream(f"{letters.width(letter):.0f} 0 0 -300 1000 1000 d1\n{letters.path(letter, 0, 0, 1000)}")
        for letter in used
    ]
    return one_page(
        f"{line(OTHER)} BT /F2 18 Tf 72 600 Td <{codes}> Tj ET", [font, *drawings], fonts="/F2 6 0 R"
    )


def _scan_with_layer(layer: str) -> Callable[[str], bytes]:
    """A scan with words that are not seen laid over it: a recogniser's, of noise or of another language."""

    def make(phrase: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.drawImage(ImageReader(page(phrase)), 0, 0, WIDTH, HEIGHT)
            hidden = canvas.beginText(72, 470)
            hidden.setTextRenderMode(3)
            hidden.setFont("Helvetica", 12)
            hidden.textLine(layer)
            canvas.drawText(hidden)

        return drawn(draw)

    return make


def layer_moved(phrase: str) -> bytes:
    """A scan whose right words lie half a page below their picture."""
    return _scan_with_layer(phrase)(phrase)


NOISE = "~| rn1 ;;l .,-_ 1I| iii ::: /\\\\ }{ '' ,,. ||l1 ;_; .-. ~~ 1l1 ,;' |_| :-: /.,"
FOREIGN = "Vznaaresu palimok stre dobrin kaltesu morvane pilstri okne"


def _carrier(name: str, make: Callable[[str], bytes], draw: Draw = words) -> Carrier:
    return Carrier(f"pdf {name}", ".pdf", make, draw=draw, witness=Witness.POPPLER)


CARRIERS = (
    _carrier("font without a map", no_map),
    _carrier("wide font without a map", wide_font_without_map),
    _carrier("map shifted by one letter", _map(lambda letter: letter + 1 if letter > 32 else letter)),
    _carrier("map shifted by 29", _map(lambda letter: letter - 29 if letter > 61 else letter)),
    _carrier("map scrambled", _map(_scrambled)),
    _carrier("map with one letter for another", _map(_one_for_another)),
    _carrier("map into the private use area", _map(lambda letter: 0xF000 + letter)),
    _carrier("map to control characters", _map(lambda letter: letter % 26 + 1)),
    _carrier("map to replacement characters", _map(lambda _letter: 0xFFFD)),
    _carrier("one bad font among good ones", one_bad_font),
    _carrier("bad ligatures only", bad_ligatures, with_ligatures),
    _carrier("outlines alone", outlines_alone),
    _carrier("outlines beside text", outlines_beside_text),
    _carrier("font of drawings", drawn_font),
    _carrier("recognised layer of noise", _scan_with_layer(NOISE)),
    _carrier("recognised layer of another language", _scan_with_layer(FOREIGN)),
    _carrier("recognised layer moved off its picture", layer_moved),
)
