"""A new department called nearly as one that there is, 研法部 beside 研发部: a slip of the finger, perhaps, so it is
asked about; 研发一部 and 研发二部 are two."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from collabtui.domain.people import Department
from collabtui.errors import Refused
from collabtui.language.pinyin import sound_alike
from collabtui.lifecycle.base.directory import current_name
from collabtui.store.interface import Reader

_COUNTS = frozenset("0123456789一二三四五六七八九十甲乙丙丁东南西北中上下前后左右内外新老大小")
"""Letters by which departments of one kind are told apart."""
_FEWEST, _FEWEST_LATIN = 3, 5
"""Letters of a name in which one may be a slip."""


def is_called_alike(known: Iterable[str], name: str) -> bool:
    """Whether a department is called so, but for one letter at most."""
    wanted = name.strip().casefold()
    return any(wanted == one.casefold() or is_one_slip(wanted, one.casefold()) for one in known)


def nearly_called(reader: Reader, name: str) -> str:
    """The department that is called so but for one letter; empty where there is one of this name, or none near."""
    wanted = name.strip()
    known = [one.name for one in reader.find(Department)]
    if not wanted or current_name(reader, wanted) in known:
        return ""
    return next((one for one in known if is_one_slip(wanted.casefold(), one.casefold())), "")


def refuse_slip(reader: Reader, name: str) -> None:
    """Raises `Refused` (department.nearly: value, near)."""
    if near := nearly_called(reader, name):
        raise Refused("department.nearly", value=name, near=near)


def is_one_slip(typed: str, known: str) -> bool:
    """Whether one letter was taken for another, left out, doubled or changed places with its neighbour. A Chinese
    character is taken for one that sounds alike: 财务部 and 法务部 are two."""
    if min(len(typed), len(known)) < (_FEWEST_LATIN if typed.isascii() else _FEWEST):
        return False
    parts = [part for part in SequenceMatcher(None, typed, known, autojunk=False).get_opcodes() if part[0] != "equal"]
    here = "".join(typed[start:end] for _, start, end, _, _ in parts)
    there = "".join(known[start:end] for _, _, _, start, end in parts)
    if _COUNTS & {*here, *there}:
        return False
    if len(here) == len(there) == 1:
        return here == there or here.isascii() or sound_alike(here, there)
    odd, where = (here, typed) if here else (there, known)
    return len(parts) == 1 == len(odd) and (odd * 2 in where or min(len(typed), len(known)) > _FEWEST)
