"""The home: the folder in which everything is kept, and where each thing is in it. Its `config.toml`: `config_file`."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

NAME = "collabtui"


class Home(NamedTuple):
    """One folder with everything, or the three that the platform keeps for configuration, data and state. A plain
    tuple, since importing dataclasses would take a fifth of a list command's time."""

    root: Path
    data: Path | None = None
    state: Path | None = None

    @property
    def config_path(self) -> Path:
        return self.root / "config.toml"

    @property
    def templates(self) -> Path:
        """The user's own templates; they go before the shipped ones."""
        return self.root / "templates"

    @property
    def template_faults(self) -> Path:
        """The file that notes which of them could not be filled when a mail went out."""
        return (self.state or self.root) / "template-faults.json"

    @property
    def themes(self) -> Path:
        """The user's own colours for the screens."""
        return self.root / "themes"

    @property
    def keys(self) -> Path:
        """The user's own keys for the screens."""
        return self.root / "keys.toml"

    @property
    def database(self) -> Path:
        return (self.data or self.root) / f"{NAME}.db"

    @property
    def copies(self) -> Path:
        """Copies of all this, where the configuration names no other folder."""
        return (self.data or self.root) / "copies"

    def written(self, what: Literal["forms", "archives"]) -> Path:
        """The folder that is offered for what is written of a matter."""
        return (self.data or self.root) / what

    def automatic_copies(self, folder: str) -> Path:
        """The folder of those that are made by rhythm; `folder` as configured."""
        return _expanded(folder) if folder else self.copies

    @property
    def health_note(self) -> Path:
        """The file of the health note: faults of the data after a crash, and of the last automatic copy."""
        return (self.state or self.root) / "health.json"

    @property
    def mailbox_trouble(self) -> Path:
        """The file that notes why mailboxes are not read."""
        return (self.state or self.root) / "mailboxes.json"

    @property
    def log(self) -> Path:
        return (self.state or self.root) / "log"

    @property
    def drafts(self) -> Path:
        """The folder of what was typed on a screen and not yet saved."""
        return (self.state or self.root) / "drafts"


def _expanded(typed: str) -> Path:
    if not typed.startswith("~"):
        return Path(typed)
    from collabtui.system.real_path import expanded_path  # the first frame does without

    return expanded_path(typed)


def find_home(option: str | None, environ: Mapping[str, str]) -> Home:
    """`--home`, then COLLABTUI_HOME, then the platform's folders. Nothing is created."""
    if chosen := option or environ.get("COLLABTUI_HOME"):
        return Home(_expanded(chosen).absolute())
    if sys.platform == "linux":
        # platformdirs says the same, but importing it takes longer than a whole list command may
        return Home(
            _xdg(environ, "XDG_CONFIG_HOME", ".config"),
            _xdg(environ, "XDG_DATA_HOME", ".local/share"),
            _xdg(environ, "XDG_STATE_HOME", ".local/state"),
        )
    import platformdirs

    folders = platformdirs.PlatformDirs(NAME, appauthor=False)
    return Home(folders.user_config_path, folders.user_data_path, folders.user_state_path)


def _xdg(environ: Mapping[str, str], variable: str, otherwise: str) -> Path:
    """A relative path in the variable is to be ignored (XDG Base Directory Specification)."""
    chosen = Path(environ.get(variable, ""))
    base = chosen if chosen.is_absolute() else Path(environ.get("HOME") or Path.home()) / otherwise
    return base / NAME


def local_timezone(named: str) -> str:
    """The machine's zone by its IANA name: TZ, else where /etc/localtime leads; Asia/Shanghai when neither says."""
    if "/" in named and not named.startswith(("/", ":")):
        return named
    target = os.path.realpath("/etc/localtime")
    _, found, zone = target.partition("/zoneinfo/")
    return zone if found and "/" in zone else "Asia/Shanghai"


def copies_in(folder: Path) -> list[Path]:
    """The automatic ones, oldest first; what lies beside them under another name is somebody's own."""
    return sorted(folder.glob(f"{NAME}-{'[0-9]' * 8}T{'[0-9]' * 6}Z.zip"))
