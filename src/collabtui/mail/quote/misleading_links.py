"""Links of a mail that say one address and lead to another: its text has the words of a link, and not its target; and
an address that stands there bare may be read as another one."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.parse.body import Body
from collabtui.mail.parse.clean import LIMIT, unescaped
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.quote.html_to_lines import MARKUP

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAY_LEAD = re.compile(r"<a|action", re.IGNORECASE)
_TARGETS: Final = ("href", "xlink:href", "formaction", "action")
_LINKS = r"a[href], a[xlink\:href], area[href], form[action], button[formaction], input[formaction]"
_WORDS: Final = ("alt", "title", "value", "placeholder", "aria-label")
MOST = 20
"""Links of one mail that are named."""
_SAYS = re.compile(
    r"\bhttps?://(?P<ip>(?:\d{1,3}\.){3}\d{1,3})\b|(?P<mail>[^\s@<>()\[\]\"',;:/]{1,64}@[\w.-]{1,253}\.\w{2,63})"
    r"|(?P<scheme>\b[a-z][a-z0-9+.-]{1,20}:/{1,3})?(?P<host>(?:[\w-]{1,63}\.){1,20}[^\W\d_]\w{1,62})(?P<rest>[/:?#])?",
    re.IGNORECASE,
)
_FILES = frozenset({
    "csv", "doc", "docx", "eml", "gif", "htm", "html", "ics", "jpeg", "jpg", "json", "md", "odt", "pdf", "png", "ppt",
    "pptx", "py", "rar", "svg", "txt", "xls", "xlsx", "xml", "yaml", "zip",
})  # fmt: skip
"""What a file's name ends in: "plan.pdf" names no server."""
_WRITTEN = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,20}:/{1,3}|\bwww\.)[^\s<>\"]{1,2000}", re.IGNORECASE)
_BEHIND = ".,;:!?)]}'\u3002\uff0c\u3001\uff1b\uff09\u300b\u201d"
"""What ends a sentence and no address."""
_SLASHES = re.compile(r":/{1,3}")
_TAG = re.compile(r"<[^<>]*>")
_LIKE_LATIN = frozenset(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u044c\u0455\u0456\u0458"
    "\u04bb\u04cf\u0501\u051b\u051d\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2"
)
"""Letters of Cyrillic and Greek that look like Latin ones (UTS #39)."""
_OTHER_SCRIPTS: Final = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
_CONTROL = re.compile(r"[\x00-\x20]+")


class MisleadingLink(NamedTuple):
    shown: str
    """Its words, as the text of the mail has them."""
    target: str
    """Where it leads, fit to be shown."""


def misleading_links(html: str | None) -> tuple[MisleadingLink, ...]:
    """Those whose words name a server or a mail address that is not the target's. Nothing is fetched."""
    if not html or not _MAY_LEAD.search(html):
        return ()
    from selectolax.lexbor import LexborHTMLParser  # 2 MB that nobody needs before a mail is shown

    parser = LexborHTMLParser(html[: LIMIT * MARKUP])
    base = parser.css_first("base[href]")
    start = (base.attributes.get("href") if base else "") or ""
    found: dict[MisleadingLink, None] = {}
    for link in parser.css(_LINKS):
        written = _buttons(parser, link) if link.tag == "form" else [link]
        words, unwritten = " ".join(one.text() for one in written), _unwritten(link)
        href = _CONTROL.sub("", next((there for name in _TARGETS if (there := link.attributes.get(name))), ""))
        if href and not href.startswith("#") and _misleads(f"{words} {unwritten}", _resolved(start, href)):
            found[MisleadingLink(sanitised(words or unwritten), sanitised(_resolved(start, href)))] = None
            if len(found) == MOST:
                break
    return tuple(found)


def misleading_in_mail(body: Body) -> tuple[MisleadingLink, ...]:
    """All that it holds: links of its HTML, and addresses that stand in its text."""
    bare = (body.text or "", unescaped(_TAG.sub(" ", (body.html or "")[: LIMIT * MARKUP])))
    found = [*misleading_links(body.html), *(link for text in bare for link in misleading_addresses(text))]
    return tuple(dict.fromkeys(found))[:MOST]


def misleading_addresses(text: str) -> tuple[MisleadingLink, ...]:
    """Bare addresses that are read as another server than they lead to: one whose login looks like a server
    (`https://bank.test@evil.test`), and one with letters of another alphabet that look like Latin ones."""
    found: dict[MisleadingLink, None] = {}
    for match in _WRITTEN.finditer(text[:LIMIT]):
        written = match[0].rstrip(_BEHIND)
        login, host = _login_and_host(written)
        if host and (any(not _is_within(_ascii(host), one) for one in _shown_addresses(login)) or _looks_latin(host)):
            found[MisleadingLink(sanitised(written), sanitised(_ascii(host)))] = None
            if len(found) == MOST:
                break
    return tuple(found)


def _login_and_host(written: str) -> tuple[str, str]:
    """As a browser takes them."""
    address = written if ":/" in written else f"https://{written}"
    try:
        parts = urlsplit(_SLASHES.sub("://", address.replace("\\", "/"), count=1))
        return unquote(parts.netloc.rpartition("@")[0]), parts.hostname or ""
    except ValueError:
        return "", ""


def _looks_latin(host: str) -> bool:
    """Whether a part of the name mixes Latin letters with those of an alphabet that looks alike, or is written in such
    as look alike alone."""
    for part in unicodedata.normalize("NFKC", host).lower().split("."):
        letters = {letter for letter in part if letter.isalpha()}
        others = {one for one in letters if unicodedata.name(one, "").startswith(_OTHER_SCRIPTS)}
        if others and (others != letters or (letters <= _LIKE_LATIN and host.rpartition(".")[2].isascii())):
            return True
    return False


def _buttons(parser: "LexborHTMLParser", form: "LexborNode") -> list["LexborNode"]:
    """What names a form: its buttons, those elsewhere that send it, and the words beside its fields."""
    name = form.attributes.get("id")
    elsewhere = [one for one in parser.css("button[form]") if name and one.attributes.get("form") == name]
    return [*form.css("button, label, legend"), *elsewhere]


def _unwritten(link: "LexborNode") -> str:
    """Words that a reader sees of it, or beside the pointer, and that no text has."""
    named = [link, *link.css("img, input[type=submit], input[type=button], input[type=image], input[placeholder]")]
    return " ".join(filter(None, (one.attributes.get(name) for one in named for name in _WORDS)))


def _resolved(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return href


def _misleads(words: str, target: str) -> bool:
    shown = list(_shown_addresses(words))
    if not shown:
        return False
    scheme = target.partition(":")[0].lower()
    if scheme == "mailto":
        return set(shown) != _recipients(target[len("mailto:") :])
    goes_to = _host(target)
    return any(not _is_within(goes_to, one.rpartition("@")[2]) for one in shown)


def _recipients(target: str) -> set[str]:
    """All whom a mailto reaches, those of its fields as well (RFC 6068 section 2)."""
    path, _, fields = target.partition("?")
    named = [path, *(value for name, value in parse_qsl(fields) if name.lower() in ("to", "cc", "bcc"))]
    return {normal_address(one) for some in named for one in unquote(some).split(",") if one.strip()}


def _shown_addresses(words: str) -> Iterator[str]:
    """The addresses in the words of a link: mail addresses, and names of servers without `www.`."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", words) if unicodedata.category(letter) != "Cf")
    for match in _SAYS.finditer(plain.replace("。", ".")):
        if match["ip"]:
            yield match["ip"]
        elif match["mail"]:
            yield normal_address(match["mail"])
        elif match["scheme"] or match["rest"] or match["host"].rpartition(".")[2].lower() not in _FILES:
            yield _ascii(match["host"])


def _host(target: str) -> str:
    """Of `//` and `\\\\` alike, as a browser takes them; empty where the target names none, as `javascript:` does."""
    try:
        parts: SplitResult = urlsplit(target.replace("\\", "/"))
        return _ascii(parts.hostname or "")
    except ValueError:
        return ""


def _ascii(host: str) -> str:
    host = unicodedata.normalize("NFKC", host).replace("。", ".").lower().strip(".").removeprefix("www.")
    try:
        return host[:253].encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _is_within(host: str, shown: str) -> bool:
    """A server below the one that is named belongs to it."""
    return bool(host) and (host == shown or host.endswith(f".{shown}"))
