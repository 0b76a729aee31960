"""One piece of a reply as it was read: handed on until all of them are put together."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule, is_doubt
from collabtui.domain.mail.reply import Answer, Ask
from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.replies.words.blocks import Block

_NUMBER = re.compile(r"\W*(?:第)?[\da]{1,4}(?:项|号)?\W*(?!的)")


class ClausePlace(NamedTuple):
    """Words that are taken over: a stretch of the folded text of a block."""

    block: Block
    start: int
    end: int

    @property
    def written(self) -> str:
        text, end = self.block.folded.text, self.end
        opened = text.count("(", self.start, end) > text.count(")", self.start, end)
        # IT (no VPN access): what was opened is closed
        return self.block.written(self.start, end + (opened and text[end : end + 1] == ")"))


@dataclass(slots=True)
class Reading:
    """`start` and `end` are places in the folded text of the block."""

    block: Block
    start: int
    end: int
    rule: ClauseRule
    """What it says (`done`, `postpone`, …), or the code of why it says nothing."""
    counts: bool
    refs: tuple[str, ...] = ()
    idle: bool = False
    """A greeting, thanks, a name: it may stand beside anything."""
    waits: bool = False
    """A person has to look."""
    status: Status | None = None
    percent: int | None = None
    note: ClausePlace | None = None
    accept: bool = False
    ask: Ask | None = None
    due: date | None = None
    reason: ClausePlace | None = None
    to: str | None = None
    text: str | None = None
    agreed: bool = False
    rsvp: Partstat | None = None
    remark: ClausePlace | None = None
    """Words on the way and the time in which its writer comes to a meeting: by phone, until three."""
    brings: bool = False
    """Something came with the mail."""
    handed_over: bool = False
    """It is done only because it was handed on."""
    nearer: bool = False
    """It tells of another deed than its item is, which may be no more than a step towards it."""
    to_finish: bool = False
    """A promise that it will be finished."""
    unaddressed: ClauseRule | Literal[""] = ""
    """The rule it would have been, had it named an item."""
    denies: ClauseRule | Literal["", "handed-over"] = ""
    """The rule it would have been, had it not been taken back."""
    sentence: int = 0
    """Which sentence of the block it stands in."""
    named: bool = False
    """Its item was named, by itself or by what stands before it."""
    names: bool = False
    """It names an item itself."""
    bracketed: bool = False
    """It stands in brackets behind something."""
    flawed: bool = False
    """It says that something does not stand: rejected, sent to the wrong list."""
    regrets: bool = False
    """It takes back what stands before it, and says no more: scratch that."""
    undone: bool = False
    """It says that what was done before it was undone: then, reopened."""
    of_work: bool = False
    """It tells how far an item that it names is, whether or not it counts: no reservation against the minutes."""
    of_share: bool = False
    """Its words have a share of the work in them, whether or not it was read."""
    lacks: bool = False
    """All that it says of its item is that something is missing: 差一张图, lacks a signature."""
    of_request: bool = False
    """Its words ask for a change of the item, whether or not that was read."""
    awaits_check: bool = False
    """It says that somebody still has to look at it: 等测试同学回归."""
    befalls: bool = False
    """It says what somebody or something did to what was handed on: it ate it."""
    of_trouble: bool = False
    """It says that something stood in the way."""
    mere_no: bool = False
    """It declines by no more than a no."""
    welcomes: bool = False
    """It accepts what came, such as an invitation, by more than a receipt: ok, not received."""
    finds_fine: bool = False
    """It accepts by saying that something is in order, which may be what was to be read."""
    of_minutes: bool = False
    """Its words name the minutes, and not with thanks for them."""
    confirms: bool = False
    """It agrees by a word that beside an item only says that it is so: aye, 确认."""
    praises: bool = False
    """It agrees by a word that behind an item most likely praises that: looks good, 确认无误."""
    opposed: bool = False
    """It stands behind a `but`."""
    looked: bool = False
    """It says that something was read, which is most likely the minutes."""
    says_why: bool = False
    """It may be why somebody does not come, or may not, and offers nothing instead."""
    happened: bool = False
    """It says of something that it happened, or is so by now, without a doubt or a denial."""
    explains_delay: bool = False
    """It tells of no work, and may be why something is not begun."""
    of_somebody: bool = False
    """It tells something of somebody else, who is its subject, and says of nobody that he comes, or not."""
    excuse: bool = False
    """It says why somebody does not come, or greets with the day, which is a likely answer where it stands alone."""
    explains: bool = False
    """It gives a reason that no statement of its sentence took."""
    beside: bool = False
    """It is spelled out among what changes nothing beside the status that has it as its note."""
    chatter: bool = False
    """It is spelled out among what says nothing of any work, whatever stands beside it."""
    elsewhere: bool = False
    """It asks for something that is no item's: the day of the next meeting, that the others be told."""
    of_block: bool = False
    """It says what the block before it affects, or what would help."""
    of_then: bool = False
    """It tells how things were on a day that is past."""
    aside: bool = False
    """It begins what is about something else (另外, P.S.)."""
    strange: bool = False
    """It has no word that tells of work, or where something went."""
    goes_on: bool = False
    """It begins with a verb whose subject can only be what stands before it: … is what I would love to write."""
    set_off: bool = False
    """It was cut off by a mark, `but` or `as`, and only adds."""
    joined: bool = False
    """It was joined to what stands before it: and."""
    waited: bool = False
    """It tells what of others is waited for, without which it may be done all the same."""
    apart: bool = False
    """It begins with a subject of its own, or only tells what is waited for."""
    numbered: bool = False
    """It begins with the number or ref of its item."""
    titled: bool = False
    """It begins with the title of its item, or words of it."""
    of_one: bool = False
    """No word of it can be said of several items, or of what stands before it: not both, 以上, kidding."""
    of_entry: bool = False
    """Nor, where it goes on in the sentence of one item: it may have `it` and `so` in it."""
    of_outcome: bool = False
    """It says how well something turned out, where it is kept or what it cost, and no more."""
    disowns: bool = False
    """It says that an item is not the writer's, which beside an agreement puts the minutes right."""
    plain: bool = False
    """Each of its words is listed for what it says, so that it may be applied, or stand beside what is."""
    of_something_else: bool = False
    """It says, or asks, nothing that may have to do with whether its writer comes."""
    unsure: bool = False
    """It says that its writer will tell later whether he comes."""
    spelled: bool = False
    """It was read as a statement that is spelled out to its last word."""
    phrase: str = ""
    """Ref of the learnt phrase by which it was read."""
    proposed: bool = False
    """What it says was read, but not for certain."""
    likely: bool = False
    """What it says is only likely, by what was learnt; its rule is what stood in the way of reading it."""
    weighed: tuple[tuple[int, int], ...] = ()
    """Of what is only likely: the places of the words that spoke for it most."""
    was: ClauseRule | Literal[""] = ""
    """The rule by which a proposal was read; `rule` is why it is one."""

    @property
    def folded(self) -> str:
        """Its words, folded."""
        return self.block.folded.text[self.start : self.end]

    @property
    def rsvp_answer(self) -> Answer | None:
        return self.rsvp if self.rsvp in ("accepted", "declined", "tentative") else None

    @property
    def is_absence(self) -> bool:
        """It says when the writer is away, and takes nothing from what stands beside it."""
        return self.was == "away"

    @property
    def doubt(self) -> ClauseDoubt:
        """The reason why it does not count; `unknown` where its rule gives no reason."""
        return self.rule if is_doubt(self.rule) else "unknown"

    @property
    def place_behind_number(self) -> ClausePlace:
        """Its words without the number of its item, which begins them."""
        start = _NUMBER.match(self.block.folded.text, self.start, self.end) if self.numbered else None
        return ClausePlace(self.block, start.end() if start else self.start, self.end)

    @property
    def moves(self) -> bool:
        """It changes something without asking."""
        return self.counts and bool(self.status or self.agreed or self.rsvp)

    def offer_as_in_progress(self) -> None:
        """Turns what was proposed as done into no more than under way."""
        self.status, self.percent, self.was = "in-progress", None, "started"

    def propose(self, why: ClauseDoubt) -> None:
        """It keeps its value, and waits for a person."""
        self.was, self.rule = self.was or self.rule, why
        self.counts, self.waits, self.proposed = False, True, True
