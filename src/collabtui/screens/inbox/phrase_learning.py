"""After a decision: the phrase that it suggests, in one quiet line, and the key that keeps it."""

from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.phrases.learn_phrase import keep_phrase, offered_phrase

if TYPE_CHECKING:
    from collabtui.domain.mail.learned_phrase import LearnedPhrase
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.mail_in.phrases.learn_phrase import PhraseOffer
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.interface import Reader


class PhraseLearning:
    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def offer(self, ref: str) -> bool:
        """Whether the decision on this mail suggests a phrase; says which."""
        words = self.page.words

        def look(acting: "Acting") -> "tuple[PhraseOffer, str] | None":
            offer = offered_phrase(acting.store, ref)
            return (offer, _name(acting.store, offer.person)) if offer else None

        found = await self.page.session.run_command(look)
        if found is None:
            return False
        offer, name = found
        meaning, whose = words(f"phrase.means.{offer.meaning.name}"), name or words("phrase.office")
        count = len(offer.sources)
        self.page.tell("inbox.learn.offered", seconds=8, words=offer.words, meaning=meaning, whose=whose, n=count)
        return True

    async def keep(self, ref: str) -> None:
        words = self.page.words

        def learn(acting: "Acting") -> "tuple[LearnedPhrase, str]":
            kept = keep_phrase(acting, ref)
            return kept, _name(acting.store, kept.person)

        found = await self.page.do(learn)
        if found:
            kept, name = found
            meaning, whose = words(f"phrase.means.{kept.meaning.name}"), name or words("phrase.office")
            self.page.tell("inbox.learn.did", words=kept.words, meaning=meaning, whose=whose)


def _name(reader: "Reader", person: str | None) -> str:
    return reader.get(Person, person).name if person else ""
