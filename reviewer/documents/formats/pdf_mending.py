"""What PDFium refuses or leaves blank, asked of qpdf (by pikepdf), which reads much that is damaged and some other locks.

It runs in the reader process like everything that parses bytes from outside.
"""

from __future__ import annotations

import hashlib
import io
import re
from functools import lru_cache
from mmap import mmap
from typing import TYPE_CHECKING

from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream

# An operator that shows a string that isn't empty (ISO 32000-2, 9.4.3).
_SHOWS_TEXT = re.compile(rb"(?:\([^)]*[^\s()][^)]*\)|<[0-9A-Fa-f\s]+>|\])\s*(?:Tj|TJ|['\"])(?![A-Za-z])")
_EMBEDDED_LOCK = re.compile(rb"/EFF\s*/(\w+)")  # 7.6.6: what the files inside are encrypted with
_STREAM_LOCK = re.compile(rb"/StmF\s*/(\w+)")
_OPEN = b"Identity"
_LARGEST = 512 << 20  # bytes: two copies of it fit into the reader's memory


def rewritten(data: mmap | bytes, password: str | None) -> bytes | None:
    """Return the file as qpdf writes it, whole and without its lock; None where it can't.

    RefusalError where it is locked with a password that isn't *password*.
    """
    import pikepdf

    if len(data) > _LARGEST:
        return None
    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), password=password or "") as opened:
            if not len(opened.pages):
                return None
            opened.save(made, encryption=False)
    except pikepdf.PasswordError as error:
        raise RefusalError(Reason.LOCKED_OTHERWISE if password else Reason.LOCKED) from error
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what the file makes it raise
        return None
    return made.getvalue()


def has_text(data: mmap | bytes, password: str | None, number: int) -> bool:
    """Tell whether the content of a page (from 0) has an operator that shows text."""
    try:
        page = opened(data, password).pages[number]
        page.contents_coalesce()
        return _SHOWS_TEXT.search(page.Contents.read_bytes()) is not None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what the file makes it raise
        return False


def file_inside(data: mmap | bytes, password: str | None, number: int, largest: int) -> bytes | None:
    """Return the bytes of a file inside, by its number; None where there is none, or it can't be had."""
    import pikepdf

    try:
        inside = opened(data, password).attachments
        stream = inside[list(inside)[number]].get_file().obj
        packed = len(stream.read_raw_bytes())
        made = b"" if packed > largest else bytes(stream.read_bytes())
        return made if 0 < len(made) <= largest else None
    except pikepdf.PasswordError as error:
        raise RefusalError(Reason.LOCKED_OTHERWISE if password else Reason.LOCKED) from error
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what the file makes it raise
        return None


def layers_off(data: mmap | bytes, password: str | None) -> list[str]:
    """Return the names of the layers that don't show when the file is opened (8.11.4.3)."""
    from pikepdf import Array

    try:
        properties = opened(data, password).Root.OCProperties
        usual = properties.D
        every, off = list(properties.OCGs.as_list()), list(usual.get("/OFF", Array()).as_list())
        if usual.get("/BaseState") == "/OFF":
            on = usual.get("/ON", Array()).as_list()
            off = [layer for layer in every if layer not in on]
        return list(dict.fromkeys(" ".join(str(layer.get("/Name", "?")).split()) for layer in off))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what the file makes it raise
        return []


def masks(data: mmap | bytes, password: str | None, most: int) -> dict[bytes, set[bytes]]:
    """Return by the SHA-256 of each picture's packed bytes those of the masks that it is seen through, b"" for none.

    Pictures are objects of their own here, not those in a page's content. Nothing where it can't be read, or where that would
    be more than *most* bytes.
    """
    import pikepdf

    by_mask: dict[bytes, set[bytes]] = {}
    try:
        for thing in opened(data, password).objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                raw, mask = thing.read_raw_bytes(), _mask(thing)
                most -= len(raw) + len(mask)
                if most < 0:
                    return {}
                named = hashlib.sha256(mask).digest() if mask else b""
                by_mask.setdefault(hashlib.sha256(raw).digest(), set()).add(named)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what the file makes it raise
        return {}
    return by_mask


def _mask(picture: Stream) -> bytes:
    """Return what says where a picture is seen: the bytes of another, or colours that are not (8.9.6, 11.6.5.2)."""
    from pikepdf import Stream

    made = []
    for key in ("/SMask", "/Mask"):
        mask = picture.get(key)
        if mask is not None:
            shown = mask.read_raw_bytes() if isinstance(mask, Stream) else mask.unparse(resolved=True)
            made.append(key.encode() + shown)
    return b"".join(made)


def locks_files(data: mmap | bytes) -> bool:
    """Tell whether the files inside are locked with a password while the pages are open to everybody."""
    embedded, streams = _EMBEDDED_LOCK.search(data), _STREAM_LOCK.search(data)
    if embedded is None or embedded.group(1) == _OPEN:
        return False
    return streams is None or streams.group(1) == _OPEN


@lru_cache(maxsize=1)
def opened(data: mmap | bytes, password: str | None) -> Pdf:
    """Return a file as qpdf opens it, the last one kept; raises what pikepdf raises."""
    import pikepdf

    return pikepdf.open(io.BytesIO(data), password=password or "")
