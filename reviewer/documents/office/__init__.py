"""LibreOffice, where it is installed: turns an Office document into a PDF to look at, in a cage, when asked to.

``converting.Office`` starts it for one document and ends it: a fresh folder, a profile thrown away afterwards, no network, no
other file, no other program, limits of memory and time. The PDF that comes out is as little trusted as the document: it
is drawn by the reader process like any other. docs/decisions/0015 says why it is so.
"""
