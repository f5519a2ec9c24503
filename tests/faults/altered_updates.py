"""Incremental updates of a signed letter: what an editor of PDF would append to it, by eight kinds."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

from asn1crypto import cms, keys  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.authorities import signatory
from tests.faults.signed_letter import Letter


def _dictionary(entries: Mapping[str, generic.PdfObject]) -> generic.DictionaryObject:
    return generic.DictionaryObject({generic.pdf_name(name): value for name, value in entries.items()})  # type: ignore[no-untyped-call]


def _update(letter: Letter, act: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(letter.data))
    act(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def update_language(letter: Letter, _: random.Random) -> bytes:
    """Another language of the document."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Lang"] = generic.pdf_string("fr")
        writer.update_root()  # type: ignore[no-untyped-call]

    return _update(letter, act)


def update_words(letter: Letter, _: random.Random) -> bytes:
    """Words over the first page."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        added = writer.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
        contents = page.get_object()["/Contents"]
        held = (
            contents
            if isinstance(contents, generic.ArrayObject)
            else [page.get_object().raw_get("/Contents")]
        )
        page.get_object()["/Contents"] = generic.ArrayObject([*held, added])
        writer.mark_update(page)

    return _update(letter, act)


def update_note(letter: Letter, _: random.Random) -> bytes:
    """A note on the first page."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        rectangle = generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 300)))
        note = _dictionary(
            {
                "/Type": generic.pdf_name("/Annot"),
                "/Subtype": generic.pdf_name("/FreeText"),
                "/Rect": rectangle,
                "/Contents": generic.pdf_string("Outstanding"),
            }
        )
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        notes = generic.ArrayObject([*page.get_object().get("/Annots", ()), writer.add_object(note)])
        page.get_object()["/Annots"] = notes
        writer.mark_update(page)

    return _update(letter, act)


def update_field(letter: Letter, _: random.Random) -> bytes:
    """Another appearance of the signature."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        shown = generic.StreamObject(stream_data=b"0 0 9 9 re f")
        field.get_object()["/AP"] = _dictionary({"/N": writer.add_object(shown)})
        writer.mark_update(field)

    return _update(letter, act)


def update_unsigned(letter: Letter, _: random.Random) -> bytes:
    """The signature taken out of its field."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        del field.get_object()["/V"]
        writer.mark_update(field)

    return _update(letter, act)


def update_title(letter: Letter, _: random.Random) -> bytes:
    """Another title of the document."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(_dictionary({"/Title": generic.pdf_string("Other")}))

    return _update(letter, act)


def update_pages(letter: Letter, _: random.Random) -> bytes:
    """The last page gone."""

    def act(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root.raw_get("/Pages")
        kids = pages.get_object()["/Kids"]
        pages.get_object()["/Kids"] = generic.ArrayObject([kids.raw_get(at) for at in range(len(kids) - 1)])
        writer.mark_update(pages)

    return _update(letter, act)


def update_signed(letter: Letter, _: random.Random) -> bytes:
    """A second signature, of somebody else."""
    other = signatory("Somebody Else").identity()
    key = other.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=cms.Certificate.load(other.certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(letter.data))
    del writer.root["/Perms"]  # they forbid it
    about = PdfSignatureMetadata(field_name="Second", md_algorithm="sha256")
    out = PdfSigner(about, signer, new_field_spec=SigFieldSpec("Second")).sign_pdf(writer)
    return bytes(out.getvalue())
