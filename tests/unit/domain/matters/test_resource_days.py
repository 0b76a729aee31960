"""Who else wants a thing on the same days: asked for or promised, and planned alone."""

from collabtui.domain.matters.resource_days import BookedDays, clashing, planned_too

WANTED = BookedDays("RES1", "研发部", "", "测试机", "draft", "2026-03-10", "2026-03-12")


def test_what_is_planned_alone_is_told_apart_from_what_was_asked_for() -> None:
    others = [
        WANTED._replace(ref="RES2", first="2026-03-12", last="2026-03-12"),
        WANTED._replace(ref="RES3", state="asked"),
        WANTED._replace(ref="RES4", first="2026-03-13", last="2026-03-14"),
        WANTED._replace(ref="RES5", what="会议室"),
    ]
    assert planned_too(WANTED, others) == ["RES2"]
    assert clashing(WANTED, others) == ["RES3"]
