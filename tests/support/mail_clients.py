"""Puts an answer into the exact mail that a client would send.

    wrap("outlook-zh", "1 完成", ZH.text, ZH.html)                             above the quoted mail
    wrap("gmail-en", {"A12": "done"}, EN.text, EN.html, placement="interleaved")

Each name of CLIENTS is a client in one language and one kind of body: `gmail-en` has a text part, `gmail-en-html` only
HTML, `gmail-en-both` both.
"""

import base64
import quopri
import re
import textwrap
import tomllib
from collections.abc import Mapping
from email.header import Header
from email.utils import parseaddr
from html import escape, unescape
from pathlib import Path
from typing import Literal, NamedTuple

Answer = str | Mapping[str, str]
"""What was written; for answers tied to items by their place: ref → answer."""
Placement = Literal["above", "below", "interleaved", "cells"]


class Client(NamedTuple):
    head: str
    """Between answer and quote, without the blank lines around it."""
    prefix: str = ""
    """Before each quoted line."""
    device: str = ""
    """The signature that the client sets under the answer."""
    banner: str = ""
    """What a gateway sets above everything."""
    tail: str = ""
    """What a gateway sets below everything."""
    html: str = ""
    source: Literal["text", "cells", "tabs"] = "text"
    """What it quotes as text: our text, or its own rendering of our HTML, each cell of a table on a line of its own or
    with tabs between them."""
    reply: str = "Re: "
    """What it sets before the subject."""
    charset: str = "utf-8"
    encoding: Literal["base64", "quoted-printable", "8bit"] = "base64"
    width: int = 0
    """Wraps quoted lines at so many columns; 0 does not."""
    flowed: bool = False
    one_line: bool = False
    """A gateway or a preview joined all lines into one."""
    parts: Literal["text", "html", "both"] = "text"
    quotes: bool = True
    """False: it sends the answer without any quote."""


def _clients() -> dict[str, Client]:
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    clients = {name: Client(**fields) for name, fields in found.items()}
    for name, client in list(clients.items()):
        if client.html:
            clients[f"{name}-html"] = client._replace(parts="html")
            clients[f"{name}-both"] = client._replace(parts="both")
    return clients


CLIENTS: dict[str, Client] = _clients()


def wrap(
    client: str,
    answer: Answer,
    sent_text: str,
    sent_html: str,
    *,
    placement: Placement = "above",
    newline: str = "\n",
    as_html: bool = False,
    sender: str = "李明 <li+k7c2@example.test>",
    recipient: str = "张伟 <zhang@example.test>",
    subject: str = "[M7] 纪要:新品上线协作会(3月2日)",
    message_id: str = "<reply-1@example.test>",
    in_reply_to: str = "<minutes-7@example.test>",
    date: str = "Mon, 02 Mar 2026 15:30:00 +0800",
) -> bytes:
    """The whole mail (RFC 5322) with which `recipient` answers what `sender` sent.

    `sender` and `recipient` are those of the quoted mail. `as_html` leaves only the HTML part, also for a client that
    is listed with a text part. `newline` stands between the lines of the body, `\\r\\n` for instance.
    """
    form = CLIENTS[client]
    values = _values(sender, recipient, subject)
    parts = "html" if as_html else form.parts
    bodies = []
    if parts != "html":
        bodies.append(("plain", _text(form, answer, sent_text, sent_html, placement, values)))
    if parts != "text":
        template = form.html or _plain_html(form)
        bodies.append(("html", _html(template, answer, sent_html, placement, values)))
    headers = {
        "From": _encoded(recipient),
        "To": _encoded(sender),
        "Subject": _encoded_word(form.reply + subject),
        "Date": date,
        "Message-ID": message_id,
        "In-Reply-To": in_reply_to,
        "References": in_reply_to,
        "MIME-Version": "1.0",
    }
    return _message(headers, [(kind, newline.join(body.split("\n"))) for kind, body in bodies], form)


def _values(sender: str, recipient: str, subject: str) -> dict[str, str]:
    name, address = parseaddr(sender)
    to_name, to_address = parseaddr(recipient)
    return {"name": name, "address": address, "to_name": to_name, "to_address": to_address, "subject": subject}


# Text


def _text(
    form: Client, answer: Answer, sent_text: str, sent_html: str, placement: Placement, values: dict[str, str]
) -> str:
    source = sent_text if form.source == "text" else _rendered(sent_html, form.source)
    quoted = source.rstrip("\n").split("\n")
    if form.flowed:
        quoted = [part for line in quoted for part in _flowed(line, form.width)]
    elif form.width:
        quoted = [part for line in quoted for part in _wrapped(line, form.width)]
    prefixed = [(form.prefix + line).rstrip() if not line else form.prefix + line for line in quoted]
    head = form.head.format_map(values)
    if not isinstance(answer, str):
        body = "\n".join([head, *_with_answers(prefixed, answer, form.prefix, placement)])
    elif not form.quotes:
        body = answer + (f"\n\n{form.device}" if form.device else "")
    elif placement == "below":
        body = "\n".join([head, *prefixed, "", answer])
    else:
        device = f"\n\n{form.device}" if form.device else ""
        body = f"{answer}{device}\n\n{head}\n" + "\n".join(prefixed)
    body = "\n".join(part for part in (form.banner, body, form.tail and f"\n{form.tail}") if part)
    return (" ".join(body.split()) if form.one_line else body) + "\n"


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, drop_whitespace=True, break_on_hyphens=False) or [""]


def _flowed(line: str, width: int) -> list[str]:
    """RFC 3676: each line but the last of a paragraph ends in a space, and a leading space is doubled."""
    if not line:
        return [""]
    stuffed = f" {line}" if line.startswith(" ") else line
    pieces = re.findall(rf".{{1,{width}}}(?: |$)|.{{1,{width}}}", stuffed)
    return [piece.rstrip(" ") + " " for piece in pieces[:-1]] + [pieces[-1].rstrip(" ")]


def _with_answers(lines: list[str], answers: Mapping[str, str], prefix: str, placement: Placement) -> list[str]:
    """Each answer under the first line that carries its ref, or at the end of that line for `cells`."""
    left, out = dict(answers), []
    for line in lines:
        ref = next((ref for ref in left if _naming(ref).search(line)), None)
        if ref is None:
            out.append(line)
        elif placement == "cells":
            out.append(f"{line}\t{left.pop(ref)}")
        else:
            out += [line, *([""] if prefix else []), left.pop(ref), *([""] if prefix else [])]
    if left:
        raise ValueError(f"the quoted mail has no line with {sorted(left)}")
    return out


def _naming(ref: str) -> re.Pattern[str]:
    """Where a ref stands, but not within a Chinese character of a link: `%E5%A5%BD`."""
    return re.compile(rf"(?<![%\w]){ref}\b")


def _rendered(html: str, source: str) -> str:
    """Our HTML as a client turns it into text: links in angle brackets, bold in stars."""
    text = re.sub(r"\s*\n\s*", "", _body_of(html))
    text = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2&lt;\1&gt;", text)
    text = re.sub(r"</?b>|</?h3>", "*" if source == "cells" else "", text)
    text = re.sub(r"</t[dh]>\s*(?=<t[dh])", "\n" if source == "cells" else "\t", text)
    text = re.sub(r"<li>", "   - " if source == "cells" else "  *   ", text)
    text = re.sub(r"<br>|</(p|tr|li|h3|table|ul)>", "\n", text)
    text = unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ")
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


# HTML


def _html(template: str, answer: Answer, sent_html: str, placement: Placement, values: dict[str, str]) -> str:
    quoted = _body_of(sent_html)
    top = _paragraphs(answer) if isinstance(answer, str) else ""
    if not isinstance(answer, str):
        quoted = _answered_rows(quoted, answer, placement)
    escaped = {key: escape(value, quote=False) for key, value in values.items()}
    below = isinstance(answer, str) and placement == "below"
    body = template.format_map({**escaped, "answer": "" if below else top, "quoted": quoted})
    return f'<html><head><meta charset="utf-8"></head><body>{body}{top if below else ""}</body></html>\n'


def _paragraphs(answer: str) -> str:
    return "".join(f"<div>{escape(line, quote=False) or '<br>'}</div>" for line in answer.split("\n"))


def _answered_rows(quoted: str, answers: Mapping[str, str], placement: Placement) -> str:
    left = dict(answers)

    def row(match: re.Match[str]) -> str:
        text = match.group()
        ref = next((ref for ref in left if _naming(ref).search(text)), None)
        if ref is None:
            return text
        answer = escape(left.pop(ref), quote=False)
        if placement == "cells":
            return text.replace("</tr>", f"<td>{answer}</td></tr>")
        written = f'<br><span style="color:#c00000">{answer}</span>'
        return re.sub(rf"{_naming(ref).pattern}[^<]*", lambda found: found.group() + written, text, count=1)

    out = re.sub(r"<tr>.*?</tr>", row, quoted, flags=re.DOTALL)
    if left:
        raise ValueError(f"the quoted mail has no row with {sorted(left)}")
    return out


def _plain_html(form: Client) -> str:
    head = "<br>".join(escape(line, quote=False) for line in form.head.split("\n"))
    device = f"<div><br></div>{_paragraphs(form.device)}" if form.device else ""
    banner, tail = (f"<div>{escape(text, quote=False)}</div>" if text else "" for text in (form.banner, form.tail))
    quote = f"<div><br></div><div>{head}</div><div>{{quoted}}</div>" if form.quotes else ""
    return f"{banner}{{answer}}{device}{quote}{tail}"


def _body_of(html: str) -> str:
    match = re.search(r"<body[^>]*>(.*)</body>", html, re.DOTALL)
    return (match.group(1) if match else html).strip()


# The message


def _encoded_word(text: str) -> str:
    return Header(text, None if text.isascii() else "utf-8", maxlinelen=200).encode()


def _encoded(mailbox: str) -> str:
    name, address = parseaddr(mailbox)
    return f"{_encoded_word(name)} <{address}>"


def _message(headers: dict[str, str], bodies: list[tuple[str, str]], form: Client) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers.items()]
    if len(bodies) == 1:
        return "\n".join(lines).encode("ascii") + b"\n" + _part(*bodies[0], form)
    boundary = "----=_Part_42_1357"
    lines.append(f'Content-Type: multipart/alternative; boundary="{boundary}"')
    out = "\n".join(lines).encode("ascii") + b"\n\n"
    for kind, body in bodies:
        out += f"--{boundary}\n".encode("ascii") + _part(kind, body, form) + b"\n"
    return out + f"--{boundary}--\n".encode("ascii")


def _part(kind: str, body: str, form: Client) -> bytes:
    charset = "utf-8" if kind == "html" else _charset_for(body, form.charset)
    data = body.encode(charset)
    flowed = "; format=flowed" if form.flowed and kind == "plain" else ""
    head = f"Content-Type: text/{kind}; charset={charset}{flowed}\nContent-Transfer-Encoding: {form.encoding}\n\n"
    return head.encode("ascii") + _transfer_encoded(data, form.encoding)


def _charset_for(body: str, charset: str) -> str:
    """The client's own charset, or UTF-8 where that lacks a character, as clients do."""
    try:
        body.encode(charset)
    except UnicodeEncodeError:
        return "utf-8"
    return charset


def _transfer_encoded(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data
