"""The command `demo`: the whole job on the bundled sample."""

from __future__ import annotations

from pathlib import Path

from reviewer.cli.given import FOLDER
from reviewer.cli.running import done, home, on_terminal
from reviewer.cli.translated import argument, command


@command()
@argument("folder", metavar="DIR", type=FOLDER)
def demo(folder: Path) -> None:
    """Do the whole job on the sample, in DIR; print what was made and where."""
    from reviewer.desk.demo import demonstrate

    for made in demonstrate(folder, home(), on_terminal()):
        done(f"{made.what}: {made.path.resolve()}")
