"""What a reply costs: `python bench/reply.py [--repeats 300]`.

(a) a reply of about 8 kB parsed, cut and understood: as a program, the answered mail known
(b) the first use of the grammar in a fresh process, beyond what receiving a mail imports anyway
(c) replies taken in by `receive`, each in its own transaction with its answer, on a database in a file
(d) what may take long: 8 kB of new text, and hostile bodies of 200 kB
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.mail.parse.body import AnsweredMail, Body, SentItem
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.worlds import World, world

ANSWERS = {
    "zh": "您好，\n1 已完成，2 延期到3月18日，因为供应商晚了。\n3 进度大概还是一半，周五给。\n谢谢！",
    "en": "Hi Li Ming,\n\n1 done. 2 needs one more week because the vendor is late.\n3 is about half way.\n\nThanks!",
}
REPLIES = (("outlook-zh-both", "zh3"), ("gmail-en-both", "en3"), ("gmail-zh", "zh5"), ("outlook-en", "en5"))
"""Client and situation: text and HTML, and text alone."""
PROSE = {
    "zh": "上周和供应商开了两次会，对方说接口的字段还要再改一版，我们这边的联调环境周四才能腾出来。",
    "en": "We met the vendor twice last week, and they want to change two fields of the interface again first. ",
}
FIRST_USE = """
import time
import collabtui.domain.mail.reply, collabtui.domain.people, collabtui.mail.quote.new_text
from datetime import date
from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan
situation = ReplyContext(items=(Item(ref="A1", title="提供接口文档", number=1, due=date(2026, 3, 4)),), locale="zh",
                         written=date(2026, 3, 2), minutes="M1")
text = "1 延期到3月4日，因为供应商晚了"
said = NewText(shown=text, lines=(ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),))
started = time.perf_counter()
from collabtui.language.replies.understand import understand
understand(said, situation)
print(time.perf_counter() - started)
"""


def median(job: Callable[[], object], repeats: int) -> float:
    """Milliseconds."""
    job()
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def sent_of(workspace: World) -> AnsweredMail:
    items = (SentItem(number=item.number, ref=item.ref, title=item.title) for item in workspace.answered.items)
    return AnsweredMail(text=workspace.text, html=workspace.html, items=tuple(items))


def understood(raw: bytes, workspace: World, sent: AnsweredMail) -> Understanding:
    return understand(new_text(read(raw).body, sent), workspace.situation)


def steps(raw: bytes, workspace: World, repeats: int) -> Iterator[float]:
    """Milliseconds for parsing, for the cut, for the meaning, and for all of it."""
    sent, body = sent_of(workspace), read(raw).body
    cut = new_text(body, sent)
    yield median(lambda: read(raw), repeats)
    yield median(lambda: new_text(body, sent), repeats)
    yield median(lambda: understand(cut, workspace.situation), repeats)
    yield median(lambda: understood(raw, workspace, sent), repeats)


def one_reply(folder: Path, repeats: int) -> None:
    print("(a) one reply, median ms             raw bytes    parsed     cut  understood     all")
    for client, name in REPLIES:
        workspace = world(name, folder)
        raw = workspace.reply(client, ANSWERS[workspace.situation.locale])
        figures = " ".join(f"{figure:9.2f}" for figure in steps(raw, workspace, repeats))
        print(f"    {client + ', ' + name:<30} {len(raw):>12,} {figures}")
        workspace.close()


def first_use(runs: int = 9) -> None:
    command = [sys.executable, "-c", FIRST_USE]
    environ = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    taken = [float(subprocess.check_output(command, env=environ)) * 1000 for _ in range(runs + 1)][1:]
    print(f"(b) first use of the grammar: median {statistics.median(taken):.1f} ms, fastest {min(taken):.1f} ms")


def a_second(folder: Path, count: int) -> None:
    for flushed in (True, False):
        workspace = world("zh3", folder / str(flushed))
        raws = list(_different(workspace, count))
        store, applied = workspace.acting.store, 0
        started = time.perf_counter()
        with nullcontext() if flushed else store.unflushed():
            for number, raw in enumerate(raws):
                found = receive(_at(workspace.acting, number), raw)
                applied += found is not None and found.verdict == "apply"
        rate = count / (time.perf_counter() - started)
        if applied != count:
            raise AssertionError(f"{applied} of {count} replies were applied")
        how = "flushed to the disk one by one" if flushed else "as a pass over the mailbox does"
        print(f"(c) received, applied and answered, {how}: {rate:,.0f} a second, {len(raws[0]):,} bytes each")
        workspace.close()


def _at(acting: Acting, number: int) -> Acting:
    """Written and received so far apart that a person could have written all of them: more than ten an hour wait."""
    return replace(acting, now=acting.now + timedelta(minutes=7 * number))


def _different(workspace: World, count: int) -> Iterator[bytes]:
    for number in range(count):
        # never less than before: a share that falls is asked back instead of applied
        answer = f"1 {5 + 90 * number // count}%\n2 完成\n3 延期到3月18日，因为供应商晚了"
        raw = workspace._replace(acting=_at(workspace.acting, number)).reply("outlook-zh-both", answer)
        yield raw.replace(b"<reply-1@", b"<reply-%d@" % number)


def long_texts(folder: Path) -> None:
    print("(d) long bodies, ms                    cut  understood")
    for locale, name in (("zh", "zh3"), ("en", "en3")):
        workspace = world(name, folder / "long")
        for what, text in _long(PROSE[locale]):
            _timed(f"{locale}: {what}", Body(text=text), workspace)
        for what, html in _nested(PROSE[locale]):
            _timed(f"{locale}: {what}", Body(html=html), workspace)
        workspace.close()


def _timed(what: str, body: Body, workspace: World) -> None:
    sent = sent_of(workspace)
    cut = new_text(body, sent)
    cutting = median(lambda: new_text(body, sent), 3)
    understanding = median(lambda: understand(cut, workspace.situation), 3)
    print(f"    {what:<34} {cutting:8.1f} {understanding:10.1f}")


def _long(prose: str) -> Iterator[tuple[str, str]]:
    kilobyte = 1024 // len(prose.encode()) + 1
    for size in (8, 200):
        yield f"{size} kB of paragraphs", "\n".join([prose * 3] * (kilobyte * size // 3))
    yield "200 kB of short lines", "\n".join([prose[:20]] * (200 * 1024 // len(prose[:20].encode())))
    yield "200 kB in one line", prose * kilobyte * 200
    yield "200 kB of answers", "\n".join(["1 done, 2 延期到3月18日 because of 3"] * 5000)
    yield "200 kB of >", "> " * 100_000
    yield "200 kB of > lines", "\n".join([">" * 40 + prose[:10]] * 4000)
    yield "200 kB of labels", "From: a@b.c\nTo: " * 12_000
    yield "200 kB of wrote:", "On Mon, Mar 2, 2026 at 2:05 PM a@b.c wrote:\n" * 4_500
    yield "200 kB of numbers", "1 " * 100_000
    yield "200 kB of dashes", "-" * 200_000
    yield "200 kB of dividers", "--------- a ---------\n" * 9_000


def _nested(prose: str) -> Iterator[tuple[str, str]]:
    yield "200 kB of nested elements", "<div>" * 40_000 + prose
    yield "200 kB of nested quotes", "<blockquote>" * 16_000 + prose
    yield "200 kB of line breaks", "a<br>" * 40_000
    yield "200 kB of nested tables", "<table><tr><td>" * 13_000 + prose
    yield "200 kB of cells", "<table><tr>" + f"<td>{prose[:10]}</td>" * 9_000 + "</tr></table>"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=300)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("True", "False", "long"):
            (folder / name).mkdir()
        one_reply(folder, wanted.repeats)
        first_use()
        a_second(folder, wanted.repeats)
        long_texts(folder)


if __name__ == "__main__":
    main()
