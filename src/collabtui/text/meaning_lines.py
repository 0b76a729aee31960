"""Short lines that say what a mail means."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from collabtui.text.stated_answer import states_itself

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from collabtui.domain.action_status import Status
    from collabtui.domain.mail.reason_codes import ClauseDoubt
    from collabtui.domain.mail.reply import Answer, Ask, Understanding
    from collabtui.domain.matters.department_answer import Stance
    from collabtui.domain.meetings.meeting import Partstat
    from collabtui.text.catalogue import Catalogue


class UpdateMeaning(TypedDict):
    """A mail's change of an action; None: not that."""

    ref: str
    status: "Status | None"
    percent: int | None
    note: str | None


class RequestMeaning(TypedDict):
    """A mail's request to the facilitator; `due` is an ISO date."""

    ref: str | None
    ask: "Ask"
    due: str | None
    reason: str | None
    to: str | None
    text: str | None


class ProposalMeaning(TypedDict):
    """A meaning that was read and is not certain; `due` is an ISO date."""

    n: int
    ref: str | None
    status: "Status | None"
    percent: int | None
    ask: "Ask | Answer | None"
    due: str | None
    to: str | None
    text: str | None
    why: "ClauseDoubt"


class PositionMeaning(TypedDict):
    """A mail's answer for its sender's department."""

    stance: "Stance"
    contact: str | None
    text: str | None


class OwnAnswerMeaning(TypedDict):
    """An answer of a kind that has a grammar of its own: what it is about, and what it says of that."""

    kind: Literal["criterion", "resource", "vote", "notes"]
    what: str
    value: str
    detail: str
    certain: bool


class ResultMeaning(TypedDict):
    """The verdict on one criterion or resource, by its number in the mail."""

    of: NotRequired[Literal["criterion", "resource"]]
    number: int
    text: str
    met: bool
    measured: str
    opinion: str
    rectify: str
    since: NotRequired[str | None]


class VoteMeaning(TypedDict):
    """The choice of a vote, and one that was read and is not certain; empty: none."""

    counts: str
    proposed: str
    voter: str
    """Name of the one whose vote it is, where his deputy answers; else empty."""


class NewerMeaning(TypedDict):
    """A value that a mail states and that changes nothing, since somebody has set it later; `at` is an ISO instant."""

    ref: str
    value: str
    at: str
    by: str
    via: str


class ProposedMeaning(TypedDict):
    """The changes and readings of a mail that waits."""

    updates: list[UpdateMeaning]
    requests: list[RequestMeaning]
    proposals: list[ProposalMeaning]
    own_answers: list[OwnAnswerMeaning]
    position: "PositionMeaning | None"


class MeaningJson(TypedDict):
    """An understanding with the keys of `inbox`."""

    updates: list[UpdateMeaning]
    requests: list[RequestMeaning]
    sign_off: Literal["agreed", "corrected"] | None
    rsvp: "Partstat | None"
    stance: "Stance | None"
    contact: str
    doubt: str


def update_line(words: "Catalogue", update: UpdateMeaning) -> str:
    status = words(f"status.{update['status']}") if update["status"] else ""
    percent = f"{update['percent']} %" if update["percent"] is not None else ""
    return " ".join(filter(None, ("✓", update["ref"], status, percent, update["note"])))


def request_line(words: "Catalogue", request: RequestMeaning) -> str:
    ask = words(f"ask.{request['ask']}")
    parts = ("?", request["ref"], ask, request["due"], request["to"], request["reason"], request["text"])
    return " ".join(filter(None, parts))


def rule_sentence(words: "Catalogue", rule: str) -> str:
    """The sentence for the rule that a clause met. A rule that is the reason why a mail waits has the reason's."""
    own = f"rule.{rule}"
    return words(own if own in words else f"reason.{rule}")


def newer_line(words: "Catalogue", newer: NewerMeaning, zone: "ZoneInfo") -> str:
    """The line on a value that was left as it is, and whose later word counts."""
    at = datetime.fromisoformat(newer["at"]).astimezone(zone)
    value = words(f"newer.value.{newer['value']}")
    key = "newer.line" if newer["by"] else "newer.line_nobody"
    return words(key, ref=newer["ref"], value=value, at=at, by=newer["by"])


def proposal_line(words: "Catalogue", proposal: ProposalMeaning) -> str:
    """`? y2 A3 postpone 2026-03-20 · a slip`: its number, what was read, and why that is not certain."""
    status = words(f"status.{proposal['status']}") if proposal["status"] else ""
    percent = f"{proposal['percent']} %" if proposal["percent"] is not None else ""
    ask = words(f"ask.{proposal['ask']}") if proposal["ask"] else ""
    parts = ("?", f"y{proposal['n']}", proposal["ref"], status, percent, ask, proposal["due"])
    read = filter(None, (*parts, named_in(words, proposal), how_he_comes(proposal)))
    return " ".join(read) + " · " + rule_sentence(words, proposal["why"])


def absence_line(words: "Catalogue", absence: ProposalMeaning) -> str:
    """`✓ away until 2026-03-13 deputy Wang Fang`: as it was entered."""
    read = filter(None, ("✓", words("ask.absence"), absence["due"], named_in(words, absence)))
    return " ".join(read)


def named_in(words: "Catalogue", proposal: ProposalMeaning) -> str:
    """The person whom the mail names: who stands in, a department's contact, or whoever is meant besides."""
    to = proposal["to"]
    if not to:
        return ""
    if proposal["ask"] == "for":
        return words("stance.contact", name=words("stance.self") if to == "@me" else to)
    return words("absence.deputy", name=to) if proposal["ask"] in ("absence", "declined") else to


def how_he_comes(proposal: ProposalMeaning) -> str:
    """The remark beside a yes or maybe to an invitation; else empty."""
    return (proposal.get("text") or "") if proposal["ask"] in ("accepted", "tentative") else ""


def position_line(words: "Catalogue", position: PositionMeaning) -> str:
    """`✓ for · contact: Wang Fang · no budget until June`."""
    mark = "?" if position["stance"] == "none" else "✓"
    contact = position["contact"]
    named = words("stance.contact", name=words("stance.self") if contact == "@me" else contact) if contact else ""
    text = " ".join((position["text"] or "").split())
    word = "" if states_itself(words.locale, position["stance"], text) else words(f"stance.{position['stance']}")
    parts = filter(None, (word, named, text))
    return f"{mark} {' · '.join(parts)}"


def own_answer_line(words: "Catalogue", answer: OwnAnswerMeaning, mark: str) -> str:
    """`✓ 1 coverage ≥ 95 %: met 97 %`."""
    value = words(f"own_answer.{answer['kind']}.{answer['value']}")
    shown = " ".join(filter(None, (value, answer["detail"])))
    return f"{mark} {answer['what']}{words('form.colon')}{shown}"


def proposed_lines(words: "Catalogue", proposed: ProposedMeaning) -> list[str]:
    """Lines on all that would be done or is asked back, in the words of the Inbox; days as they are read in a mail."""
    lines = [update_line(words, one).replace("✓", "?", 1) for one in proposed["updates"]]
    lines += [request_line(words, {**one, "due": _day(words, one["due"])}) for one in proposed["requests"]]
    lines += [proposal_line(words, {**one, "due": _day(words, one["due"])}) for one in proposed["proposals"]]
    lines += [own_answer_line(words, one, "?") for one in proposed["own_answers"]]
    return lines + ([position_line(words, proposed["position"])] if proposed["position"] and not lines else [])


def _day(words: "Catalogue", day: str | None) -> str | None:
    return words.short_day(date.fromisoformat(day)) if day else None


def as_json(understood: "Understanding") -> MeaningJson:
    names = set(MeaningJson.__annotations__)
    dumped: Any = understood.model_dump(mode="json", include=names, exclude={"requests": {"__all__": {"start", "end"}}})
    meaning: MeaningJson = dumped
    return meaning


def in_short(words: "Catalogue", understood: "Understanding") -> str:
    """All of it on one line; a dash where nothing comes of it."""
    meaning = as_json(understood)
    parts = [update_line(words, one) for one in meaning["updates"]]
    parts += [request_line(words, one) for one in meaning["requests"]]
    parts += filter(None, (meaning["sign_off"], meaning["rsvp"], meaning["stance"], meaning["contact"]))
    if meaning["doubt"]:
        parts.append(f"({meaning['doubt']})")
    return "; ".join(parts) or "–"


def _since(result: "ResultMeaning") -> str:
    day = result.get("since")
    return f"(→ {day})" if day else ""


def own_answers(
    vote: VoteMeaning, notes: "Sequence[str]", certain: "Sequence[ResultMeaning]", open_ones: "Sequence[ResultMeaning]"
) -> "Iterator[OwnAnswerMeaning]":
    """Answers in a grammar of their own (a vote, notes, criteria, resources); the certain ones first."""
    if choice := vote["counts"] or vote["proposed"]:
        value, voter = "abstain" if choice == "abstain" else "counts", vote["voter"]
        value = f"{value}_in_place" if voter else value
        yield {"kind": "vote", "what": choice, "value": value, "detail": voter, "certain": bool(vote["counts"])}
    for number, line in enumerate(notes, 1):
        yield {"kind": "notes", "what": str(number), "value": "line", "detail": line, "certain": False}
    for is_certain, results in ((True, certain), (False, open_ones)):
        for one in results:
            yield {
                "kind": one.get("of", "criterion"),
                "what": f"{one['number']} {one['text']}",
                "value": "met" if one["met"] else "unmet",
                "detail": " ".join(filter(None, (one["measured"], one["opinion"], one["rectify"], _since(one)))),
                "certain": is_certain,
            }
