"""The data that a template is given: data to read, and the few functions that it may call.

A template may come from a colleague. It gets no object of the program, whose methods could do something: a record is
shown by its fields and by the properties that our own classes declare, and nothing else of it can be reached.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from collabtui.domain.model import readable

_OWN_PACKAGE = "collabtui."
_ATOMS = (int, float, bool, type(None), date, time, timedelta)
METHODS = frozenset({"with_attendance"})
"""Methods of our own classes that only select among what can be read anyway."""


class TemplateFunction:
    """A function that templates may call. It is handed the values themselves and returns plain data."""

    __slots__ = ("_function", "_longest")

    def __init__(self, function: Callable[..., Any], longest: int | None = None) -> None:
        self._function = function
        self._longest = longest

    def __call__(self, *arguments: Any) -> Any:
        return plain(self._function(*map(_value, arguments)), self._longest)


class PlainRecord:
    """A record, a named tuple or a mapping as a template sees it: names that can be read, and nothing that acts.

    What it stands for is behind a name with an underscore, which the sandbox lets no template read."""

    __slots__ = ("_longest", "_record")

    def __init__(self, record: Any, longest: int | None = None) -> None:
        self._record = record
        self._longest = longest

    def __getattr__(self, name: str) -> Any:
        record = self._record
        if isinstance(record, Mapping):
            if name in record:
                return plain(record[name], self._longest)
        elif name in _readable(record.__class__):
            return plain(getattr(record, name), self._longest)
        elif name in METHODS and type(record).__module__.startswith(_OWN_PACKAGE):
            return TemplateFunction(getattr(record, name), self._longest)
        raise AttributeError(name)

    def __getitem__(self, key: Any) -> Any:
        """`record["name"]`, which filters such as `selectattr` use, too; `mapping[key]`; `named_tuple[0]`."""
        record = self._record
        if isinstance(key, int) and isinstance(record, tuple):
            return plain(record[key], self._longest)
        if isinstance(record, Mapping):
            return plain(record[_value(key)], self._longest)
        if not isinstance(key, str) or key not in _readable(record.__class__):
            raise KeyError(key)
        return plain(getattr(record, key), self._longest)

    def __iter__(self) -> Iterator[Any]:
        if not isinstance(self._record, Mapping | tuple):
            raise TypeError("a record cannot be gone through")
        return (plain(one, self._longest) for one in self._record)

    def __len__(self) -> int:
        if not isinstance(self._record, Mapping | tuple):
            raise TypeError("a record has no length")
        return len(self._record)

    def __bool__(self) -> bool:
        return bool(self._record)

    def __eq__(self, other: object) -> bool:
        return bool(self._record == _value(other))

    def __hash__(self) -> int:
        return hash(self._record)

    def __str__(self) -> str:
        """As its own class writes it, else what it is called. Raises TypeError for one without either: the fields of a
        record are no words for people."""
        record = self._record
        if isinstance(record, str) or _has_words(record.__class__):
            return str(record)
        names = record if isinstance(record, Mapping) else _readable(record.__class__)
        called = next((name for name in _CALLED if name in names), None)
        if called is None:
            raise TypeError("a record has no text of its own; name one of its fields")
        return str(self[called])

    __repr__ = __str__
    """Within a list it is written so, too."""


class PlainList(tuple[Any, ...]):
    """Several of them; written as they are called, one after the other."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self))

    __repr__ = __str__


def plain(value: Any, longest: int | None = None) -> Any:
    """`value` as a template may have it; lazily, so that a record costs only what is read of it. A text has at most
    `longest` characters, and a sign where it is cut."""
    if isinstance(value, str):
        return readable(value if longest is None or len(value) <= longest else f"{value[:longest]}…")
    if isinstance(value, (*_ATOMS, PlainRecord, TemplateFunction)):
        return value
    if isinstance(value, Mapping) or (isinstance(value, tuple) and hasattr(value, "_fields")):
        return PlainRecord(value, longest)
    if isinstance(value, Sequence | Set | Iterator):
        return PlainList(plain(one, longest) for one in value)
    if callable(value):
        return TemplateFunction(value, longest)
    return PlainRecord(value, longest)


def _value(value: Any) -> Any:
    if isinstance(value, PlainRecord):
        return value._record  # noqa: SLF001  # its own module
    return tuple(map(_value, value)) if isinstance(value, tuple) and not hasattr(value, "_fields") else value


_CALLED = ("name", "title", "text", "ref")
"""Fields by which people call a record, the best first."""


@cache
def _has_words(kind: type[object]) -> bool:
    return any("__str__" in vars(base) for base in kind.__mro__ if base.__module__.startswith(_OWN_PACKAGE))


@cache
def _readable(kind: type[object]) -> frozenset[str]:
    """Fields of models, data classes and named tuples, and properties and constants that a class of ours declares."""
    names = {*getattr(kind, "model_fields", ()), *getattr(kind, "_fields", ())}
    names |= {field.name for field in fields(kind)} if is_dataclass(kind) else set()
    for base in kind.__mro__:
        if base.__module__.startswith(_OWN_PACKAGE):
            names |= {name for name, member in vars(base).items() if _is_data(member)}
    return frozenset(name for name in names if not name.startswith("_"))


def _is_data(member: object) -> bool:
    """A property, or a constant of the class."""
    return isinstance(member, property | str | int) or type(member).__name__ == "cached_property"
