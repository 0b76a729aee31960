"""Authentication-Results (RFC 8601), parsed and not searched: what stands in a comment or in quotes is no
result. Which of them is believed, `trusted_auth_results` decides."""

from dataclasses import dataclass, field

from collabtui.mail.parse.headers import HeaderToken, tokens


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one method."""

    method: str
    """`dkim`, `spf`, `dmarc`, …"""
    result: str
    """`pass`, `fail`, `none`, …"""
    properties: dict[str, str] = field(default_factory=dict)
    """`header.d` → value, in lower case; of one that is given twice the first counts."""


@dataclass(frozen=True, slots=True)
class AuthenticationResults:
    authserv_id: str
    """In lower case; empty where the server gives none, as Outlook's do."""
    results: tuple[Result, ...]


_EQUALS = None
_Word = str | None
"""A word, or an equals sign that stands outside of quotes."""


def parse_authentication_results(field: str) -> AuthenticationResults:
    """The value of one header field, unfolded. What cannot be read is left out; never raises."""
    head, *groups = _groups(field)
    if _assignments(head):
        return AuthenticationResults("", _results([head, *groups]))
    name, *version = [word.lower() for word in head if word] or [""]
    # what a version says that nobody knows cannot be told; that its server has spoken can
    return AuthenticationResults(name, _results(groups) if version in ([], ["1"]) else ())


def _results(groups: list[list[_Word]]) -> tuple[Result, ...]:
    return tuple(found for found in map(_result, groups) if found)


def _result(words: list[_Word]) -> Result | None:
    """`method [/version] = result [reason = value] *(ptype.property = value)` (section 2.2)."""
    assignments = _assignments(words)
    if not assignments or words[1] is not _EQUALS:
        return None
    (method, result), *rest = assignments
    properties: dict[str, str] = {}
    for name, value in rest:
        properties.setdefault(name, value)
    return Result(method.partition("/")[0], result, properties)


def _assignments(words: list[_Word]) -> list[tuple[str, str]]:
    found = []
    for name, equals, value in zip(words, words[1:], words[2:], strict=False):
        if name and equals is _EQUALS and value:
            found.append((name.lower(), value.lower()))
    return found


def _groups(field: str) -> list[list[_Word]]:
    """The words between semicolons; what stands together without a space, as in `"a b"@example.test`, is one."""
    groups: list[list[_Word]] = [[]]
    word = ""
    for kind, text in (*tokens(field, ";="), HeaderToken("space", "")):
        if kind in ("word", "quoted"):
            word += text
            continue
        if word:
            groups[-1].append(word)
            word = ""
        if kind == "special" and text == ";":
            groups.append([])
        elif kind == "special":
            groups[-1].append(_EQUALS)
    return groups
