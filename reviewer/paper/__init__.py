"""What letters and overviews are printed by: content blocks to tagged PDF, HTML and plain text.

``blocks`` is the content, ``markdown`` makes it from text; ``pdf``, ``html`` and ``text`` print it.
Nothing here knows what a letter is.
"""
