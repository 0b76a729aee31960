"""Votes and questionnaires without a shell: asked, looked at, taken down and closed."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Decision
from collabtui.domain.meetings.vote import Vote
from collabtui.lifecycle.votes import votes_by_mail
from collabtui.widgets.rows import Rows
from support.player import Player, Stage


async def _type_vote(player: Player, text: str, choices: str) -> None:
    await player.type(text)
    await player.press("tab")
    await player.type(choices)
    await player.press("f2")


async def test_a_vote_of_a_meeting_is_asked_taken_down_and_closed(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("2", "end", "enter", "o")
        await player.see("What is to be asked by mail?", "Anonymous vote", "Questionnaire")
        await player.press("enter")
        await player.see("a line for each choice, two at least", "all who take part in the meeting")
        await _type_vote(player, "Which hall?", "North hall\nSouth hall")
        await player.see("Which hall?", "[VOTE")
        assert not published.workspace.store.find(Vote)
        await player.press("s")
        await player.see("mails queued, to be answered by")
        (vote,) = published.workspace.store.find(Vote)
        assert {one.text for one in vote.choices} == {"North hall", "South hall"}
        await player.press("o")
        await player.see("new vote or questionnaire", "Which hall?", f"0 of {len(vote.voters)} answered")
        await player.press("down", "enter")
        await player.see("A  North hall: 0", "not yet", "d close", "r take down a vote")
        await player.press("r")
        await player.type("Zhang Wei" if "Zhang Wei" in player.screen else "张伟")
        await player.press("enter")
        await player.see("A  North hall: 1", "taken down")
        assert " key" not in player.screen.replace("d close", "")
        await player.press("u")
        await player.see("A  North hall: 0", "not yet")
        await player.press("r")
        await player.type("张伟")
        await player.press("enter")
        await player.see("A  North hall: 1", "taken down")
        await player.press("d")
        await player.see("Who hears the result: Which hall?")
        await player.press("s")
        await player.see("closed")
    (decision,) = [one for one in published.workspace.store.find(Decision) if "Which hall?" in one.text]
    assert "North hall" in decision.text
    assert published.workspace.store.get(Vote, vote.ref).state == "closed"


async def test_a_matter_shows_its_votes_and_asks_a_questionnaire(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "m", "i")
        await player.see("用邮件征求什么")
        await player.press("down", "down", "enter")
        await player.see("一行一题")
        await _type_vote(player, "培训反馈", "最慢的是哪一步？| 登记 | 审批\n满意吗？| 1-5\n最想改什么？")
        await player.see("培训反馈", "[VOTE")
        assert "表决" in player.screen
        assert "协作需求" not in player.screen, "it asks for no collaboration"
        await player.press("s")
        await player.see("问卷邮件已排队")
        await player.press("enter", *["right"] * 6)
        await player.see("表决和问卷 1", "培训反馈", "进行中")
    (vote,) = published.workspace.store.find(Vote)
    assert [one.kind for one in vote.questions] == ["choice", "scale", "text"]
    assert len(published.workspace.store.find(Outgoing, change=vote.ref)) == len(vote.voters)


@pytest.mark.parametrize(("locale", "typed"), [("zh", "投票"), ("zh", "问卷"), ("en", "ballot"), ("en", "survey")])
async def test_the_palette_finds_votes_by_what_people_call_them(published: Stage, locale: str, typed: str) -> None:
    async with published.play("zh" if locale == "zh" else "en") as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.see("表决和问卷" if locale == "zh" else "votes and questionnaires")


async def test_what_is_wrong_in_a_vote_is_said_in_its_form(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("2", "end", "enter", "o", "enter")
        await _type_vote(player, "Which hall?", "North hall")
        await player.see("A vote needs 2 to", "North hall")
        assert not published.workspace.store.find(Vote)


async def test_the_vote_that_today_names_opens_where_it_is_closed(published: Stage) -> None:
    choices = ("North hall", "South hall")
    votes_by_mail.ask_vote(published.acting, votes_by_mail.VoteDraft("M1", "Which hall?", choices))
    published.clock.set("2026-03-30T10:00+08:00")
    async with published.play("en", (120, 40)) as player:
        needs = player.app.screen.query_one("#needs", Rows)
        await player.see("Which hall?: the vote should be closed")
        needs.focus()
        place = next(at for at, key in enumerate(needs.keys) if "votes" in str(key))
        await player.press(*["down"] * place, "enter")
        await player.see("Votes of M1", "Which hall?")
