"""Where the fonts and the colour profile lie: in the repository, or beside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import PaperError

FACES = {
    "regular": "LiberationSans-Regular.ttf",
    "bold": "LiberationSans-Bold.ttf",
    "italic": "LiberationSans-Italic.ttf",
    "bold-italic": "LiberationSans-BoldItalic.ttf",
}

OTHERS = {
    "other": "NotoSans-Regular.ttf",
    "other-bold": "NotoSans-Bold.ttf",
    "numbers": "NotoSansSymbols-Regular.ttf",
    "signs": "NotoSansSymbols2-Regular.ttf",
}
FALLBACKS = {"regular": ("other", "numbers", "signs"), "bold": ("other-bold", "numbers", "signs")}


@dataclass(frozen=True, slots=True)
class Resources:
    """A folder that holds ``fonts/liberation``, ``fonts/noto`` and ``icc``."""

    folder: Path

    def face(self, name: str) -> Path:
        """Return the file of a face by its name in ``FACES`` or ``OTHERS``; PaperError if it is gone."""
        if name in FACES:
            return self._there(self.folder / "fonts" / "liberation" / FACES[name])
        return self._there(self.folder / "fonts" / "noto" / OTHERS[name])

    @property
    def profile(self) -> Path:
        """The sRGB profile that PDF/A wants embedded; PaperError if it is gone."""
        return self._there(self.folder / "icc" / "srgb.icc")

    def _there(self, path: Path) -> Path:
        if path.is_file():
            return path
        raise PaperError(
            "{name} is missing from {parent}", "Install Reviewer again.", name=path.name, parent=path.parent
        )


def installed_resources() -> Resources:
    """Return the resources of this installation: the repository's, else the wheel's ``reviewer_resources``."""
    above = Path(__file__).resolve().parents[2]
    return Resources(
        next((f for f in (above / "resources", above / "reviewer_resources") if f.is_dir()), above)
    )
