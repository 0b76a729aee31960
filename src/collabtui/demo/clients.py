"""Mail clients of the demo's people: how each quotes."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

Quoted = Callable[[EmailMessage, datetime, str], str]
"""Of the mail that is answered, when it came and its text: what the client puts below the answer."""


def _qq(mail: EmailMessage, came: datetime, text: str) -> str:
    when = f"{came:%Y年%m月%d日} {came:%H:%M}"
    head = f"发件人: {mail['From']};\n发送时间: {when}\n收件人: {mail['To']};\n主题: {mail['Subject']}"
    return f"\n\n------------------ 原始邮件 ------------------\n{head}\n\n{text}"


def _163(mail: EmailMessage, came: datetime, text: str) -> str:
    quoted = "\n".join(f">{line}" for line in text.splitlines())
    return f"\n\n在 {came:%Y-%m-%d %H:%M:%S}，{mail['From']} 写道：\n{quoted}"


def _outlook(mail: EmailMessage, came: datetime, text: str) -> str:
    head = f"From: {mail['From']}\nSent: {came:%A, %B %d, %Y %I:%M %p}\nTo: {mail['To']}\nSubject: {mail['Subject']}"
    return f"\n\n________________________________\n{head}\n\n{text}"


def _apple(wrote: str) -> Quoted:
    def quoted(mail: EmailMessage, came: datetime, text: str) -> str:
        quoted = "\n".join(f"> {line}" for line in text.splitlines())
        return f"\n\n> {wrote.format(came=came, sender=mail['From'])}\n> \n{quoted}"

    return quoted


def _gmail(mail: EmailMessage, came: datetime, text: str) -> str:
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    return f"\n\nOn {came:%a, %b %d, %Y at %I:%M %p} {mail['From']} wrote:\n\n{quoted}"


QUOTING: dict[str, Quoted] = {
    "qq": _qq,
    "163": _163,
    "outlook-en": _outlook,
    "apple-zh": _apple("在 {came:%Y年%m月%d日}，{came:%H:%M}，{sender} 写道："),
    "apple-en": _apple("On {came:%d %b %Y}, at {came:%H:%M}, {sender} wrote:"),
    "gmail-en": _gmail,
}
