"""Names of keys as Textual has them, for those who may not import it: `a`, `A`, `f5`, `ctrl+x`, `question_mark`."""

import re
import unicodedata

_FRIENDLY = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Characters that Textual calls otherwise than Unicode does."""
_NAMED = (
    "enter", "escape", "tab", "space", "backspace", "delete", "insert",
    "home", "end", "pageup", "pagedown", "up", "down", "left", "right",
    *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_MODIFIERS = frozenset(("ctrl", "alt", "shift", "super"))
_SAME_AS_OTHERS = frozenset(("ctrl+i", "ctrl+m", "ctrl+left_square_bracket"))
"""A terminal sends the same bytes for them as for Tab, Enter and Escape."""


PREFIX = "m+"
"""Before the name of a key that is pressed behind the key for more: `m+r` is `m`, and then `r`."""
PREFIX_ID = "matters.more"
"""The id of the key for more, which users may set: what `m+` stands for is shown as theirs."""


def key_name(typed: str) -> str | None:
    """The one name of a key, `question_mark` for `?`, or of one behind a prefix; None for what no terminal sends."""
    if typed.startswith(PREFIX):
        behind = key_name(typed.removeprefix(PREFIX))
        return f"{PREFIX}{behind}" if behind and len(behind) == 1 else None
    *modifiers, last = typed.split("+") if len(typed) > 1 else (typed,)
    base = _base_name(last)
    if base is None or not _MODIFIERS.issuperset(modifiers):
        return None
    if "shift" in modifiers and len(base) == 1:  # that is the capital letter
        return None
    name = "+".join((*modifiers, base))
    return None if name in _SAME_AS_OTHERS else name


def is_command_key(name: str) -> bool:
    """Whether a key does nothing in a field that text is typed into: a function key, or one with ctrl or alt."""
    return name.startswith(("ctrl+", "alt+")) or re.fullmatch(r"f\d+", name) is not None


def _base_name(last: str) -> str | None:
    if len(last) == 1:
        return _of_character(last)
    if last in _NAMED:
        return last
    return last if last in _punctuation() else None


def _of_character(character: str) -> str | None:
    if character.isalnum():
        return character
    if not character.isprintable() or character == " ":
        return "space" if character == " " else None
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _FRIENDLY.get(name, name) or None


def _punctuation() -> frozenset[str]:
    """Names of what a keyboard has besides letters and digits."""
    signs = (chr(code) for code in range(33, 127))
    return frozenset(name for sign in signs if not sign.isalnum() and (name := _of_character(sign)))
