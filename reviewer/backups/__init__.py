"""Copies that outlive the laptop: backups with their thinning, restoring, and whole casebooks as one .zip.

The public face of the room; what is not named here is its own business.
"""

from reviewer.backups.backup_folder import BackedUp, Order, add_backup, back_up_new, is_as_made, thin
from reviewer.backups.export import Exported, export
from reviewer.backups.generation import BackupElsewhere, Generation, Notes, generations
from reviewer.backups.import_archive import Imported, import_archive
from reviewer.backups.restore import Restored, backup_at, checked, restore
from reviewer.backups.steps import Stage, Step, Tell, silent
from reviewer.backups.thinning import Aged, Why, thinned

__all__ = [
    "Aged",
    "BackedUp",
    "BackupElsewhere",
    "Exported",
    "Generation",
    "Imported",
    "Notes",
    "Order",
    "Restored",
    "Stage",
    "Step",
    "Tell",
    "Why",
    "add_backup",
    "back_up_new",
    "backup_at",
    "checked",
    "export",
    "generations",
    "import_archive",
    "is_as_made",
    "restore",
    "silent",
    "thin",
    "thinned",
]
