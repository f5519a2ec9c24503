"""Headers and footers of a workbook's pages: their codes for parts, fonts and fields (ECMA-376 part 1, 18.3.1.46)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(
    r'&(?:(?P<text>&)|(?P<section>[LCR])|"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d+|(?P<field>[PNDTZFAG])(?:[+-]\d+)?|.)',
    re.IGNORECASE | re.DOTALL,
)
# What Excel's own dialog says of a field: a page's number is another on each page.
_FIELDS = {
    "P": "&[Page]",
    "N": "&[Pages]",
    "D": "&[Date]",
    "T": "&[Time]",
    "Z": "&[Path]",
    "F": "&[File]",
    "G": "",
}


def page_lines(codes: str, sheet: str) -> Iterator[str]:
    """Yield the lines of a header or footer, from the left to the right; ``sheet`` is the name of its sheet."""

    def put(code: re.Match[str]) -> str:
        if code["text"]:
            return "&"
        if code["section"]:
            return "\n"
        field = (code["field"] or "").upper()
        return sheet if field == "A" else _FIELDS.get(field, "")

    for line in _CODE.sub(put, codes).splitlines():
        if line.strip():
            yield " ".join(line.split())
