"""A case folder (schema 1) becomes a ``Case``, and a ``Case`` becomes a record and comes back.

Reading a folder validates everything and needs pydantic and YAML; reading a record back is on the
start-up path, so it needs neither.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.framework.case_record import case_from_data, case_to_data
from reviewer.model import Case

if TYPE_CHECKING:
    from reviewer.framework.logo import Draw

__all__ = ["case_from_data", "case_to_data", "load_case"]


def load_case(folder: Path, draw: Draw | None = None) -> Case:
    """Return the validated case of a folder; CaseError names the file, the key and what was expected.

    ``draw`` draws the sender's logo: one that is named is refused without.
    """
    from reviewer.framework.case_folder import read_case

    return read_case(folder, draw)
