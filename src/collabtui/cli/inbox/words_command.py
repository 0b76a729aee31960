"""`collabtui words`: what was taught and learnt, as a list and as a file; learnt, and forgotten."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, NoArgs, Parser
from collabtui.cli.base.input_files import read_text_bytes
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import INCOMING, ref_of

if TYPE_CHECKING:
    from collabtui.domain.mail.learned_phrase import LearnedPhrase


class KeepPhraseArgs(NamedTuple):
    id: str


class ForgetWordsArgs(NamedTuple):
    words: str


class ImportWordsArgs(NamedTuple):
    file: FilePath


def register(parser: Parser) -> None:
    parser.verb("list", list_words, NoArgs)
    parser.verb("learn", learn_phrase, KeepPhraseArgs)
    parser.verb("forget", forget_words, ForgetWordsArgs)
    parser.verb("export", export_words, NoArgs)
    parser.verb("import", import_file, ImportWordsArgs)


def list_words(context: Context, _: NoArgs) -> None:
    """The own ones, each with who kept it, a phrase with the mails that it was learnt from; then the built-in words."""
    from collabtui.domain.mail.custom_word import CustomWord
    from collabtui.domain.mail.learned_phrase import LearnedPhrase
    from collabtui.language.replies.words.teachable import built_in_words

    store, words = context.workspace.store, context.words
    taught = [one for one in store.find(CustomWord) if not one.withdrawn]
    kept = [one for one in store.find(LearnedPhrase) if not one.withdrawn]
    if context.options.json:
        rows = [one.model_dump(mode="json", include={"ref", "word", "kind", "at", "by"}) for one in taught]
        context.show({"words": rows, "phrases": [_as_json(context, one) for one in kept], "built_in": built_in_words()})
        return
    context.say("words.own" if taught or kept else "words.none")
    lines = [(one.ref, one.word, words(f"teach.means.{one.kind}"), "", one.by, "") for one in taught]
    lines += [
        (
            one.ref,
            words("phrase.shown", words=one.words),
            words(f"phrase.means.{one.meaning.name}"),
            _whose(context, one.person),
            one.by,
            words("phrase.imported") if one.imported else " ".join(source.mail for source in one.sources),
        )
        for one in kept
    ]
    width = terminal_width(context.out)
    context.out.lines(table(lines, width=width))
    built_in = built_in_words()
    context.say("words.built_in", n=sum(map(len, built_in.values())))
    meanings = [(words(f"teach.means.{kind}"), words("list.separator").join(known)) for kind, known in built_in.items()]
    context.out.lines(table(meanings, width=width))


def learn_phrase(context: Context, arguments: KeepPhraseArgs) -> None:
    """The one that `inbox apply` has offered."""
    from collabtui.lifecycle.mail_in.phrases.learn_phrase import keep_phrase

    kept = keep_phrase(context.acting(), ref_of(INCOMING, arguments.id))
    if context.options.json:
        context.show(_as_json(context, kept))
    meaning = context.words(f"phrase.means.{kept.meaning.name}")
    context.say("phrase.kept", words=kept.words, meaning=meaning, whose=_whose(context, kept.person), ref=kept.ref)


def forget_words(context: Context, arguments: ForgetWordsArgs) -> None:
    """A phrase by its ref or words, else a word."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.mail_in import custom_words
    from collabtui.lifecycle.mail_in.phrases.learn_phrase import forget_phrase

    try:
        forgotten = forget_phrase(context.acting(), arguments.words).words
    except Refused:
        forgotten = custom_words.forget(context.acting(), arguments.words).word
    context.say("teach.forgotten", word=forgotten)


def export_words(context: Context, _: NoArgs) -> None:
    """To standard output."""
    from collabtui.lifecycle.mail_in.phrases.exchange_words import word_file

    context.out.data(word_file(context.workspace.store).model_dump(mode="json"))


def import_file(context: Context, arguments: ImportWordsArgs) -> None:
    """A file that `words export` has written."""
    from collabtui.lifecycle.mail_in.phrases.exchange_words import import_words

    found = import_words(context.acting(), read_text_bytes(arguments.file))
    if context.options.json:
        context.show(found._asdict())
    context.say("words.imported", words=found.words, phrases=found.phrases)


def say_offer(context: Context, ref: str) -> None:
    """After a decision on a mail: the phrase that could be learnt of it, with the command that does."""
    from collabtui.lifecycle.mail_in.phrases.learn_phrase import offered_phrase

    offer = offered_phrase(context.workspace.store, ref)
    if offer:
        meaning, whose = context.words(f"phrase.means.{offer.meaning.name}"), _whose(context, offer.person)
        count = len(offer.sources)
        context.say("phrase.offered", words=offer.words, meaning=meaning, whose=whose, n=count, ref=ref)


def _whose(context: Context, person: str | None) -> str:
    from collabtui.domain.people import Person

    return context.workspace.store.get(Person, person).name if person else context.words("phrase.office")


def _as_json(context: Context, kept: "LearnedPhrase") -> dict[str, object]:
    shown = kept.model_dump(mode="json", include={"ref", "words", "sources", "imported", "at", "by"})
    whose = _whose(context, kept.person) if kept.person else None
    return shown | {"status": kept.meaning.status, "ask": kept.meaning.ask, "person": whose}
