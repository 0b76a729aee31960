"""A server that repeats what it was told, in whatever form, never brings the password to the screen."""

import asyncio
import base64
import json
import quopri
from collections.abc import Callable
from string import ascii_lowercase
from textwrap import wrap
from time import perf_counter
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import imap_utf7

from collabtui.config import Imap, Smtp
from collabtui.errors import CollabError
from collabtui.mail.parse import sanitise
from collabtui.mail.parse.sanitise import HIDDEN, hide, redacted, sanitised
from collabtui.mail.transport import imap, smtp
from collabtui.mail.transport.secrets import Secret
from collabtui.text.catalogue import Catalogue
from support.scripted_server import Line, Scripted

PASSWORD = 'Tr0ub4 dor&3"密'
USER = "li@example.test"
PLAIN = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
TOKEN = base64.b64encode(f"user={USER}\1auth=Bearer {PASSWORD}\1\1".encode()).decode()
ALONE = base64.b64encode(PASSWORD.encode()).decode()


def forms(password: str) -> list[str]:
    raw = password.encode()
    encoded = [base64.b64encode(bytes(before) + raw + bytes(after)) for before in range(3) for after in range(3)]
    return [password, quote(password, safe=""), raw.hex(), raw.hex().upper(), *(one.decode() for one in encoded)]


@pytest.mark.parametrize(
    "said",
    [
        f"535 no such password: {PASSWORD}",
        f"AUTH PLAIN {PLAIN}",
        f"auth plain {PLAIN.lower()}",
        f"AUTH LOGIN {ALONE}",
        f"XOAUTH2 {TOKEN}",
        f"{PLAIN.replace('+', '-').replace('/', '_').rstrip('=')} url-safe",
        f"https://{USER}:{quote(PASSWORD, safe='')}@mail.example.test",
        f"hex {PASSWORD.encode().hex()}",
        f"repr {PASSWORD!r} {PASSWORD.encode()!r}",
        "x" * 195 + PASSWORD,
    ],
)
def test_no_form_of_it_is_shown(said: str) -> None:
    Secret(PASSWORD)
    shown = sanitised(said)
    assert "•" in shown
    assert not any(form.lower() in shown.lower() for form in [*forms(PASSWORD), PLAIN, TOKEN, "Tr0ub4", PLAIN[-20:-4]])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=4, max_size=30), st.binary(max_size=9))
def test_it_is_found_in_base64_wherever_it_begins(password: str, before: bytes) -> None:
    if not password.strip():
        return
    hide(password)
    for after in (b"", b"\1\1", b"z"):
        blob = base64.b64encode(before + b"\0" + password.encode() + after).decode()
        assert redacted(f"AUTH PLAIN {blob} refused") == f"AUTH PLAIN {HIDDEN} refused"


CODES: dict[str, Callable[[str], str]] = {
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode(),
    "quoted-printable in a header": lambda text: quopri.encodestring(text.encode(), header=True).decode(),
    "quoted-printable, each letter": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "quoted-printable, soft breaks": "=\r\n".join,
    "some letters coded": lambda text: "".join(
        f"={ord(one):02x}" if place % 2 else one for place, one in enumerate(text)
    ),
    "mailbox UTF-7": lambda text: imap_utf7.encode(text).decode(),
    "UTF-7": lambda text: text.encode("utf-7").decode(),
    "URL, each letter": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "HTML, numbers": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "HTML, hexadecimal numbers": lambda text: "".join(f"&#x{ord(letter):04X};" for letter in text),
    "JSON": json.dumps,
    "octal": lambda text: "".join(f"\\{byte:03o}" for byte in text.encode()),
    "URL of a URL": lambda text: quote(quote(text, safe=""), safe=""),
    "URL of a URL, each letter": lambda text: "".join(f"%25{byte:02x}" for byte in text.encode()),
    "full width": lambda text: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
    "bold": lambda text: "".join(chr(ord(one) - ord("a") + 0x1D41A) if one in ascii_lowercase else one for one in text),
    "italic, with a letter of another block": lambda text: "".join(
        "\u210e" if one == "h" else chr(ord(one) - ord("a") + 0x1D44E) if one in ascii_lowercase else one
        for one in text
    ),
    "Base32": lambda text: base64.b32encode(text.encode()).decode(),
    "Base32 behind something": lambda text: base64.b32encode(f"xy{text}z".encode()).decode().lower(),
    "Base32 of UTF-16": lambda text: base64.b32encode(text.encode("utf-16-le")).decode(),
    "Base32 of UTF-16 further on": lambda text: base64.b32encode(f"x{text}z".encode("utf-16-be")).decode().lower(),
    "Base32 with the letters of hexadecimal numbers": lambda text: base64.b32hexencode(text.encode()).decode(),
    "Base32 of a code page": lambda text: base64.b32encode(f"xyz{text}".encode("gb18030")).decode(),
    "Base64 of a code page": lambda text: base64.b64encode(f"x{text}".encode("gb18030")).decode(),
    "hexadecimal numbers of UTF-16": lambda text: text.encode("utf-16-le").hex(" "),
    "quoted-printable of a code page": lambda text: quopri.encodestring(text.encode("gb18030"), True).decode(),
    "accents as signs of their own": lambda text: normalize("NFD", text),
    "accents within their letters": lambda text: normalize("NFC", text),
    "bytes of a certificate": lambda text: text.encode().hex(":"),
    "Base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
    "Base64 of UTF-16 behind something": lambda text: base64.b64encode(f"x{text}".encode("utf-16-be")).decode(),
    "Base64 in short lines": lambda text: "\r\n".join(wrap(base64.b64encode(f"{text} and more".encode()).decode(), 7)),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "password", ["hunter2000", "p=s s&w/d<1>", 'pass"x\\y', "z\u00fcnd:pass", "zu\u0308nd:pass", "\u5bc6\u7801 pass"]
)
def test_it_is_found_in_whatever_code_it_is_repeated(code: str, password: str) -> None:
    if code == "some letters coded" and not password.isascii():
        return
    hide(password)
    shown = sanitised(f"NO {CODES[code](password)} refused")
    assert HIDDEN in shown
    assert len(shown) <= len(f"NO '{HIDDEN}' refused") + len("kgYW 5kIG1vc mU=")


def test_long_words_of_a_server_take_no_longer_than_they_are_long() -> None:
    hide("hunter2000")
    for said in ("=", "=\n", "h", "h=\n ", "hunter200", "aHVud"):
        began = perf_counter()
        redacted(said * (300_000 // len(said)))
        assert perf_counter() - began < 3


def test_a_secret_in_a_long_run_of_letters_is_found_in_one_look() -> None:
    hide("hunter2000")
    coded = base64.b64encode(b"hunter2000").decode().rstrip("=")
    assert redacted(f"no {'9' * 300_000} yes") == f"no {'9' * 300_000} yes"
    assert redacted(f"no {'9' * 300_000}{coded}{'x' * 300_000} yes") == f"no {HIDDEN} yes"


def test_other_words_stay_as_they_are_also_beside_a_short_password() -> None:
    Secret("no")
    assert sanitised("550 5.1.1 nobody knows you") == "550 5.1.1 nobody knows you"
    assert sanitised("password: no") == f"password: {HIDDEN}"


def test_an_old_one_is_not_looked_for_for_ever() -> None:
    for number in range(200):
        hide(f"token-{number:04}")
    assert len(sanitise._secrets) == sanitise._KEPT
    assert redacted("token-0199") == HIDDEN


def smtp_that(answer: Callable[[str], list[str]], methods: str) -> Callable[[Line], None]:
    def talk(line: Line) -> None:
        line.say("220 ready")
        heard = ""
        while text := line.hear():
            heard = text
            if text.upper().startswith("EHLO"):
                line.say("250-here", f"250 AUTH {methods}")
            elif text.upper().startswith("QUIT"):
                line.say("221 bye")
            else:
                line.say(*answer(heard))

    return talk


SMTP_ANSWERS: dict[str, Callable[[str], list[str]]] = {
    "refused with its own words": lambda heard: [f"535 5.7.8 {heard}"],
    "refused in the clear": lambda heard: [f"535-{heard}", f"535 {PASSWORD.encode().decode('latin-1')}"],
    "busy": lambda heard: [f"454 4.7.0 {heard}"],
    "no answer of SMTP": lambda heard: [heard],
    "a challenge that is no Base64": lambda heard: [f"{334 if heard.startswith('AUTH') else 535} !{heard}"],
    "a challenge in letters of the world": lambda heard: ["334 \xe9\xff" if "CRAM" in heard else f"535 {heard}"],
    "one that never ends": lambda _: [f"334 {ALONE}"],
    "a code of its own": lambda heard: [f"999 {heard}"],
    "an empty one": lambda _: [""],
}


@pytest.mark.parametrize("methods", ["PLAIN", "LOGIN", "CRAM-MD5", "PLAIN LOGIN CRAM-MD5", "XOAUTH2"])
@pytest.mark.parametrize("answer", SMTP_ANSWERS)
def test_an_smtp_server_that_repeats_it(answer: str, methods: str) -> None:
    async def connect(server: Smtp) -> None:
        async with smtp.connect(server, Secret(PASSWORD), timeout=2):
            raise AssertionError("it let us in")

    auth: Literal["xoauth2", "password"] = "xoauth2" if methods == "XOAUTH2" else "password"
    with Scripted(smtp_that(SMTP_ANSWERS[answer], methods)) as served:
        server = Smtp(host=served.host, port=served.port, security="none", username=USER, auth=auth)
        with pytest.raises(CollabError) as caught:
            asyncio.run(connect(server))
    assert_unsaid(caught.value)


IMAP_ANSWERS: dict[str, Callable[[str, str], list[str]]] = {
    "refused with its own words": lambda tag, heard: [f"{tag} NO [AUTHENTICATIONFAILED] {heard}"],
    "bad with its own words": lambda tag, heard: [f"{tag} BAD {heard}"],
    "unavailable": lambda tag, heard: [f"{tag} NO [UNAVAILABLE] {heard}"],
    "bye": lambda _, heard: [f"* BYE {heard}"],
    "no answer of IMAP": lambda _, heard: [heard],
    "another tag": lambda _, heard: [f"XXXX9 OK {heard}"],
    "a list that never closes": lambda tag, heard: [f"* LIST ((((( {heard}", f"{tag} NO {heard}"],
    "a literal": lambda tag, heard: ["* OK {3}", f"abc {heard}", f"{tag} NO {heard}"],
}


@pytest.mark.parametrize("capabilities", ["", "AUTH=PLAIN", "AUTH=PLAIN SASL-IR", "AUTH=XOAUTH2"])
@pytest.mark.parametrize("answer", IMAP_ANSWERS)
def test_an_imap_server_that_repeats_it(answer: str, capabilities: str) -> None:
    def talk(line: Line) -> None:
        line.say("* OK ready")
        while text := line.hear():
            tag, _, rest = text.partition(" ")
            if rest.upper().startswith("CAPABILITY"):
                line.say(f"* CAPABILITY IMAP4rev1 {capabilities}".rstrip(), f"{tag} OK done")
            elif rest.upper().startswith("LOGOUT"):
                line.say("* BYE", f"{tag} OK done")
            elif "AUTHENTICATE" in rest.upper() and len(rest.split()) == 2:
                line.say("+ ")
                said = line.hear()
                line.say(*IMAP_ANSWERS[answer](tag, said))
            else:
                line.say(*IMAP_ANSWERS[answer](tag, text))
                if answer == "bye":
                    return

    auth: Literal["xoauth2", "password"] = "xoauth2" if "XOAUTH2" in capabilities else "password"
    password = "Tr0ub4 dor&3"  # LOGIN takes no other letters
    with Scripted(talk) as served:
        server = Imap(host=served.host, port=served.port, security="none", username=USER, auth=auth)
        with pytest.raises(CollabError) as caught:
            imap.connect(server, Secret(password), timeout=0.5)
    assert_unsaid(caught.value)


def assert_unsaid(error: CollabError) -> None:
    """Neither the error nor its sentence has it, nor what a crash report would show with it."""
    texts = [str(error), *(Catalogue(locale)(error.key, **error.values) for locale in ("zh", "en"))]
    for text in texts:
        assert "Tr0ub4" not in text
        assert not any(form[:12].lower() in text.lower() for form in (PLAIN[-24:], TOKEN[-24:], ALONE))
    assert error.__cause__ is None
    assert error.__suppress_context__
