"""`collabtui inbox teach` and `inbox replay`: what kept mails would say with other words, and whether they still say
what they said."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Positional
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import number_of

if TYPE_CHECKING:
    from collabtui.lifecycle.mail_in.words_tried_on_kept_mails import Changed


class TeachArgs(NamedTuple):
    word: Positional[str | None] = None
    meaning: Positional[str | None] = None
    dry_run: bool = False
    forget: bool = False


class ReplayArgs(NamedTuple):
    check: bool = False


def teach_word(context: Context, arguments: TeachArgs) -> None:
    """With a word and what it means: shows what that changes, and takes it in unless `--dry-run`. Alone: the list."""
    from collabtui.errors import Refused
    from collabtui.language.replies.words.teachable import KINDS
    from collabtui.lifecycle.mail_in import custom_words

    word, kind = arguments.word, arguments.meaning
    if word is None:
        _list(context)
    elif arguments.forget:
        custom_words.forget(context.acting(), word)
        context.say("teach.forgotten", word=word)
    elif kind is None:
        raise Refused("teach.kind", value="", known=KINDS)
    else:
        learn = custom_words.would_change if arguments.dry_run else custom_words.teach
        _show(context, word, kind, learn(context.acting(), {kind: [word]}), taught=not arguments.dry_run)


def _list(context: Context) -> None:
    from collabtui.domain.mail.custom_word import CustomWord

    found = [one for one in context.workspace.store.find(CustomWord) if not one.withdrawn]
    if context.options.json:
        context.show([one.model_dump(mode="json", include={"word", "kind", "at", "by"}) for one in found])
        return
    if not found:
        context.say("teach.none")
    rows = ((one.word, context.words(f"teach.means.{one.kind}"), one.by) for one in found)
    context.out.lines(table(rows, width=terminal_width(context.out)))


def _show(context: Context, word: str, kind: str, changed: "list[Changed]", *, taught: bool) -> None:
    from collabtui.text.meaning_lines import as_json, in_short

    if context.options.json:
        changes = [
            {"id": number_of(one.ref), "before": as_json(one.before), "after": as_json(one.after)} for one in changed
        ]
        context.show({"word": word, "kind": kind, "taught": taught, "changes": changes})
        return
    rows = ((one.ref, in_short(context.words, one.before), "→", in_short(context.words, one.after)) for one in changed)
    context.out.lines(table(rows, width=terminal_width(context.out)))
    meaning = context.words(f"teach.means.{kind}")
    context.say("teach.done" if taught else "teach.would", word=word, meaning=meaning, n=len(changed))


def replay_inbox(context: Context, arguments: ReplayArgs) -> int:
    """Judges every kept mail again. With `--check` exit code 1 when one comes out otherwise."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.mail_in.replay import replay

    acting = context.acting()
    found = replay(acting)
    differs = [one for one in found.differs if acting.visible.find(Incoming, ref=one.ref, limit=1)]
    if context.options.json:
        shown = [{"id": number_of(one.ref), "what": one.what} for one in differs]
        context.show({"mails": found.mails, "differs": shown})
    for one in differs:
        context.say("replay.differs", ref=one.ref, what=context.words(f"replay.what.{one.what}"))
    context.say("replay.done", mails=found.mails, n=len(differs))
    return 1 if arguments.check and differs else 0
