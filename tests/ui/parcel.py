"""What many have sent at once, for those who look at an intake with something in it: pictures and the audit."""

from __future__ import annotations

from pathlib import Path


def parcel(folder: Path) -> Path:
    """Make what many sent at once: folders of five forces, one of them with a slip in its name, and what names nobody."""
    shared = " ".join(f"The unit keeps paper number {number} in its own drawer." for number in range(30))
    sent = {
        "Ash Valley Police/register policy.txt": f"{shared} Ash Valley.",
        "Estuary & Downs, second parcel/register policy.txt": f"{shared} Estuary and Downs.",
        "Heddlu Aberwen/policy of the unit.txt": "The unit has a policy of its own.",
        "Penmarsh/register policy.txt": f"{shared} Penmarsh.",
        "Penmarsh/appendix B.pdf": "",
        "Harowdale/plan.txt": "A plan of its own that nobody else has.",
        "from the post room/note.txt": "Whose is this?",
    }
    for name, words in sent.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return folder
