"""All that a first sight of a casebook is made by, brought in at once, so that it can be brought in before Qt.

Once Qt is loaded it reads the source of each module that comes after it, to see whether that uses Qt: a tenth of a start.
"""

from __future__ import annotations

import reviewer.casebook.book
import reviewer.casebook.index
import reviewer.casebook.subject
import reviewer.desk.snapshot
import reviewer.documents.anchors
import reviewer.documents.engines
import reviewer.framework.case_record
import reviewer.model.framework
import reviewer.model.records  # noqa: F401 - what it brings in is what it is for
