"""What stands below an answer changes nothing of it: signatures, disclaimers, device lines, older answers of others.

Every example of every table gets one of them, chosen by its number, in the mail of a real client.
"""

from collections.abc import Callable
from html import escape

import pytest

from collabtui.lifecycle.mail_in.assess import assess_mail
from support.labelled_replies import Reply, replies, replies_fresh, replies_held_out, replies_second
from support.placed import client_above
from support.reply_differences import differences
from support.worlds import World

SIGNATURES = (
    "-- \n张伟\n研发部 高级工程师\n电话：010-12345678 转 12\nzhang@example.test",
    "Best regards,\nDavid Zhang\nSenior Engineer | Example Ltd.\n+49 30 1234567 | zhang@example.test",
    "祝好\n张伟",
    "--\nDavid",
    "此致\n敬礼！\n\n张伟\n手机 138 0013 8000",
    "Cheers\nDavid",
)
DISCLAIMERS = (
    "本邮件及其附件含有保密信息，仅限于发送给收件人。如果您错收了本邮件，请立即删除。",
    "This e-mail is confidential. If you are not the intended recipient, please notify the sender and delete it.",
    "________________________________\nThis message may hold privileged information for its addressee only.",
)
DEVICES = (
    "发自我的iPhone",
    "发自我的小米手机",
    "Sent from my iPhone",
    "Get Outlook for Android<https://aka.ms/AAb9ysg>",
    "获取 Outlook for iOS",
)
BELOW = (*SIGNATURES, *DISCLAIMERS, *DEVICES)
OLDER = (
    "1 已完成，2 取消，同意",
    "1 done, 2 drop it, agreed\nall done",
    "收到\n3 受阻，因为供应商晚了",
)
EVERY = [*replies(), *replies_held_out(), *replies_second(), *replies_fresh()]


@pytest.mark.parametrize("part", range(4))
def test_what_stands_below_an_answer_changes_nothing_of_it(offices: Callable[[str], World], part: int) -> None:
    assert list(filter(None, (_changed(one, offices(one.situation)) for one in EVERY[part::4]))) == []


def test_an_older_answer_that_is_quoted_above_our_mail_is_never_read(offices: Callable[[str], World]) -> None:
    some = (one for one in EVERY if one.number % 3 == 0)
    assert list(filter(None, (_read_older(one, offices(one.situation)) for one in some))) == []


def _changed(example: Reply, world: World) -> str:
    return _different(example, world, f"{example.text}\n\n{BELOW[5 * example.number % len(BELOW)]}")


def _read_older(example: Reply, world: World) -> str:
    """The answer is one to a colleague's answer to our mail."""
    older = OLDER[example.number % len(OLDER)]
    head = "On Mon, Mar 2, 2026 at 9:12 AM Li Ming <li@example.test> wrote:"
    text = "\n".join([older, "", head, *(f"> {line}" for line in world.text.split("\n"))])
    html = (
        f'<div>{older}</div><div class="gmail_quote"><div class="gmail_attr">{escape(head)}</div>'
        f'<blockquote class="gmail_quote">{world.html}</blockquote></div>'
    )
    return _different(example, world._replace(text=text, html=html), example.text)


def _different(example: Reply, world: World, answer: str) -> str:
    client = client_above(example.model_copy(update={"text": answer}))
    found = assess_mail(world.acting.store, world.acting, world.reply(client, answer))
    doubt = found.new_text.doubt if found.new_text else ""
    met = [*differences(found.understanding, example.expect), *filter(None, [doubt])]
    return f"{example.id} in {client}: {answer!r}: {met}" if met else ""
