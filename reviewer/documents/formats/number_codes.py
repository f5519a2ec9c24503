"""Numbers as the format of their cell shows them (ECMA-376 part 1, 18.8.30 and 18.8.31), dates and times too.

What depends on the computer that shows it, such as the order of a short date, is written as 2031-03-04.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import NamedTuple

from reviewer.documents.formats import date_codes
from reviewer.documents.formats.code_tokens import Section, Sort, Token, sections

_SHORT_DATE, _SHORT_TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
BUILT_IN: Mapping[int, str] = MappingProxyType({
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00",
    8: "#,##0.00;-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: _SHORT_DATE,
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: _SHORT_TIME, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0", 42: "#,##0;-#,##0", 43: "#,##0.00;-#,##0.00", 44: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", **dict.fromkeys((*range(27, 37), *range(50, 59)), _SHORT_DATE),
})  # fmt: skip
"""The formats that files name by number alone (18.8.30); their currency is that of the computer, so none is shown."""

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_LONG = Context(prec=400, rounding=ROUND_HALF_UP)
_MANY = 20_000  # numbers that are remembered, for columns repeat them
_GREATEST = 300  # of a power of ten
_MOST_DECIMALS = 30
_LARGEST_WHOLE = 21  # digits of a whole number that is written out
_USUAL = re.compile(r"[l%]*(?P<digits>(?:#,##)?0(?P<decimals>\.0+)?)[l%]*")
_MARKS = MappingProxyType({Sort.LITERAL: "l", Sort.PERCENT: "%", Sort.POINT: ".", Sort.COMMA: ","})
_TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {"<": lt, "<=": le, "=": eq, "<>": ne, ">": gt, ">=": ge}
)


def general(number: Decimal) -> str:
    """Return a number without a format, as short as it can be written."""
    value = float(number)
    if value.is_integer() and number.adjusted() < _LARGEST_WHOLE:
        return str(int(number))
    return repr(value)


def number_of(raw: str) -> Decimal | None:
    """Return the number that a file writes, parts of one to the fifteen digits that workbooks hold; None for what is none."""
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _GREATEST:
        return None
    return number if number == number.to_integral_value() else _FIFTEEN.plus(number)


def shown(number: Decimal, code: str, *, since_1904: bool = False) -> str:
    """Return a number as the format *code* shows it; as it is where the format would show nothing of it."""
    chosen, plain = _chosen(number, _sections(code))
    if chosen is None:
        return general(number)
    if chosen.of_time:
        return date_codes.shown(number, chosen, since_1904=since_1904) or general(number)
    if Sort.TEXT in chosen.sorts:
        return general(number)
    if Sort.GENERAL in chosen.sorts:
        text = "".join(general(plain) if t.sort is Sort.GENERAL else _literal(t) for t in chosen.tokens)
    else:
        simple = _simple(chosen.tokens)
        text = _number(abs(plain), chosen.tokens) if simple is None else _simply(abs(plain), simple)
        text = f"-{text}" if plain < 0 else text
    return " ".join(text.split()) or general(number)


@lru_cache(_MANY)
def shown_raw(raw: str, code: str, *, since_1904: bool) -> str:
    """Return a number that a file writes as the format *code*, "" for none, shows it; text that is no number as it is."""
    number = number_of(raw)
    if number is None:
        return raw
    return shown(number, code, since_1904=since_1904) if code else general(number)


def raw_of(written: str | float, shown: str) -> str:
    """Return a number as a file has it, "" where it is *shown* so, as is all that is none."""
    raw = written.strip() if isinstance(written, str) else repr(written).removesuffix(".0")
    return "" if raw == shown.strip() else raw


@lru_cache(_MANY)
def _sections(code: str) -> tuple[Section, ...]:
    return sections(code)


def _chosen(number: Decimal, parts: Sequence[Section]) -> tuple[Section | None, Decimal]:
    """Return the section for a number, and the number with the sign that the section does not write itself."""
    if any(part.test for part in parts):
        for part in parts:
            if not part.test or _TESTS[part.test](number, part.than):
                below = part.test.startswith("<") and part.than <= 0
                return part, abs(number) if below else number
        return None, number
    if number < 0 and len(parts) > 1:
        return parts[1], abs(number)
    return (parts[2] if number == 0 and len(parts) > 2 else parts[0]) if parts else None, number  # noqa: PLR2004


def _literal(token: Token) -> str:
    return token.text if token.sort in {Sort.LITERAL, Sort.PERCENT, Sort.SLASH} else ""


@dataclass(slots=True)
class _Pattern:
    """The places for digits in a section: before the point, behind it, and behind the E."""

    whole: list[int]
    behind: list[int]
    power: list[int]
    grouped: bool = False
    thousands: int = 0  # that the number is divided by


def _pattern(tokens: Sequence[Token]) -> _Pattern:
    pattern, where = _Pattern([], [], []), 0
    commas = 0
    for at, token in enumerate(tokens):
        if token.sort is Sort.DIGIT:
            if where == 0 and commas:
                pattern.grouped, commas = True, 0
            (pattern.whole, pattern.behind, pattern.power)[where].append(at)
        elif token.sort is Sort.COMMA and where < 2 and (pattern.whole or pattern.behind):  # noqa: PLR2004
            commas += 1
        elif token.sort is Sort.POINT and where == 0:
            where, pattern.thousands, commas = 1, commas, 0
        elif token.sort is Sort.POWER:
            where = 2
    pattern.thousands += commas
    return pattern


def _number(number: Decimal, tokens: Sequence[Token]) -> str:
    slash = next((at for at, token in enumerate(tokens) if token.sort is Sort.SLASH), None)
    pattern = _pattern(tokens)
    if slash is not None and any(at < slash for at in pattern.whole):
        return _fraction(number, tokens, slash)
    percents = sum(token.sort is Sort.PERCENT for token in tokens)
    scaled = _LONG.scaleb(number, 2 * percents - 3 * pattern.thousands)
    power = 0
    if pattern.power:
        scaled, power = _powered(scaled, pattern)
    decimals = min(len(pattern.behind), _MOST_DECIMALS)
    digits = f"{_LONG.quantize(scaled, Decimal(1).scaleb(-decimals)):f}"
    whole, _point, behind = digits.partition(".")
    put = _whole(whole.lstrip("0"), tokens, pattern.whole, grouped=pattern.grouped)
    put |= _behind(behind, tokens, pattern.behind)
    put |= _whole(str(abs(power)).lstrip("0"), tokens, pattern.power, grouped=False)
    return "".join(_piece(token, at, put, power) for at, token in enumerate(tokens))


class _Simple(NamedTuple):
    """A section of the usual makes: 0, #,##0.00, 0.0%, with words before and behind."""

    before: str
    behind: str
    decimals: Decimal
    form: str
    percents: int


@lru_cache(_MANY)
def _simple(tokens: tuple[Token, ...]) -> _Simple | None:
    marks = "".join(
        _MARKS.get(token.sort, "x") if token.sort is not Sort.DIGIT else token.text for token in tokens
    )
    match = _USUAL.fullmatch(marks)
    if match is None:
        return None
    before = "".join(map(_literal, tokens[: match.start("digits")]))
    behind = "".join(map(_literal, tokens[match.end("digits") :]))
    decimals = min(len((match["decimals"] or ".")[1:]), _MOST_DECIMALS)
    form = ",f" if "," in match["digits"] else "f"
    return _Simple(before, behind, Decimal(1).scaleb(-decimals), form, marks.count("%"))


def _simply(number: Decimal, simple: _Simple) -> str:
    scaled = _LONG.scaleb(number, 2 * simple.percents) if simple.percents else number
    return f"{simple.before}{_LONG.quantize(scaled, simple.decimals):{simple.form}}{simple.behind}"


def _piece(token: Token, at: int, put: Mapping[int, str], power: int) -> str:
    if token.sort is Sort.POINT:
        return "."
    if token.sort is Sort.POWER:
        return f"E{'-' if power < 0 else '+' if token.text.endswith('+') else ''}"
    return put.get(at, "") if token.sort is Sort.DIGIT else _literal(token)


def _powered(number: Decimal, pattern: _Pattern) -> tuple[Decimal, int]:
    """Return a number divided by a power of ten, and the power: a multiple of the places before the point."""
    step = max(1, len(pattern.whole))
    power = 0 if number == 0 else number.adjusted() // step * step
    scaled = _LONG.scaleb(number, -power)
    if _LONG.quantize(scaled, Decimal(1).scaleb(-len(pattern.behind))) >= Decimal(10) ** step:
        power, scaled = power + step, _LONG.scaleb(scaled, -step)
    return scaled, power


def _whole(digits: str, tokens: Sequence[Token], places: Sequence[int], *, grouped: bool) -> dict[int, str]:
    """Return what stands at each place before the point; the first one takes all digits that are left."""
    put, count = dict[int, str](), 0
    for at in reversed(places):
        first = at == places[0]
        take, digits = (digits, "") if first else (digits[-1:], digits[:-1])
        text = ""
        for digit in reversed(take or {"0": "0", "?": " "}.get(tokens[at].text, "")):
            comma = "," if grouped and count and count % 3 == 0 and digit != " " else ""
            text, count = digit + comma + text, count + 1
        put[at] = text
    return put


def _behind(digits: str, tokens: Sequence[Token], places: Sequence[int]) -> dict[int, str]:
    """Return what stands at each place behind the point: zeros at the end only where the format wants them."""
    put, needed = dict[int, str](), False
    for at, digit in reversed(list(zip(places, digits, strict=False))):
        needed = needed or digit != "0" or tokens[at].text == "0"
        put[at] = digit if needed else ""
    return put


def _fraction(number: Decimal, tokens: Sequence[Token], slash: int) -> str:
    """Return a number as a fraction, "2 3/4"."""
    over = "".join(
        token.text for token in tokens[slash + 1 :] if token.sort in {Sort.DIGIT, Sort.LITERAL}
    ).strip()
    mixed = len(re.findall(r"[0#?]+", "".join(_mark(token) for token in tokens[:slash]))) > 1
    exact = Fraction(number)
    if over.isascii() and over.isdigit() and int(over):
        near = Fraction(round(exact * int(over)), int(over))
        under = int(over)
    else:
        near = exact.limit_denominator(10 ** min(max(1, len(over)), 5) - 1)
        under = near.denominator
    whole, rest = divmod(near, 1) if mixed else (0, near)
    if not rest and mixed:
        return str(whole)
    part = f"{round(rest * under)}/{under}"
    return f"{whole} {part}" if whole else part


def _mark(token: Token) -> str:
    return token.text if token.sort is Sort.DIGIT else " "
