"""Whether two pictures of a screen show the same: by their look, and not by the last grey of a letter's edge.

Pictures are kept with few colours, and another Qt draws some lines otherwise. So both are made smaller, and what counts is where they
differ most. What was measured is in decision 0088.
"""

from __future__ import annotations

from PIL import Image, ImageChops

SMALLER = 3
"""How many pixels become one, each way."""
ALIKE = 40
"""How far apart two of these may be, of 255, in the colour in which they differ most: less than a letter more or less."""
ANOTHER = 255


def apart(one: Image.Image, other: Image.Image) -> int:
    """Return how far apart two pictures are where they differ most, 0 to 255; pictures of different sizes are all the way."""
    if one.size != other.size:
        return ANOTHER
    first, second = (picture.convert("RGB").reduce(SMALLER) for picture in (one, other))
    counted = ImageChops.difference(first, second).histogram()  # 256 numbers for each colour
    return max(at % 256 for at, count in enumerate(counted) if count)


def is_alike(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show the same."""
    return apart(one, other) <= ALIKE
