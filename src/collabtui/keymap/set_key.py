"""One command of the screens is given another key: the user's file of keys has it, in the place of the line before."""

from pathlib import Path

from collabtui.keymap.user_keys import FORMER_NAMES, UserKeys, binding_table, keys_in_text, lines_of_names
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.system.bounded_file import read_file


def set_key(path: Path, name: str, key: str) -> UserKeys:
    """All keys of the user with this one. What else stands in the file stays as it is, remarks too; the built-in key
    needs no line. Raises the refusal of `keys_in_text` where it cannot be meant; nothing is written then."""
    text = read_file(path).decode("utf-8-sig") if path.exists() else ""
    changed = _without(text, name)
    if (key,) != binding_table().keys[name]:
        changed = f'"{name}" = "{key}"\n{changed}'  # above all tables, where it is of none
    found = keys_in_text(path, changed)
    for fault in found.faults:
        if fault.key == "keys.unreadable" or fault.values.get("name") == name:
            raise fault
    make_folder(path.parent)
    write_whole(path, changed.encode(), mode=0o600)
    return found


def _without(text: str, name: str) -> str:
    """The lines of a command, a list of several keys to its end, are taken out."""
    names = {name, *(former for former, now in FORMER_NAMES.items() if now == name)}
    lines = text.splitlines(keepends=True)
    for first in sorted((line for one, line in lines_of_names(text).items() if one in names), reverse=True):
        last = first
        if "[" in lines[first - 1].partition("=")[2]:
            while last < len(lines) and "]" not in lines[last - 1]:
                last += 1
        del lines[first - 1 : last]
    return "".join(lines)
