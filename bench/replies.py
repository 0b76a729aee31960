"""Our cut beside the libraries that do the same, in one run: on corpora of others, and on the
formats of tests/support/mail_clients.toml.

    python bench/replies.py FOLDER …

Each FOLDER holds a corpus in the layout of its repository (see reply_corpora.py). A peer that cannot be imported is
listed as absent. A match is exact when the words are the same. A leak has three words or more that are not in the
answer; a loss lacks a word of it. Of the losses those are told apart that lack only words of lines with `>`, which some
corpora hold to be part of an answer.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from reply_corpora import Case, corpus
from reply_peers import PEERS, Cutter

from collabtui.mail.parse.body import AnsweredMail, Body
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.mail_clients import CLIENTS, Answer, Placement, wrap
from support.sample_minutes import EN, ZH

LEAK = 3
ANSWERS = {"zh": "1 已完成\n2 延期到3月9日,因为供应商晚了", "en": "1 done\n2 postpone to 9 March, the supplier is late"}

BETWEEN = {
    "zh": {"A12": "已完成", "A3": "延期到3月9日", "A15": "完成"},
    "en": {"A12": "finished", "A3": "postpone to 9 March", "A15": "done"},
}


class Score(NamedTuple):
    cases: int
    exact: int
    leak: int
    loss: int
    quoted: int
    """Losses of nothing but lines that begin with `>`."""
    failed: int
    milliseconds: float


def ours(text: str) -> str:
    return new_text(Body(text=text), None).text


def cutters() -> dict[str, Cutter | None]:
    found: dict[str, Cutter | None] = {"collabtui": ours}
    for name, load in PEERS.items():
        try:
            found[name] = load()
        except ImportError:
            found[name] = None
    return found


def score(cutter: Cutter, cases: Iterable[Case]) -> Score:
    counts: Counter[str] = Counter()
    began = time.perf_counter()
    for case in cases:
        counts["cases"] += 1
        try:
            found = cutter(case.text)
        except Exception:  # noqa: BLE001  whatever a peer raises is its result
            counts["failed"] += 1
            continue
        counts["exact"] += found.split() == case.expected.split()
        counts["leak"] += (Counter(found.split()) - Counter(case.expected.split())).total() >= LEAK
        lost = bool(Counter(_words(case.expected.splitlines())) - Counter(found.split()))
        counts["loss"] += lost
        counts["quoted"] += lost and not Counter(_words(_own_lines(case.expected))) - Counter(found.split())
    spent = (time.perf_counter() - began) * 1000 / max(counts["cases"], 1)
    names = ("cases", "exact", "leak", "loss", "quoted", "failed")
    return Score(*(counts[name] for name in names), spent)


def _own_lines(expected: str) -> list[str]:
    return [line for line in expected.splitlines() if not line.lstrip().startswith(">")]


def _words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split() if any(map(str.isalnum, word))]


def formats() -> list[Case]:
    """Every client's text part, with LF and CRLF, around an answer above the quote."""
    cases = []
    for client in CLIENTS:
        language = "en" if "-en" in client else "zh"
        minutes = EN if language == "en" else ZH
        for newline in ("\n", "\r\n"):
            raw = wrap(client, ANSWERS[language], minutes.text, minutes.html, newline=newline)
            if text := read(raw).body.text:
                cases.append(Case(client, text, ANSWERS[language]))
    return cases


_HEAD = "| cutter | exact | leak | loss | of it `>` lines | failed | ms a mail |\n|---|---|---|---|---|---|---|"


def table(name: str, cases: list[Case]) -> dict[str, Score]:
    print(f"\n{name}: {len(cases)} mails\n")
    print(_HEAD)
    scores = {}
    for cutter_name, cutter in cutters().items():
        if cutter is None:
            print(f"| {cutter_name} | absent | | | | | |")
            continue
        found = scores[cutter_name] = score(cutter, cases)
        print(_row(cutter_name, found))
    return scores


def _row(name: str, found: Score) -> str:
    counts = (found.exact, found.leak, found.loss, found.quoted)
    shares = " | ".join(f"{count} ({100 * count / max(found.cases, 1):.0f} %)" for count in counts)
    return f"| {name} | {shares} | {found.failed} | {found.milliseconds:.2f} |"


def _sum(scores: list[Score]) -> Score:
    cases = sum(score.cases for score in scores)
    spent = sum(score.milliseconds * score.cases for score in scores) / max(cases, 1)
    return Score(cases, *(sum(column) for column in list(zip(*scores, strict=True))[1:6]), spent)


def main(folders: list[str]) -> None:
    totals: dict[str, list[Score]] = {}
    for folder in folders:
        for name, found in table(Path(folder).name, corpus(Path(folder))).items():
            totals.setdefault(name, []).append(found)
    if len(folders) > 1:
        print(f"\nall corpora\n\n{_HEAD}")
        for name, scores in totals.items():
            print(_row(name, _sum(scores)))
    table("the formats of tests/support/mail_clients.toml, their text parts", formats())
    placements()


def placements() -> None:
    """Ours alone: whole mails, with the mail that is answered known, in each placement and kind of body."""
    print("\nwhole mails of all clients, the answered mail known\n")
    print("| placement | mails | exact, bound to its item | doubtful | ms a mail, median |\n|---|---|---|---|---|")
    for placement in ("above", "below", "interleaved", "cells"):
        cases = [case for name in CLIENTS for case in _whole_mails(name, placement)]
        results, spent = [], []
        for body, sent, expected in cases:
            began = time.perf_counter()
            found = new_text(body, sent)
            spent.append((time.perf_counter() - began) * 1000)
            results.append(([(line.item, line.text) for line in found.lines] == expected, found.doubt != ""))
        exact, doubtful = (sum(column) for column in zip(*results, strict=True))
        print(f"| {placement} | {len(cases)} | {exact} | {doubtful} | {statistics.median(spent):.2f} |")


def _whole_mails(
    client: str, placement: Placement
) -> Iterator[tuple[Body, AnsweredMail, list[tuple[str | None, str]]]]:
    form, language = CLIENTS[client], "en" if "-en" in client else "zh"
    minutes = EN if language == "en" else ZH
    if placement != "above" and (form.one_line or not form.quotes or form.tail):
        return
    answers: Answer = ANSWERS[language] if placement in ("above", "below") else BETWEEN[language]
    for as_html in (False, True):
        if isinstance(answers, str):
            joined = form.one_line and not as_html
            expected = [(None, line) for line in ([answers.replace("\n", " ")] if joined else answers.split("\n"))]
        else:
            expected = [(ref, text) for ref, text in answers.items()]
        for newline in ("\n", "\r\n"):
            raw = wrap(
                client, answers, minutes.text, minutes.html, placement=placement, newline=newline, as_html=as_html
            )
            yield read(raw).body, minutes.sent, expected


if __name__ == "__main__":
    main(sys.argv[1:])
