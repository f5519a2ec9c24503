"""Made PDFs that want a password."""

from __future__ import annotations

import io

import pikepdf
from reportlab.pdfgen.canvas import Canvas

WORD = "sesame"


def locked_pdf(text: str, password: str) -> bytes:
    """Return a PDF of one page that says *text* to who knows the password."""
    plain, made = io.BytesIO(), io.BytesIO()
    canvas = Canvas(plain)
    canvas.drawString(72, 700, text)
    canvas.save()
    with pikepdf.open(plain) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(user=password, owner=password))
    return made.getvalue()
