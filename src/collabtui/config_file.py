"""The configuration file `config.toml`, read, checked and written; what may stand in it is `config`.

The lists read the file with `read_raw`, which needs no pydantic; whatever sends, reads mail or changes something uses
`read_config`.
"""

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.system.bounded_file import read_file
from collabtui.system.toml_file import TomlFault, read_toml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from collabtui.config import Config, ConfigSection


def read_raw(home: Home) -> dict[str, object]:
    """The file as plain tables, unchecked.

    Raises Refused `config.missing`, `config.unreadable` (path, line, why); Unreachable `home.unreadable`."""
    path = home.config_path
    try:
        content = read_file(path)
    except FileNotFoundError:
        raise Refused("config.missing", path=str(path)) from None
    except NotADirectoryError:
        raise Refused("home.not_a_folder", path=str(path.parent)) from None
    except OSError as error:
        raise Unreachable("home.unreadable", path=str(path), why=error.strerror or str(error)) from error
    try:
        return read_toml(content.removeprefix(BOM_UTF8).decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused("config.unreadable", path=str(path), line=line, why=error.reason) from error
    except TomlFault as fault:
        raise Refused("config.unreadable", path=str(path), line=fault.line, why=fault.why) from fault


def who_else_may_write(home: Home) -> Path | None:
    """The file, or its folder, where other accounts of this machine may write to it: commands for passwords are in it,
    which run. A folder with the sticky bit lets nobody replace what is another's."""
    for path in (home.config_path, home.config_path.parent):
        try:
            mode = path.stat().st_mode
        except OSError:
            continue
        if mode & stat.S_IWOTH and not (stat.S_ISDIR(mode) and mode & stat.S_ISVTX):
            return path
    return None


def who_else_may_open(home: Home) -> Path | None:
    """The database, where other accounts of this machine may read it or write to it: mode and folder let them."""
    try:
        mode, folder = home.database.stat().st_mode, home.database.parent.stat().st_mode
    except OSError:
        return None
    return home.database if mode & stat.S_IRWXO and folder & stat.S_IXOTH else None


def section_of(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    """One section of plain tables; empty where it is missing, or is no table."""
    section = raw.get(name)
    return section if isinstance(section, dict) else {}


def text_in(raw: Mapping[str, object], section: str, key: str) -> str | None:
    """A key of plain tables, if it is there and a text."""
    value = section_of(raw, section).get(key)
    return value if isinstance(value, str) else None


def database_in(raw: Mapping[str, object]) -> tuple[str, str]:
    """The url of the organisation's database and the command that prints its password, out of plain tables; both
    empty where the database is a file. Raises Refused `config.password` where a password stands in the url."""
    section = section_of(raw, "database")
    url, command = (section.get(key, "") for key in ("url", "password_command"))
    if not isinstance(url, str) or not isinstance(command, str):
        return "", ""
    _refuse_password(url, "config.toml")
    return url, command


def read_config(home: Home) -> "Config":
    """The checked configuration. Raises what `read_raw` and `checked` raise."""
    return checked(read_raw(home), str(home.config_path))


def checked(raw: Mapping[str, object], path: str) -> "Config":
    """The configuration in these tables, whether they stand at `path` or are about to.

    Raises Refused `config.unknown_key`, `config.password`, `config.missing_key`, `config.bad_value`,
    `config.insecure`, each with the key and what would be right."""
    from pydantic import ValidationError

    from collabtui.config import Config
    from collabtui.encryption_required import refuse_unencrypted, refuse_unencrypted_robot

    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        # a key that is unknown explains one that is missing, so it comes first
        worst = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        raise _refusal(worst, path) from None
    for section, server in (("smtp", config.smtp), ("imap", config.imap)):
        refuse_unencrypted(server, f"{section}.security")
    _refuse_password(config.database.url, path)
    refuse_unencrypted_robot(config.robot.url)
    return config


def _refuse_password(url: str, path: str) -> None:
    if _has_password(url):
        raise Refused("config.password", key="database.url", path=path)


def _has_password(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        password = urlsplit(url).password
    except ValueError:  # a bracket that is not closed: the part before the host is looked for by hand
        password = url.rpartition("@")[0].partition("://")[2].partition(":")[2]
    return bool(password) or "password=" in url


def _refusal(error: "ErrorDetails", path: str) -> Refused:
    where = tuple(str(part) for part in error["loc"] if isinstance(part, str))
    key = ".".join(where)
    if error["type"] == "extra_forbidden":
        return _unknown(where, key, path)
    if error["type"] == "missing":
        return Refused("config.missing_key", key=key, path=path)
    return Refused("config.bad_value", key=key, value=_shown(error["input"]), allowed=_allowed(where, error), path=path)


def _unknown(where: tuple[str, ...], key: str, path: str) -> Refused:
    from difflib import get_close_matches

    if where[-1] in {"password", "passwd", "pass", "token", "secret"}:
        return Refused("config.password", key=key, path=path)
    known = list(_known_keys())
    table = key.rpartition(".")[0]
    exact_elsewhere = [name for name in known if name.rpartition(".")[2] == where[-1]]
    like_it_here = get_close_matches(key, [name for name in known if name.rpartition(".")[0] == table], 1)
    nearest = [*exact_elsewhere, *like_it_here, *get_close_matches(key, known, 1, 0)]
    return Refused("config.unknown_key", key=key, path=path, nearest=nearest[0])


def _sections() -> "Iterator[tuple[str, type[ConfigSection]]]":
    from collabtui.config import Config

    for name, field in Config.model_fields.items():
        yield name, field.annotation  # type: ignore[misc]  # each field of Config is a Section class


def _known_keys() -> Iterator[str]:
    for name, section in _sections():
        yield name
        yield from (f"{name}.{key}" for key in section.model_fields)


def _allowed(where: tuple[str, ...], error: "ErrorDetails") -> str:
    """What could stand there, in the file's own notation, so that it reads the same in every language."""
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return " | ".join(f'"{choice}"' for choice in re.findall(r"'([^']*)'", limits["expected"]))
    if kind.startswith("bool"):
        return "true | false"
    if kind in {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}:
        sign = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
        return ", ".join(f"{sign[name]} {bound}" for name, bound in limits.items() if name in sign)
    if len(where) == 1:
        return f"[{where[0]}]"
    field = dict(_sections())[where[0]].model_fields[where[1]]
    examples = field.examples or (["…"] if field.is_required() else [field.default])
    return _shown(examples[0])


def _shown(value: object) -> str:
    """A text that is an address without what proves somebody in it."""
    from collabtui.text.shown_address import without_secrets

    try:
        return _toml(without_secrets(value) if isinstance(value, str) else value)
    except TypeError:
        return str(value)


def write_config(home: Home, config: "Config") -> None:
    """Replaces the file at once or not at all; only its owner may read it. Notes are in the organiser's language.

    Raises Unreachable `file.unwritable` (path, why)."""
    path = _made_place(home)
    from collabtui.system.atomic_file import write_whole  # whoever only reads needs none

    write_whole(path, _render(config).encode(), mode=0o600)


def write_first_config(home: Home, config: "Config") -> bool:
    """The same where there is none; false where there is one: of several that are written at once the first stands.

    Raises Unreachable `file.unwritable` (path, why)."""
    path = _made_place(home)
    from collabtui.system.atomic_file import write_new

    return write_new(path, _render(config).encode(), mode=0o600)


def _made_place(home: Home) -> Path:
    """Where the file is to be, in a folder that is there."""
    from collabtui.system.real_path import real_path  # the first frame writes none

    path = real_path(home.config_path)  # where a link leads is where the folder has to be
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error
    return path


_FOR_ORGANISATIONS = frozenset({"database", "accounts"})


def _render(config: "Config") -> str:
    from collabtui.text.catalogue import Catalogue

    words = Catalogue(config.organiser.locale)
    blocks = []
    for name, section in config:
        if name in _FOR_ORGANISATIONS and section == type(section)():
            continue  # nobody else need read of it
        lines = [f"[{name}]"]
        for key, value in section:
            note = f"config.note.{name}.{key}"
            lines.append(f"{key} = {_toml(value)}" + (f"  # {words(note)}" if note in words else ""))
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return '"' + "".join(_escaped(character) for character in value) + '"'
        case list() | tuple():
            return "[" + ", ".join(_toml(one) for one in value) + "]"
        case _:
            raise TypeError(type(value))


def _escaped(character: str) -> str:
    """A basic string's escapes (TOML 1.0, String)."""
    if character in '"\\':
        return f"\\{character}"
    return f"\\u{ord(character):04x}" if ord(character) < 0x20 or character == "\x7f" else character
