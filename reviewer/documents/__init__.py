"""Step 1, receive and read: intake, the isolated reader process, formats, anchors.

Whatever parses bytes from outside (``formats``) runs only in the reader process (``reader``).
"""
