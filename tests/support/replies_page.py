"""The page for those who answer mails, made from the words of the grammar and from examples that are tests.

PYTHONPATH=src:tests python -m support.replies_page      writes it to docs/replies.md
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from collabtui.domain.mail.reply import AskedChoice, AskedCriterion, Asking, Item, Proposal, ReplyContext, Understanding
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.understand import understand
from support.paths import ROOT, TESTS
from support.written_replies import new_text

PAGE = ROOT / "docs" / "replies.md"
_WORDS_SHOWN = 6
_ITEMS = {
    "zh": Item(ref="A1", title="提供接口文档", number=1, due=date(2026, 3, 11)),
    "en": Item(ref="A1", title="Run the load test", number=1, due=date(2026, 3, 11)),
}
_ASKING = Asking(kind="request", topics=("X-2026-001",), name="", department="研发部")
_CRITERIA = (AskedCriterion(number=1, text="覆盖率 ≥ 95 %"), AskedCriterion(number=2, text="投诉 ≤ 3"))
_CHOICES = (AskedChoice(key="A", text="蓝色 blue"), AskedChoice(key="B", text="红色 red"))
_ASKED = Proposal(n=1, ref="A1", status="done", percent=100, why="slip")


class ReplyExample(NamedTuple):
    """A sentence of the page, and the mail that it answers."""

    text: str
    locale: str
    section: dict[str, Any]

    def understood(self) -> Understanding:
        context = ReplyContext(
            items=(_ITEMS[self.locale],),
            locale="zh" if self.locale == "zh" else "en",
            written=date(2026, 3, 9),
            minutes="M1" if self.section.get("minutes") else None,
            invitation=bool(self.section.get("invitation")),
            asked_back=(_ASKED,) if self.section.get("asked") else (),
            people=("张伟", "Bob"),
            asking=_ASKING if self.section.get("asking") else None,
            criteria=_CRITERIA if self.section.get("criteria") else (),
            choices=_CHOICES if self.section.get("choices") else (),
        )
        return understand(new_text(self.text), context)


def page_data(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((TESTS / "data" / "replies_page" / f"{locale}.json").read_text("utf-8"))
    return found


def examples() -> Iterator[ReplyExample]:
    """All sentences that the page says to be understood."""
    for locale in LANGUAGES:
        for section in page_data(locale)["sections"]:
            for _, written, _, _ in section["rows"]:
                yield from (ReplyExample(text, locale, section) for text in written)


def as_text() -> str:
    """Both languages, one behind the other: either half can be forwarded."""
    return "\n\n".join("\n".join(_half(locale)) for locale in LANGUAGES) + "\n"


def _half(locale: str) -> Iterator[str]:
    data = page_data(locale)
    yield f"# {data['title']}"
    for line in data["lead"]:
        yield f"\n{line}"
    for section in data["sections"]:
        yield f"\n## {section['heading']}\n"
        yield f"| {' | '.join(data['columns'])} |"
        yield "|---" * len(data["columns"]) + "|"
        for wish, written, effect, kinds in section["rows"]:
            shown = " · ".join(f"`{text}`" for text in written)
            others = _words(ReplyExample(written[0], locale, section), kinds, written)
            yield f"| {wish} | {shown} | {effect} | {' · '.join(others)} |"
    yield f"\n## {data['rules_title']}\n"
    yield from (f"- {rule}" for rule in data["rules"])


def _words(example: ReplyExample, kinds: list[str], written: list[str]) -> list[str]:
    """Some words of these kinds, of each as many, that mean in its place what the example means."""
    table = read_words(example.section.get("words", "reply"), example.locale)["kinds"]
    meaning = _meaning(example)
    share = _WORDS_SHOWN // max(len(kinds), 1)
    found: list[str] = []
    for kind in kinds:
        words = (word for word in table.get(kind, ()) if _ALREADY.isdisjoint({word}) and word not in " ".join(written))
        found += [word for word in words if _meaning(_instead(example, kind, word)) == meaning][:share]
    return found


_ALREADY = frozenset({"k"})
"""What nobody would recommend."""


def _instead(example: ReplyExample, kind: str, word: str) -> ReplyExample:
    form = f"已{word}" if kind == "hand-over" else word
    if kind == "risk-mark":
        return example._replace(text=re.sub(r"^[^:：]+", form, example.text))
    if kind == "met":
        form += " 97%"
    return example._replace(text=f"1 {form}" if example.text.startswith("1 ") else form)


def _meaning(example: ReplyExample) -> tuple[object, ...]:
    """Without reasons, days and words: what it would do."""
    said = example.understood()
    updates = tuple((one.status, one.accept) for one in said.updates)
    requests = tuple(one.ask for one in said.requests)
    answers = (said.sign_off, said.rsvp, said.stance, said.contact, said.vote)
    criteria = tuple((one.number, one.met, one.measured) for one in said.criteria)
    asked_back = (said.confirmed, said.dropped, said.asks_help, [one.ask for one in said.proposals])
    return (said.doubt, updates, requests, answers, criteria, asked_back)


if __name__ == "__main__":
    PAGE.write_text(as_text(), "utf-8")
