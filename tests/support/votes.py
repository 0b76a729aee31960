"""A vote that was asked by mail and waits for answers."""

from collabtui.domain.meetings.vote import Vote
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from support.replies import send_all
from support.world import Clock


def asked_by_mail(workspace: Workspace, clock: Clock, draft: VoteDraft) -> Workspace:
    """At two in the afternoon; it is evening now."""
    clock.set("2026-03-02T14:00+08:00")
    ask_vote(workspace.as_user("key"), draft)
    send_all(workspace)
    clock.set("2026-03-02T20:00+08:00")
    return workspace


def vote(workspace: Workspace) -> Vote:
    """The first one."""
    return workspace.store.get(Vote, "VOTE1")
