"""Whether a value has the shape that an annotation says: TypedDicts key by key, all the way in."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from collabtui.store.queries import rows

DOMAIN = (
    "access.role_grant", "action", "action_status", "facilitator_duties", "people", "mail.mail_records", "mail.reply",
    "matters.change_request", "matters.department_answer",
    "matters.matter", "matters.resource", "meetings.meeting", "silent_owners",
)  # fmt: skip
"""Modules with the literals that rows name, which they import for type checkers alone."""


def modules_of(package: ModuleType) -> list[ModuleType]:
    return [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]


NAMES: dict[str, Any] = {
    name: value
    for module in (*(import_module(f"collabtui.domain.{name}") for name in DOMAIN), *modules_of(rows))
    for name, value in vars(module).items()
}


def returned(query: Callable[..., object]) -> Any:
    """What the query says that it returns, with the names in it looked up."""
    subscriptable = {"array": list}  # `array[int]` is for type checkers alone before Python 3.12
    names = {**vars(import_module(query.__module__)), **NAMES, **subscriptable}
    return get_type_hints(_ReturnOf(query), names)["return"]


class _ReturnOf:
    """A query's return annotation without its parameters, whose names are nothing to us."""

    def __init__(self, query: Callable[..., object]) -> None:
        self.__annotations__ = {"return": query.__annotations__["return"]}


def shapes_in(hint: Any) -> set[type]:
    """Every TypedDict that the hint names, at any depth."""
    if is_typeddict(hint):
        return {hint}.union(*(shapes_in(each) for each in get_type_hints(hint, localns=NAMES).values()))
    return set().union(*(shapes_in(each) for each in get_args(hint)))


def misfits(value: Any, hint: Any, met: set[type], place: str = "") -> Iterator[str]:
    """Where the value is not as the hint says; `met` gathers the TypedDicts that were compared with something."""
    origin, inner = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        yield from _key_misfits(value, hint, met, place)
    elif origin is list and isinstance(value, list):
        for number, each in enumerate(value):
            yield from misfits(each, inner[0], met, f"{place}[{number}]")
    elif origin is dict and isinstance(value, dict):
        for name, each in value.items():
            yield from misfits(each, inner[1], met, f"{place}[{name}]")
    elif origin in (Union, UnionType):
        ways = [(list(misfits(value, each, found := set[type](), place)), found) for each in inner]
        troubles, found = min(ways, key=lambda way: len(way[0]))
        met |= found
        yield from troubles
    elif origin is Literal:
        if value not in inner:
            yield f"{place}: {value!r} is none of {inner}"
    elif hint is not Any and type(value) is not (NoneType if hint is None else hint):
        yield f"{place}: {value!r} is no {hint}"


def _key_misfits(value: Any, shape: Any, met: set[type], place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: {value!r} is no {shape.__name__}"
        return
    hints = get_type_hints(shape, localns=NAMES)
    yield from (f"{place}.{name}: not in {shape.__name__}" for name in value.keys() - hints.keys())
    yield from (f"{place}.{name}: missing" for name in shape.__required_keys__ - value.keys())
    met.add(shape)
    for name in value.keys() & hints.keys():
        yield from misfits(value[name], hints[name], met, f"{place}.{name}")
