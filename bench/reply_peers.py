"""The libraries that our cut is measured beside, each where it can be imported: text of a mail → text of the answer."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

Cutter = Callable[[str], str]


def _talon() -> Cutter:
    quotations: Any = import_module("talon.quotations")
    bruteforce: Any = import_module("talon.signature.bruteforce")
    return lambda text: bruteforce.extract_signature(quotations.extract_from_plain(text))[0] or ""


def _talon_quotations() -> Cutter:
    quotations: Any = import_module("talon.quotations")
    return lambda text: quotations.extract_from_plain(text) or ""


def _email_reply_parser() -> Cutter:
    module: Any = import_module("email_reply_parser")
    return lambda text: module.EmailReplyParser.parse_reply(text) or ""


def _mail_parser_reply() -> Cutter:
    module: Any = import_module("mailparser_reply")
    languages: Any = import_module("mailparser_reply.constants").MAIL_LANGUAGES
    parser = module.EmailReplyParser(languages=list(languages))
    return lambda text: parser.parse_reply(text=text) or ""


def _unquotemail() -> Cutter:
    module: Any = import_module("unquotemail")
    return lambda text: module.Unquote(html=None, text=text).get_text() or ""


def _quotequail() -> Cutter:
    module: Any = import_module("quotequail")

    def cut(text: str) -> str:
        """What stands above and below the quote, by `unwrap`; where it finds none, what `quote` would show."""
        found = module.unwrap(text)
        if found:
            return "\n".join(filter(None, (found.get("text_top"), found.get("text_bottom"))))
        return "\n".join(part for shown, part in module.quote(text) if shown)

    return cut


PEERS: dict[str, Callable[[], Cutter]] = {
    "talon, with signatures": _talon,
    "talon, quotations only": _talon_quotations,
    "email-reply-parser": _email_reply_parser,
    "mail-parser-reply": _mail_parser_reply,
    "unquotemail": _unquotemail,
    "quotequail": _quotequail,
}
