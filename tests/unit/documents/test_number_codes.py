"""Numbers are shown as the format of their cell shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reviewer.documents.formats.number_codes import BUILT_IN, general, number_of, shown

POUNDS = '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("raw", "code", "seen"),
    [
        ("0.125", "0.0%", "12.5%"),
        ("0.125", "0%", "13%"),
        ("0.28999999999999998", "0.00", "0.29"),
        ("1234.5", "#,##0", "1,235"),
        ("1234567.891", '"£"#,##0.00', "£1,234,567.89"),
        ("1234.5", POUNDS, "£1,234.50"),
        ("-1234.5", POUNDS, "-£1,234.50"),
        ("0", POUNDS, "£-"),
        ("1234.5", "[$€-2] #,##0.00", "€ 1,234.50"),
        ("-7", "0;[Red](0)", "(7)"),
        ("-7", "0", "-7"),
        ("0.5", "#.##", ".5"),
        ("5", "0.##", "5."),
        ("1500000", '0.0,,"m"', "1.5m"),
        ("7", "000", "007"),
        ("123456789", "000-00-0000", "123-45-6789"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.00012", "0.0E-0", "1.2E-4"),
        ("999999", "##0.0E+0", "1.0E+6"),
        ("2.75", "# ?/?", "2 3/4"),
        ("0.5", "# ??/16", "8/16"),
        ("3", "# ?/?", "3"),
        ("7", '0 "officers"', "7 officers"),
        ("1", '[=1]"yes";[=0]"no";General', "yes"),
        ("0", '[=1]"yes";[=0]"no";General', "no"),
        ("2", '[=1]"yes";[=0]"no";General', "2"),
        ("-3", "[<0]0.0;0", "3.0"),
        ("4", 'General" hours"', "4 hours"),
        ("12", ";;;", "12"),
        ("12", "@", "12"),
        ("44197", "d mmmm yyyy", "1 January 2021"),
        ("44197.75", "dd/mm/yyyy hh:mm", "01/01/2021 18:00"),
        ("44197.75", "ddd d mmm yy, h:mm AM/PM", "Fri 1 Jan 21, 6:00 PM"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("-1.5", "[h]:mm", "-36:00"),
        ("1.5", "[mm]:ss", "2160:00"),
        ("0.50001", "h:mm:ss.00", "12:00:00.86"),
        ("0.0006944444444", "mm:ss", "01:00"),
        ("44197", "[$-407]d. mmmm yyyy", "2021-01-01"),
        ("44197", "[$-809]d mmmm yyyy", "1 January 2021"),
        ("44197", "[$-407]dd.mm.yyyy", "01.01.2021"),
        ("-1", "d mmmm yyyy", "-1"),
        ("9e99", "d mmmm yyyy", "9e+99"),
    ],
)
def test_a_number_is_shown_by_its_code(raw: str, code: str, seen: str) -> None:
    number = number_of(raw)
    assert number is not None
    assert shown(number, code) == seen


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert shown(Decimal(0), "d mmm yyyy", since_1904=True) == "1 Jan 1904"


def test_what_depends_on_the_computer_is_written_in_the_order_that_cannot_be_mistaken() -> None:
    assert shown(Decimal(44259), BUILT_IN[14]) == "2021-03-04"


@pytest.mark.parametrize(
    ("raw", "seen"),
    [("7", "7"), ("0.5", "0.5"), ("1234567890123456", "1234567890123456"), ("1E+30", "1e+30")],
)
def test_a_number_without_a_format_is_as_short_as_can_be(raw: str, seen: str) -> None:
    number = number_of(raw)
    assert number is not None
    assert general(number) == seen


@pytest.mark.parametrize("raw", ["", "x", "NaN", "Infinity", "1e999999999"])
def test_what_is_no_number_is_none(raw: str) -> None:
    assert number_of(raw) is None


@pytest.mark.parametrize(
    "code", ["", "[", '"', "\\", "[$", "0.." * 400, "#/#/#", "E+", "s.0.0.0", "[>]0", ",,,", "?" * 999]
)
def test_no_code_is_too_odd(code: str) -> None:
    assert shown(Decimal("12.5"), code)
