"""The order that a page is read in: turned lines forwards, columns one after the other, divided words whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.reader import Reader, Reading

Read = Callable[..., Reading]
LEFT = (
    "It was found that the officers of the force had not been told of the policy, and that the register of "
    "interests which the policy asks for was kept by nobody until the inspection was announced in the spring. "
)
RIGHT = (
    "The panel met in each quarter and looked at all cases of the kind; minutes of its meetings were kept, though "
    "they do not say whether any advice was followed or what became of the officers who were concerned in them. "
)


def page(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def rows(canvas: Canvas, columns: list[tuple[float, list[str]]], top: float = 780) -> None:
    """Draw columns line by line."""
    for number in range(max(len(lines) for _x, lines in columns)):
        for x, lines in columns:
            if number < len(lines):
                canvas.drawString(x, top - 13 * number, lines[number])


def plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


@pytest.mark.parametrize("count", [2, 3])
def test_columns_drawn_line_by_line_are_read_one_after_the_other(read: Read, count: int) -> None:
    wide = 480 / count - 20
    said = [LEFT * 2, RIGHT * 2, LEFT * 2][:count]
    columns = [
        (50 + number * (wide + 20), simpleSplit(t, "Helvetica", 10, wide)) for number, t in enumerate(said)
    ]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 810, "A heading that stands across all of the columns of this page")
        rows(canvas, columns)
        canvas.drawString(50, 300, "An end that stands across all of the columns of this page too")

    text = plain(read(page(draw), "a.pdf").text.parts[0].text)
    wanted = ["A heading that stands across all of the columns of this page", *(t.strip() for t in said)]
    assert text == " ".join([*wanted, "An end that stands across all of the columns of this page too"])


def test_a_table_is_read_line_by_line(read: Read) -> None:
    cells = [
        (50.0, [f"Force number {number} of the whole country" for number in range(14)]),
        (310.0, [f"{17 * number} cases were found there in 2016" for number in range(14)]),
        (500.0, ["yes", "no"] * 7),
    ]
    text = read(page(lambda canvas: rows(canvas, cells)), "a.pdf").text.parts[0].text
    line = "Force number 3 of the whole country 51 cases were found there in 2016 no"
    assert " ".join(text.split("\n")[3].split()) == line


@pytest.mark.parametrize("letters", [False, True])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_turned_text_reads_forwards(read: Read, letters: bool, angle: int, shown: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(200, 200)
        canvas.rotate(angle)
        x = -60.0
        for piece in "Turned as it was" if letters else ["Turned as it was"]:
            canvas.drawString(x, 0, piece)
            x += canvas.stringWidth(piece, "Helvetica", 10)
        canvas.setPageRotation(shown)

    assert read(page(draw, (400, 400)), "a.pdf").text.parts[0].text.strip() == "Turned as it was"


def test_boxes_of_a_turned_line_go_with_its_letters(reader: Reader, tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(200, 100)
        canvas.rotate(180)
        for at, letter in enumerate("MEN"):
            canvas.drawString(20 * at, 0, letter)

    path = tmp_path / "a.pdf"
    path.write_bytes(page(draw, (400, 200)))
    found = reader.page_boxes(path, 0)
    assert found.text.replace(" ", "").strip() == "MEN"
    lefts = [found.boxes[4 * found.text.index(letter)] for letter in "MEN"]
    assert lefts == sorted(lefts, reverse=True)


def numbered(canvas: Canvas, lines: list[str], at: float | None) -> None:
    """Draw lines, with their numbers before them, or at *at*."""
    for number, line in enumerate(lines, start=4):
        y = 700 - 14 * number
        if at is None:
            canvas.drawString(30, y, str(number))
        canvas.drawString(60, y, line)
        if at is not None:
            canvas.drawString(at, y, str(number))


SPEECH = [
    "It was said that the register of interests had been kept",
    "by nobody until the inspection was announced, and that",
    "the officers of the force had not been told of the policy",
    "which asks for it. The panel met in each quarter and",
    "looked at all cases of the kind, of which minutes were kept.",
    "Nobody asked what had become of the officers concerned.",
]


@pytest.mark.parametrize(("step", "after"), [(1, "4 5 6 7 8 9"), (2, "4 6 8")])
def test_numbers_that_count_the_lines_are_read_after_the_text(
    reader: Reader, tmp_path: Path, step: int, after: str
) -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(SPEECH):
            if number % step == 0:
                canvas.drawString(30, 700 - 14 * number, str(number + 4))
            canvas.drawString(60, 700 - 14 * number, line)

    path = tmp_path / "a.pdf"
    path.write_bytes(page(draw))
    found = reader.page_boxes(path, 0)
    assert plain(found.text) == " ".join((*SPEECH, after))
    assert reader.read(path, "a.pdf", "00").text.parts[0].text == found.text
    assert len(found.boxes) == 4 * len(found.text)
    assert found.boxes[4 * (len(found.text) - 1)] == pytest.approx(30, abs=1), "it is shown where it stands"


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        (
            [1, 2, 3, 4],
            ["Force of the north", "Force of the south", "Force of the east", "Force of the west"],
        ),
        ([1, None, None, 2, None, 3], SPEECH),
        ([2016, 2017, 2019, 2025, 2031, 2032], SPEECH),
    ],
)
def test_numbers_that_count_something_else_stay(
    read: Read, numbers: list[int | None], lines: list[str]
) -> None:
    def draw(canvas: Canvas) -> None:
        for at, (number, line) in enumerate(zip(numbers, lines, strict=True)):
            if number is not None:
                canvas.drawString(20, 700 - 14 * at, str(number))
            canvas.drawString(60, 700 - 14 * at, line)

    wanted = [f"{number} {line}" if number else line for number, line in zip(numbers, lines, strict=True)]
    assert plain(read(page(draw), "a.pdf").text.parts[0].text) == " ".join(wanted)


def test_columns_of_four_lines_are_columns_only_where_they_go_on(read: Read) -> None:
    one = [
        "The board met in March and",
        "agreed on the policy that",
        "stands below, until it met",
        "again in June of that year.",
    ]
    other = [
        "Costs were told to all who",
        "had asked for them by letter",
        "and to nobody else, which",
        "some of them regretted much.",
    ]
    both = [(60.0, one), (330.0, other)]
    assert plain(read(page(lambda canvas: rows(canvas, both)), "a.pdf").text.parts[0].text) == " ".join(
        one + other
    )
    cells = [(60.0, [line.capitalize() for line in one]), (330.0, other)]
    across = " ".join(f"{left.capitalize()} {right}" for left, right in zip(one, other, strict=True))
    assert plain(read(page(lambda canvas: rows(canvas, cells)), "a.pdf").text.parts[0].text) == across


DIVIDED = [
    "It was said that infor-",
    "mation is given by the regis\u2010",
    "ter of those who inter\u00ad",
    "ested themselves.",
]


@pytest.fixture
def inter(root: Path) -> str:
    """A font that has every hyphen."""
    path = next((root / "resources/fonts").rglob("*.ttf"))
    pdfmetrics.registerFont(TTFont("Hyphens", str(path)))
    return "Hyphens"


@pytest.mark.parametrize("numbers", ["none", "before", "after"])
def test_words_that_a_lines_end_divides_are_whole(
    reader: Reader, tmp_path: Path, inter: str, numbers: str
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(inter, 10)
        if numbers == "none":
            rows(canvas, [(60.0, DIVIDED)])
        else:
            numbered(canvas, DIVIDED, None if numbers == "before" else 400)

    path = tmp_path / "a.pdf"
    path.write_bytes(page(draw))
    found = reader.page_boxes(path, 0)
    said = found.text.replace("\u00ad", "")
    for word in ("information", "register", "interested"):
        assert word in said
    if numbers != "none":
        assert all(str(number) in said for number in range(4, 8))
    assert len(found.boxes) == 4 * len(found.text)
    assert reader.read(path, "a.pdf", "00").text.parts[0].text == found.text
    at = found.text.index("mation") if "mation" in found.text else -1
    assert found.boxes[4 * at] < found.boxes[4 * (at - 2)], "it stands at the start of the next line"


def test_a_number_after_a_dash_is_left_where_it_stands(read: Read) -> None:
    text = read(
        page(lambda canvas: rows(canvas, [(50.0, ["a pre-", "12 month plan", "and more"])])), "a.pdf"
    ).text
    assert "12 month plan" in text.parts[0].text or "12 month plan" in text.parts[0].text.replace(
        "\u00ad", ""
    )
