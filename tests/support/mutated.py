"""Answers of the labelled tables in mails that were damaged on their way, by a seed: each comes out the same each time.

The quote, its head, the headers, the encoding and the end of a mail are damaged, never the words of the answer: what is
left of it must not say more than the mail says as it was sent.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from typing import NamedTuple

from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.assess import assess_mail
from support.labelled_replies import Reply, replies
from support.mail_clients import CLIENTS, Answer, Client, Placement
from support.placed import client_below, lines_by_item
from support.worlds import World

TRAPS = (
    "1 done? no, not yet",
    "1 done\nif the vendor agrees",
    "1 已完成？还没有",
    "1 完成了，不对，是3完成了",
    "全部完成的话我会告诉你",
    "agreed, but the date of 2 is wrong",
    "同意，不过第2项的日期不对",
)
"""The beginning of each says more than all of it."""
STEP = 100

Claims = frozenset[tuple[object, ...]]


class Mutant(NamedTuple):
    name: str
    workspace: World
    whole: bytes
    raw: bytes


def claims(found: Assessment) -> Claims:
    """What a mail says."""
    said = found.understanding
    done = {(update.ref, update.status, update.percent, update.accept) for update in said.updates}
    return frozenset({*done, *filter(None, [(said.sign_off,), (said.rsvp,)])} - {(None,)})


def wrong(mutant: Mutant) -> str:
    """What the damaged mail changes without asking that the whole one does not say; or that it could not be read."""
    acting = mutant.workspace.acting
    found = assess_mail(acting.store, acting, mutant.raw)
    if found.reason == "unreadable":
        return f"{mutant.name}: raised"
    applied = found.verdict == "apply" and found.is_trusted
    more = claims(found) - claims(assess_mail(acting.store, acting, mutant.whole)) if applied else ()
    return f"{mutant.name}: {sorted(map(repr, more))}" if more else ""


# cut off


def cut_off(name: str, workspace: World, whole: bytes) -> Iterator[Mutant]:
    """The mail up to every hundredth byte."""
    for end in range(STEP, len(whole), STEP):
        if not is_like_a_whole_one(whole[:end]):
            yield Mutant(f"{name} up to {end}", workspace, whole, whole[:end])


def is_like_a_whole_one(raw: bytes) -> bool:
    """Nothing tells an unencoded text that was cut behind a line break, in a mail of one part, from a whole one."""
    headers, _, body = raw.partition(b"\n\n")
    return body.endswith(b"\n") and b"multipart" not in headers and b"8bit" in headers


# damaged


def mutants(offices: Callable[[str], World], seed: int) -> Iterator[Mutant]:
    """Without end, each from its own number."""
    examples = replies()
    for number in count(seed):
        chance = Random(number)  # noqa: S311  # the same damage each time is what is wanted
        example = chance.choice(examples)
        workspace = offices(example.situation)
        client, answer, placement = _placed(example, chance)
        arguments = (client, answer, placement)
        whole = workspace.reply(client, answer, placement=placement)
        damage = chance.sample(DAMAGE, chance.randint(1, 3))
        with _damaged_client(client, chance if _head in damage else None):
            quoted = _quoted(workspace, damage, chance)
            raw = quoted.reply(client, answer, placement=placement)
        for one in damage:
            raw = RAW[one](raw, chance) if one in RAW else raw
        names = "+".join(one.__name__.strip("_") for one in damage)
        yield Mutant(f"{number} {example.id} {names} {arguments}", workspace, whole, raw)


def _placed(example: Reply, chance: Random) -> tuple[str, Answer, Placement]:
    fits = [name for name, client in CLIENTS.items() if "\n" not in example.text or not client.one_line]
    between = lines_by_item(example) if example.theme != "numbers" else {}
    placements: tuple[Placement, ...] = ("above", "above", "below", "interleaved")
    placement = chance.choice(placements if between else placements[:-1])
    if placement == "above":
        return chance.choice(fits), example.text, "above"
    return client_below(example), between if placement == "interleaved" else example.text, placement


@contextmanager
def _damaged_client(name: str, chance: Random | None) -> Iterator[None]:
    """The client's format with damage in the head of the quote, or before its lines."""
    form = CLIENTS[name]
    try:
        CLIENTS[name] = _head(form, chance) if chance else form
        yield
    finally:
        CLIENTS[name] = form


def _head(form: Client, chance: Random) -> Client:
    lines = form.head.split("\n")
    kept = [line for line in lines if chance.random() < 0.6]
    prefix = chance.choice((form.prefix, "", "> ", ">", "> > ", "| ", "  "))
    return form._replace(head="\n".join(kept), prefix=prefix, width=form.width or chance.choice((0, 40, 60)))


def _quoted(workspace: World, damage: list[Callable[..., object]], chance: Random) -> World:
    """With a damaged mail of ours below the answer."""
    text, html = workspace.text, workspace.html
    for one in damage:
        if one in TEXT:
            text, html = TEXT[one](text, chance), TEXT[one](html, chance)
    return workspace._replace(text=text, html=html)


def _lines_lost(text: str, chance: Random) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if _keeps(line) or chance.random() < 0.7)


def _lines_doubled(text: str, chance: Random) -> str:
    return "".join(line * (1 + (chance.random() < 0.2)) for line in text.splitlines(keepends=True))


def _lines_joined(text: str, chance: Random) -> str:
    return "".join(
        line if _keeps(line) or chance.random() < 0.8 else line.rstrip("\n") + " "
        for line in text.splitlines(keepends=True)
    )


def _characters_lost(text: str, chance: Random) -> str:
    """Of Chinese text and letters, not of markup."""
    return re.sub(r"[\w\u3400-\u9fff](?![^<>]*>)", lambda found: _perhaps(found, chance, "\ufffd"), text)


def _spaces_changed(text: str, chance: Random) -> str:
    return re.sub(r" (?![^<>]*>)", lambda found: _perhaps(found, chance, "\u00a0\u3000"), text)


def _perhaps(found: re.Match[str], chance: Random, other: str) -> str:
    """Refs stay: an answer is put under them."""
    return found.group() if chance.random() < 0.97 or found.group() in "ADQR0123456789" else other


def _keeps(line: str) -> bool:
    return re.search(r"\bA\d", line) is not None


# the day of writing is a part of what is said, so Date stays


def _headers_lost(raw: bytes, chance: Random) -> bytes:
    headers, break_, body = raw.partition(b"\n\n")
    lines = headers.split(b"\n")
    return b"\n".join(line for line in lines if line.startswith(b"Date") or chance.random() < 0.8) + break_ + body


def _headers_changed(raw: bytes, chance: Random) -> bytes:
    headers, break_, body = raw.partition(b"\n\n")
    changed, day = bytearray(headers), headers.find(b"Date:")
    for _ in range(4):
        at = chance.randrange(len(changed))
        if not day <= at < day + len(b"Date: Mon, 02 Mar 2026 15:30:00 +0800\n"):
            changed[at] = chance.randrange(256)
    return bytes(changed) + break_ + body


def _charset_lied(raw: bytes, chance: Random) -> bytes:
    label = chance.choice((b"us-ascii", b"iso-8859-1", b"gb2312", b"big5", b"x-unknown", b"utf-7"))
    return re.sub(rb"charset=[\w-]+", b"charset=" + label, raw)


def _line_breaks_mixed(raw: bytes, chance: Random) -> bytes:
    return re.sub(rb"\n", lambda _: chance.choice((b"\n", b"\r\n", b"\r\r\n")), raw)


def _boundary_damaged(raw: bytes, chance: Random) -> bytes:
    places = [found.start() for found in re.finditer(rb"----=_Part", raw)]
    return raw if not places else (at := chance.choice(places), raw[:at] + b"-x" + raw[at + 2 :])[1]


def _end_lost(raw: bytes, chance: Random) -> bytes:
    cut = raw[: chance.randrange(len(raw))]
    return raw if is_like_a_whole_one(cut) else cut


def _footer_added(raw: bytes, chance: Random) -> bytes:
    footers = (b"\n-- \nThis list is run by nobody\n", b"\n\x00\x00\x00", b"\nScanned by gateway 3.2: done\n")
    return raw + chance.choice(footers)


Raw = Callable[[bytes, Random], bytes]
RAW: dict[Callable[..., object], Raw] = {
    one: one
    for one in (
        _headers_lost, _headers_changed, _charset_lied, _line_breaks_mixed, _boundary_damaged, _end_lost, _footer_added,
    )
}  # fmt: skip
TEXT: dict[Callable[..., object], Callable[[str, Random], str]] = {
    one: one for one in (_lines_lost, _lines_doubled, _lines_joined, _characters_lost, _spaces_changed)
}
DAMAGE: tuple[Callable[..., object], ...] = (*RAW, *TEXT, _head, _head)
