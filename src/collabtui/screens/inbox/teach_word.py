"""Teaching a word: what it means, what else that would change, and only then yes. What was taught can be untaught."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.language.replies.words.teachable import KINDS, is_word
from collabtui.lifecycle.mail_in import custom_words
from collabtui.lifecycle.mail_in.phrases.learn_phrase import forget_phrase
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.inbox.inbox_mail import MailData, clauses_of
from collabtui.text.meaning_lines import in_short
from collabtui.widgets.colours import ACCENT, MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.mail_in.words_tried_on_kept_mails import Changed
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services


class Changes(Dialog[bool]):
    """True when it shall be taught. Each mail as it is understood now, and as it would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.teach", id="changes.yes"),
        Binding("n,escape", "answer(False)", "key.no", id="changes.no"),
    ]

    def __init__(self, services: "Services", question: str, changed: "Sequence[Changed]") -> None:
        super().__init__(services)
        self.question = question
        self.changed = {one.ref: one for one in changed}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="changes-question")
            yield Rows(id="changes", classes="card")
            yield Static(id="changes-note")
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#changes-question", Static).update(as_content(words.again(self.question), "bold"))
        self.query_one("#changes-note", Static).update(as_content(words("inbox.teach.wait"), MUTED))
        rows.border_title = words("inbox.teach.before_after")
        rows.show(list(self.changed), self._draw)
        self.query_one("#yes", Button).label = f"{words('key.teach_it')} (y)"
        self.query_one("#no", Button).label = f"{words('key.no')} (n)"

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        words, half = self.words, (width - 8) // 2
        found = [self.changed[ref] for ref in refs]
        return [
            line(
                width,
                (as_content(one.ref, ACCENT), 5),
                (as_content(in_short(words, one.before), MUTED), half),
                (as_content(f"→ {in_short(words, one.after)}"), 0),
            )
            for one in found
        ]

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)


NEW = ""
"""In the list of words: one that is not in it yet."""


class WordTeaching:
    """Words that replies may use, with what each means, and phrases that were learnt; returns whether one was taught or
    taken back."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def teach(self, data: MailData) -> bool:
        """From this mail, or any word; where words were taught or phrases learnt already, they are listed, to be taken
        back."""
        page, words = self.page, self.page.words
        known = await page.session.run_command(lambda acting: taught_words(acting.store))
        learnt = {one.ref: one for one in await page.session.run_command(_phrases)}
        chosen: str | None = NEW
        if known or learnt:
            options: list[Option] = [(NEW, words("inbox.teach.new"), "")]
            options += [
                (ref, words("phrase.shown", words=one.words), words(f"phrase.means.{one.meaning.name}"))
                for ref, one in learnt.items()
            ]
            options += [(word, word, words(f"teach.means.{kind}")) for kind, taught in known.items() for word in taught]
            chosen = await page.ask(Pick(page.services, words("inbox.teach.which"), options))
        if chosen is None:
            return False
        if chosen in learnt:
            phrase = learnt[chosen]
            return await self._forget(phrase.words, lambda acting: forget_phrase(acting, phrase.ref))
        word = chosen
        if word:
            return await self._forget(word, lambda acting: custom_words.forget(acting, word))
        return await self._teach_new(data)

    async def _forget(self, word: str, forget: "Callable[[Acting], object]") -> bool:
        page = self.page
        if not await page.ask(Confirm(page.services, page.words("inbox.teach.forget", word=word))):
            return False
        return await page.do(forget, "teach.forgotten", word=word) is not None

    async def _teach_new(self, data: MailData) -> bool:
        """The form stays as it is until the word is taught or left, so that a look at what would change costs
        nothing."""
        page, words, services = self.page, self.page.words, self.page.services
        changed: list[Changed] = []
        given: Values = {}

        async def preview(values: Values) -> None:
            changed[:] = await page.session.run_command(
                lambda acting: custom_words.would_change(acting, {values["meaning"]: [values["word"]]})
            )
            given.update(values)

        fields = [
            FormField("word", next(_words_in(data), ""), needed=True),
            FormField("meaning", KINDS[0], options=[(kind, words(f"teach.means.{kind}")) for kind in KINDS]),
        ]
        if not await page.ask(Form(services, words("inbox.teach.form"), fields, preview, verb="key.go_on")):
            return False
        word, kind = given["word"], given["meaning"]
        meaning = words(f"teach.means.{kind}")
        question = words("teach.would", word=word, meaning=meaning, n=len(changed))
        if not await page.ask(Changes(services, question, changed)):
            return False
        taught = await page.do(
            lambda acting: custom_words.teach(acting, {kind: [word]}), "inbox.teach.did", word=word, meaning=meaning
        )
        return taught is not None


def _phrases(acting: "Acting") -> list[LearnedPhrase]:
    return [one for one in acting.store.find(LearnedPhrase) if not one.withdrawn]


def _words_in(data: MailData) -> Iterator[str]:
    """What was not read as anything and could be a word."""
    for clause in clauses_of(data.mail):
        if clause["rule"] in ("note", "unknown") and is_word(clause["text"]):
            yield clause["text"]
