"""`collabtui risk meeting`: a meeting on a high risk, shown with its time and people, or planned and invited."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser


class RiskMeetingArgs(NamedTuple):
    ref: str
    at: str = ""
    send: bool = False
    queue_only: bool = False


def register(parser: Parser) -> None:
    parser.verb("meeting", meet_on_risk, RiskMeetingArgs)


def meet_on_risk(context: Context, arguments: RiskMeetingArgs) -> None:
    """Show when it would be, with whom and on what; with `--send` it is planned, and all are invited."""
    from collabtui.lifecycle.risks.risk_meeting import hold_risk_meeting, lateness_in_words, offered_risk_meeting

    acting = context.acting()
    offered = offered_risk_meeting(context.workspace.store, acting, arguments.ref, when=arguments.at)
    for finding in offered.findings:
        context.warn("warning", finding=finding)
    if lateness := lateness_in_words(offered, context.words):
        context.warn("warning", finding=lateness)
    if not (arguments.send or arguments.queue_only):
        names = [one.name for one in offered.draft.participants]
        context.say("risk.meeting.would_be", title=offered.draft.title, start=offered.start, names=names)
        for question in offered.draft.questions:
            context.out.line(f"  · {question}")
        if context.options.json:
            shown = {"title": offered.draft.title, "start": offered.start.isoformat(), "participants": names}
            context.show({**shown, "questions": list(offered.draft.questions)})
        return
    invited = hold_risk_meeting(acting, arguments.ref, when=arguments.at)
    context.say("risk.meeting.invited", ref=invited.meeting.ref, start=offered.start, n=len(invited.queued))
    sent = None
    if not arguments.queue_only:
        from collabtui.cli.base.send_queued import send_queued

        sent = send_queued(context)
    if context.options.json:
        context.show({"ref": invited.meeting.ref, "queued": len(invited.queued), "sent": sent})
