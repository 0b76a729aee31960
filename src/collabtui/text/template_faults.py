"""Faults of the user's own templates, kept in a file: whoever renders a mail notes it, `doctor` and Today say it.

A fault stands until its template is changed or taken away. The file is only a note: one that cannot be read or written
stops no mail.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from collabtui.errors import Refused, Unreachable
from collabtui.system.atomic_file import make_folder, write_whole

_MOST_REFS = 3


class TemplateFault(NamedTuple):
    name: str
    """As it is looked up: `mail/zh/minutes.txt`."""
    line: int
    """From 1; 0 where nobody can tell."""
    why: str
    about: str = ""
    """Refs of records of the mail in which it came to light, where it has any: with sample data it may not."""

    def error(self) -> Refused:
        if self.about:
            return Refused("template.broken_with", name=self.name, line=self.line, why=self.why, refs=self.about)
        return Refused("template.broken", name=self.name, line=self.line, why=self.why)


class _Kept(NamedTuple):
    """A line of the note: a list in the file."""

    line: int
    why: str
    version: int
    """When the template was last changed, in nanoseconds since 1970."""
    about: str = ""


class TemplateFaults:
    """The note of one home."""

    def __init__(self, file: Path, templates: Path) -> None:
        """`templates` is the folder of the user's own."""
        self._file = file
        self._templates = templates

    def note(self, fault: TemplateFault) -> None:
        """Keeps it beside the others, with the version of the template that it is about."""
        noted = {name: kept for name, kept in self._read().items() if self._is_current(name, kept)}
        fresh = _Kept(fault.line, fault.why, self._version(fault.name), fault.about)
        known = noted.get(fault.name)
        if known is not None and known._replace(about=fresh.about) == fresh and (known.about or not fresh.about):
            return
        try:
            make_folder(self._file.parent)
            write_whole(self._file, json.dumps({**noted, fault.name: fresh}, ensure_ascii=False).encode())
        except Unreachable:
            return  # the mail goes out by our template either way, and the next one notes it again

    def current(self) -> Iterator[TemplateFault]:
        """Those whose templates still stand as they were, by name. An absent file costs one look at the disk."""
        for name, kept in sorted(self._read().items()):
            if self._is_current(name, kept):
                yield TemplateFault(name, kept.line, kept.why, kept.about)

    def _is_current(self, name: str, kept: _Kept) -> bool:
        return kept.version == self._version(name) != 0

    def _version(self, name: str) -> int:
        """0 where the template is not there."""
        try:
            return (self._templates / name).stat().st_mtime_ns
        except OSError:
            return 0

    def _read(self) -> dict[str, _Kept]:
        try:
            found = json.loads(self._file.read_bytes())
            return {str(name): _kept(*values) for name, values in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def _kept(line: Any, why: Any, version: Any, about: Any = "") -> _Kept:
    """Of a note that has been written before there was an `about`, too."""
    return _Kept(int(line), str(why), int(version), str(about))


def refs_in(context: Mapping[str, object]) -> str:
    """Refs of the first records among the values of a mail, or of lists of them; a title is nobody's to be shown."""
    refs: dict[str, None] = {}
    for value in context.values():
        for one in value if isinstance(value, list | tuple) else (value,):
            ref = one.get("ref") if isinstance(one, Mapping) else getattr(one, "ref", None)
            if isinstance(ref, str) and ref:
                refs[ref] = None
    return ", ".join(list(refs)[:_MOST_REFS])
