"""Lines of a stranger in a hurry: nothing of them is lost or changed in silence; what is unclear is asked."""

import pytest

from support.scribe import taken


@pytest.mark.parametrize(
    ("line", "title", "owner", "due"),
    [
        ("a: 彩排 周五下午3点 @陈静", "彩排 下午3点", "陈静", "12-04"),
        ("a: 准备 lunch 周五 @张伟", "准备 lunch", "张伟", "12-04"),
        ("a: prepare Friday lunch @Carol", "prepare lunch", "Carol", "12-04"),
        ("a: prepare lunch Friday @Carol", "prepare lunch", "Carol", "12-04"),
        ("a: send the deck @Bob Fri 5pm", "send the deck 5pm", "Bob", "12-04"),
        ("a: send the deck @Bob Friday 9am", "send the deck 9am", "Bob", "12-04"),
        ("a: send the deck by 5pm Friday @Bob", "send the deck by 5pm", "Bob", "12-04"),
        ("a: send the deck @Bob before noon Friday", "send the deck before noon", "Bob", "12-04"),
        ("a: send the deck, Friday at 5 @Bob", "send the deck at 5", "Bob", "12-04"),
        ("a: send it (Bob, Fri 5pm)", "send it 5pm", "Bob", "12-04"),
        ("a: send it @Bob, Thursday 3pm", "send it 3pm", "Bob", "12-03"),
        ("a: send it @Bob Fri 10:00-11:00", "send it 10:00-11:00", "Bob", "12-04"),
        ("a: send it @Bob due Fri 17:00 => deck", "send it 17:00", "Bob", "12-04"),
        ("a: ship early Friday @Bob", "ship early", "Bob", "12-04"),
        ("a: ship it @Bob tonight", "ship it tonight", "Bob", "12-01"),
        ("a: 交报告 @陈静 周五17:00前", "交报告 17:00前", "陈静", "12-04"),
        ("a: 12月4日14:00前 交材料 @张伟", "14:00前 交材料", "张伟", "12-04"),
        ("a: 交稿 周五晚 @张伟", "交稿 晚", "张伟", "12-04"),
        ("a: 订蛋糕 @张伟 明晚8点", "订蛋糕 明晚8点", "张伟", "12-02"),
        ("a: 开会 @张伟 截止周五 17:00", "开会 17:00", "张伟", "12-04"),
        ("a: 交稿（陈静，周五上午）", "交稿 上午", "陈静", "12-04"),
        ("a: 张伟 周五下午3点前把稿子交了", "下午3点前 把稿子交了", "张伟", "12-04"),
        ("a: ship it @Bob Fri EOD", "ship it", "Bob", "12-04"),
        ("a: 交稿 @张伟 周五下班前", "交稿", "张伟", "12-04"),
        ("a: 交稿 @张伟 周五前", "交稿", "张伟", "12-04"),
        ("a: ship it @Bob by Friday", "ship it", "Bob", "12-04"),
    ],
)
def test_a_time_of_day_or_a_meal_beside_the_day_stays_in_the_title(line: str, title: str, owner: str, due: str) -> None:
    read = taken(line)
    assert (read.line.text, read.owner, read.due) == (title, owner, due)
    assert not read.asked


@pytest.mark.parametrize(
    ("line", "text", "asked"),
    [
        ("a: 彩排 周五下午3点 @陈静？", "彩排 下午3点", "owner"),
        ("a: send report14 @Bob? Fri", "send report14", "owner"),
        ("a: send report @Bob ? Fri", "send report", "owner"),
        ("a: send report @Bob?? Fri", "send report", "owner"),
        ("a: send report (Bob?, Fri)", "send report", "owner"),
        ("a: send report (Bob?) Fri", "send report", "owner"),
        ("a: check invoices (David?) by Friday", "check invoices", "owner"),
        ("a: send report (Bob, Fri?)", "send report", "due"),
        ("a: send report - Carol?", "send report", "owner due"),
        ("a: send report @Bob Fri?", "send report", "due"),
        ("a: send report @Bob due 4 Dec?", "send report", "due"),
        ("a: send report @Bob (tbc) Fri", "send report", "owner"),
        ("a: maybe @Bob writes it Fri", "writes it", "owner"),
        ("a: Bob? send it Fri", "send it", "owner"),
        ("a: @Bob?: send it Fri", "send it", "owner"),
        ("a: send report @Bob or @Carol Fri", "send report", "owner"),
        ("a: send report @Bob or Carol Fri", "send report", "owner"),
        ("a: 写稿 @陈静（待定） 周五", "写稿", "owner"),
        ("a: 写稿 可能@陈静 周五", "写稿", "owner"),
        ("a: 张伟？ 写方案 周五", "写方案", "owner"),
        ("a: 写稿 @陈静 周五？", "写稿", "due"),
        ("a: 写稿 @陈静 截止周五？", "写稿", "due"),
        ("a: 写稿 负责人：陈静？ 周五", "写稿", "owner"),
        ("a: 看合同 @陈静或@张伟 周五", "看合同", "owner"),
        ("a: 写稿 +王芳？ @陈静 周五", "写稿", "collaborator"),
        ("a: update plan @Carol w/c 14 Dec", "update plan", "due"),
        ("a: update plan - Carol - w/c 14 Dec", "update plan", "due"),
        ("r: 停电 @王芳？", "停电", "owner"),
        ("r: power cut !high? @Bob", "power cut", "level"),
        ("r: power cut (high?)", "power cut", "level"),
        ("@Bob? fix footer by Wed", "fix footer", "owner"),
        ("a: who fixes it? @Bob Fri", "who fixes it?", ""),
        ("a: 问清楚？ @陈静 周五", "问清楚？", ""),
        ("a: tea or coffee @Bob Fri", "tea or coffee", ""),
        ("v: @Bob? too late", "? too late", ""),
    ],
)
def test_what_the_scribe_doubts_is_asked(line: str, text: str, asked: str) -> None:
    read = taken(line)
    assert (read.line.text, " ".join(read.asked)) == (text, asked)
    if "owner" in asked:
        assert read.owner == ""
    if "due" in asked:
        assert read.due == ""


@pytest.mark.parametrize(
    ("line", "text", "level", "owner", "asked"),
    [
        ("r: 停电（高） @王芳", "停电", "high", "王芳", ""),
        ("r: 停电（ 高 ）", "停电", "high", "", ""),
        ("r: 停电【高】@王芳", "停电", "high", "王芳", ""),
        ("r: power cut [high] @Bob", "power cut", "high", "Bob", ""),
        ("r: data loss (critical) @Bob", "data loss", "high", "Bob", ""),
        ("r: 断网（严重）", "断网", "high", "", ""),
        ("r: power cut (H)", "power cut", "high", "", ""),
        ("r: power cut (very high) @Bob", "power cut", "high", "Bob", ""),
        ("r: power cut HIGH", "power cut", "high", "", ""),
        ("r: HIGH turnover of staff", "HIGH turnover of staff", "high", "", ""),
        ("r: power cut - high - @Bob", "power cut", "high", "Bob", ""),
        ("r: power cut – high – Bob", "power cut", "high", "Bob", ""),
        ("r: power cut, level: high, @Bob", "power cut", "high", "Bob", ""),
        ("r: power cut, severity medium", "power cut", "medium", "", ""),
        ("r: power cut, high risk", "power cut", "high", "", ""),
        ("r: high - power cut", "power cut", "high", "", ""),
        ("r: power cut !!", "power cut", "high", "", ""),
        ("r: power cut !!high", "power cut", "high", "", ""),
        ("r: 停电！！ @王芳", "停电", "high", "王芳", ""),
        ("r: 停电，高风险", "停电", "high", "", ""),
        ("r: 停电 高风险 @王芳", "停电", "high", "王芳", ""),
        ("r: 高风险 停电 @王芳", "停电", "high", "王芳", ""),
        ("r: @王芳 停电 高", "停电", "high", "王芳", ""),
        ("r: 停电，风险等级高，@王芳", "停电", "high", "王芳", ""),
        ("r: 停电，中，@王芳", "停电", "medium", "王芳", ""),
        ("r: 停电风险较高", "停电风险较高", "high", "", ""),
        ("r: 供应商断供，风险很高。", "供应商断供", "high", "", ""),
        ("r: this is high risk", "this is high risk", "high", "", ""),
        ("r: 停电（中高）", "停电", "", "", "level"),
        ("r: power cut (medium-high)", "power cut", "", "", "level"),
        ("r: 停电（高）!低", "停电", "", "", "level"),
        ("高风险：停电（低）", "停电", "", "", "level"),
        ("risk: tester shortage (high) - Crol owns", "tester shortage", "high", "", "owner"),
        ("r: tester shortage, Bob owns it", "tester shortage", "", "Bob", ""),
        ("r: tester shortage (high), Crol to own", "tester shortage", "high", "", "owner"),
        ("r: tester shortage Bob owns", "tester shortage", "", "Bob", ""),
        ("r: 停电（高），王方负责", "停电", "high", "", "owner"),
        ("r: 停电（高） 由王芳跟进", "停电", "high", "王芳", ""),
        ("r: 停电 owner: Crol", "停电", "", "", "owner"),
        ("r: 这不是高风险", "这不是高风险", "", "", ""),
        ("r: POWER CUT HIGH", "POWER CUT HIGH", "", "", ""),
        ("r: customers at high risk", "customers at high risk", "", "", ""),
        ("r: high risk customers leave", "high risk customers leave", "", "", ""),
        ("r: 高风险客户流失", "高风险客户流失", "", "", ""),
        ("r: costs are high", "costs are high", "", "", ""),
        ("r: 高温停电", "高温停电", "", "", ""),
        ("r: 中标价低 @王芳", "中标价低", "", "王芳", ""),
        ("r: power cut (see note) @Bob", "power cut (see note)", "", "Bob", ""),
        ("r: go live!! too early", "go live!! too early", "", "", ""),
        ("r: nobody owns", "nobody owns", "", "", ""),
        ("r: 停电，研发部负责", "停电，研发部负责", "", "", ""),
    ],
)
def test_the_level_and_owner_of_a_risk_are_read_wherever_they_stand(
    line: str, text: str, level: str, owner: str, asked: str
) -> None:
    read = taken(line)
    assert (read.line.text, read.line.level or "", read.owner, "、".join(read.asked)) == (text, level, owner, asked)


@pytest.mark.parametrize(
    ("line", "title", "owner", "due"),
    [
        ("a: 张伟 明天给报价", "给报价", "张伟", "12-02"),
        ("a: 陈静 12月9日交付样品", "交付样品", "陈静", "12-09"),
        ("行动 张伟 周五 买票", "买票", "张伟", "12-04"),
        ("a: 张伟下周一提交方案", "提交方案", "张伟", "12-07"),
        ("a: 3天内修好电梯 @王强", "修好电梯", "王强", "12-04"),
        ("a: 明天给报价 @张伟", "给报价", "张伟", "12-02"),
        ("a: 明天 张伟 给报价", "给报价", "张伟", "12-02"),
        ("a: 12月9日前 张伟 交样品", "交样品", "张伟", "12-09"),
        ("a: 张伟：明天交方案", "交方案", "张伟", "12-02"),
        ("a: 张伟，明天，交方案", "交方案", "张伟", "12-02"),
        ("a: 张伟 月底对账", "对账", "张伟", "12-31"),
        ("a: 张伟 12/9交付样品", "交付样品", "张伟", "12-09"),
        ("a: 请陈静周五提交预算", "提交预算", "陈静", "12-04"),
        ("行动：陈静明天通知客户", "通知客户", "陈静", "12-02"),
        ("a: 周五 @张伟 买票", "买票", "张伟", "12-04"),
        ("a: 王芳 周五测试支付接口", "测试支付接口", "王芳", "12-04"),
        ("a: 张伟 明天采购服务器", "采购服务器", "张伟", "12-02"),
        ("a: @Bob Friday: send deck", "send deck", "Bob", "12-04"),
        ("a: Bob, Friday, send deck", "send deck", "Bob", "12-04"),
        ("a: Friday: send deck @Bob", "send deck", "Bob", "12-04"),
        ("a: tomorrow - call vendor @Bob", "call vendor", "Bob", "12-02"),
        ("a: by Friday Bob sends the deck", "sends the deck", "Bob", "12-04"),
        ("a: @Bob Friday report", "Friday report", "Bob", ""),
        ("a: Friday report @Bob", "Friday report", "Bob", ""),
        ("a: 周五例会材料 @王芳", "周五例会材料", "王芳", ""),
        ("a: 王芳 周五发布会布置", "周五发布会布置", "王芳", ""),
        ("a: 王芳 明天的材料打印", "明天的材料打印", "王芳", ""),
        ("a: 王芳 周五测试报告", "周五测试报告", "王芳", ""),
        ("a: 王芳 周五培训材料", "周五培训材料", "王芳", ""),
        ("a: 张伟 周五采购清单", "周五采购清单", "张伟", ""),
        ("a: 三天内未回复的邮件整理 @王强", "三天内未回复的邮件整理", "王强", ""),
        ("a: 张伟 周五交初稿，下周三交终稿", "周五交初稿，下周三交终稿", "张伟", ""),
    ],
)
def test_who_when_what(line: str, title: str, owner: str, due: str) -> None:
    """A day that may as well name a thing stays in its title, and is asked about."""
    read = taken(line)
    assert (read.line.text, read.owner, read.due) == (title, owner, due)
    assert ("due" in read.asked) != bool(due)


@pytest.mark.parametrize(
    ("line", "title", "written", "problem", "offers"),
    [
        ("a: 提交预算 @赵磊 2月30日", "提交预算 2月30日", "2月30日", "capture.no_such_day", "2027-02-28 12-04"),
        ("a: 写稿 @刘洋 12月第二周", "写稿 12月第二周", "12月第二周", "capture.no_day", "12-11 12-04"),
        ("a: 12月第二周 写稿 @刘洋", "12月第二周 写稿", "12月第二周", "capture.no_day", "12-11 12-04"),
        ("a: 压测 @刘洋 1月中", "压测", "1月中", "capture.no_day", "2027-01-15 12-04"),
        ("a: 压测 @刘洋 下周", "压测", "下周", "capture.no_day", "12-11 12-04"),
        ("a: 下周交稿 @刘洋", "下周交稿", "下周", "capture.no_day", "12-11 12-04"),
        ("a: 周五例会材料 @王芳", "周五例会材料", "周五", "capture.day_in_text", "12-04 12-08"),
        ("a: 张伟 2月30日交付样品", "2月30日交付样品", "2月30日", "capture.no_such_day", "2027-02-28 12-04"),
        ("a: 值班 @王强 周四或周五", "值班 周四或周五", "周四或周五", "capture.ambiguous_day", "12-03 12-04"),
        ("a: 王强 12/9 去仓库盘点", "12/9 去仓库盘点", "12/9", "capture.ambiguous_day", "12-09 2027-09-12"),
        ("a: order laptops @Xyz 3/4", "order laptops 3/4", "3/4", "capture.ambiguous_day", "2027-03-04 2027-04-03"),
        ("a: order laptops @Bob due 3/4", "order laptops", "3/4", "capture.ambiguous_day", "2027-03-04 2027-04-03"),
        (
            "a: survey to staff TBD mid Jan",
            "survey to staff TBD mid Jan",
            "mid Jan",
            "capture.no_day",
            "2027-01-15 12-04",
        ),
        ("a: survey @Bob second week of Dec", "survey", "second week of Dec", "capture.no_day", "12-11 12-04"),
        ("a: send @Bob next week", "send", "next week", "capture.no_day", "12-11 12-04"),
        ("a: send it next month @Bob", "send it next month", "next month", "capture.no_day", "2027-01-31 12-04"),
        ("a: Friday report @Bob", "Friday report", "Friday", "capture.day_in_text", "12-04 12-08"),
        ("a: call @Bob Thu or Fri", "call Thu or Fri", "Thu or Fri", "capture.ambiguous_day", "12-03 12-04"),
        ("a: update plan @Carol w/c 14 Dec", "update plan", "w/c 14 Dec", "capture.ambiguous_day", "12-14 12-18"),
        ("a: send it @Bob 31 Feb", "send it 31 Feb", "31 Feb", "capture.no_such_day", "2027-02-28 12-04"),
        ("a: send it @Bob by 31 Feb", "send it", "31 Feb", "capture.no_such_day", "2027-02-28 12-04"),
        ("a: 写稿 @刘洋", "写稿", "", "", "12-04 12-08"),
        ("a: write it @Bob", "write it", "", "", "12-04 12-08"),
        ("a: order 3/4 of the chairs @Bob", "order 3/4 of the chairs", "", "", "12-04 12-08"),
        ("a: version 2.1 @Bob", "version 2.1", "", "", "12-04 12-08"),
        ("a: 春节放假通知 @王芳", "春节放假通知", "", "", "12-04 12-08"),
    ],
)
def test_a_day_in_doubt_is_named_and_what_it_may_mean_is_offered_first(
    line: str, title: str, written: str, problem: str, offers: str
) -> None:
    read = taken(line)
    part = read.asked["due"]
    first = " ".join(day.removeprefix("2026-") for day in part.offers[:2])
    assert (read.line.text, part.written, part.problem.key if part.problem else "") == (title, written, problem)
    assert first == offers


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("vote: plan B 4 for 1 against", "decision", "plan B 4 for 1 against"),
        ("投票：方案B 4票赞成1票反对", "decision", "方案B 4票赞成1票反对"),
        ("投票：方案B 赞成4票 反对1票", "decision", "方案B 赞成4票 反对1票"),
        ("投票：方案B 4赞成1反对", "decision", "方案B 4赞成1反对"),
        ("投票：方案B 4人同意2人反对1人弃权", "decision", "方案B 4人同意2人反对1人弃权"),
        ("表决：方案C 3:2通过", "decision", "方案C 3:2通过"),
        ("表决：方案C 以5票对2票通过", "decision", "方案C 以5票对2票通过"),
        ("vote: plan C passed 3-2", "decision", "plan C passed 3-2"),
        ("vote: plan C 3:2 carried", "decision", "plan C 3:2 carried"),
        ("表决：方案C 2:3通过", "note", "表决：方案C 2:3通过"),
        ("表决：方案C 2:3未通过", "note", "表决：方案C 2:3未通过"),
        ("投票：方案B 1票赞成4票反对", "note", "投票：方案B 1票赞成4票反对"),
        ("投票：方案B 赞成1票4票反对", "note", "投票：方案B 赞成1票4票反对"),
        ("vote: plan C not passed", "note", "vote: plan C not passed"),
        ("vote: plan C 2-3", "note", "vote: plan C 2-3"),
        ("parking lot: canteen prices", "question", "canteen prices"),
        ("停车场：食堂涨价的事", "question", "食堂涨价的事"),
        ("停车场 食堂涨价", "note", "停车场 食堂涨价"),
        ("@Bob fix footer by Wed", "action", "fix footer"),
        ("by Wed @Bob fix footer", "action", "fix footer"),
        ("Fri @Bob fix footer", "action", "fix footer"),
        ("下周三前 @陈静 交材料", "action", "交材料"),
        ("下周三，@陈静 交材料", "action", "交材料"),
        ("12月9日前@陈静交材料", "action", "交材料"),
        ("下周三前 @陌生人 交材料", "note", "下周三前 @陌生人 交材料"),
        ("昨天 @陈静 说材料交了", "note", "昨天 @陈静 说材料交了"),
        ("Meeting on Friday with @Bob about plan", "note", "Meeting on Friday with @Bob about plan"),
        ("note: price is 30 EUR", "note", "price is 30 EUR"),
        ("Notes: budget was 3k", "note", "budget was 3k"),
        ("备注：供应商换人", "note", "供应商换人"),
        ("【备注】供应商换人", "note", "供应商换人"),
        ("1. 笔记：换人", "note", "换人"),
        ("备注：", "note", "备注："),
        ("Notes:", "note", "Notes:"),
        ("备注 客户下周来", "note", "备注 客户下周来"),
        ("note that the price went up", "note", "note that the price went up"),
        ("注意：别忘了", "note", "注意：别忘了"),
    ],
)
def test_a_line_is_of_the_same_kind_in_both_languages(line: str, kind: str, text: str) -> None:
    read = taken(line)
    assert (read.line.kind, read.line.text) == (kind, text)


@pytest.mark.parametrize(
    ("line", "title", "owner", "helping"),
    [
        ("a: 布展，王芳牵头，刘洋配合", "布展", "王芳", "刘洋"),
        ("a: 王芳牵头，刘洋、赵磊配合：布置会场", "布置会场", "王芳", "刘洋、赵磊"),
        ("a: 布置会场，王芳负责，刘洋和赵磊协助，周五", "布置会场", "王芳", "刘洋、赵磊"),
        ("a: 布置会场（王芳牵头，刘洋配合） 周五", "布置会场", "王芳", "刘洋"),
        ("a: press list, Bob leads, Alice supports, Friday", "press list", "Bob", "Alice"),
        ("a: press list (Bob leads, Alice supports)", "press list", "Bob", "Alice"),
        ("a: Bob leads, Alice supports: press list", "press list", "Bob", "Alice"),
        ("a: press list - Bob leads - Fri", "press list", "Bob", ""),
        ("a: 安排面试 陈静负责，12月9日前给名单", "安排面试 给名单", "陈静", ""),
        ("a: 培训，请陈静牵头 下周一", "培训", "陈静", ""),
        ("a: 整理文件（负责人：陈静 截止：12月9日）", "整理文件", "陈静", ""),
        ("a: 整理文件【责任人：陈静；完成时间：12月9日】", "整理文件", "陈静", ""),
        ("a: tidy files (owner: Bob due: 9 Dec)", "tidy files", "Bob", ""),
        ("a: demo slides [Carol] 2026-12-09", "demo slides", "Carol", ""),
        ("a: 整理 @张伟 -> 截图", "整理 -> 截图", "张伟", ""),
        ("a: find who owns it", "find who owns it", "", ""),
        ("a: 明确谁负责", "明确谁负责", "", ""),
        ("a: 确认张伟负责的模块", "确认张伟负责的模块", "", ""),
        ("a: 通知各部门 研发部负责 周三", "通知各部门 研发部负责", "", ""),
    ],
)
def test_who_leads_and_who_helps(line: str, title: str, owner: str, helping: str) -> None:
    read = taken(line)
    action = read.line.action
    assert action is not None
    assert (action.title, action.owner, "、".join(action.collaborators)) == (title, owner, helping)


@pytest.mark.parametrize(("name", "offer"), [("Bbo", "Bob Brown"), ("Calro", "Carol Chen"), ("Davdi", "David Li")])
def test_two_letters_that_changed_places_are_a_slip(name: str, offer: str) -> None:
    assert taken(f"a: fix it @{name} Friday").asked["owner"].offers[0] == offer


@pytest.mark.parametrize(
    ("line", "title", "doer", "helping", "standard"),
    [
        ("行动: 压测 @张伟 执行:刘洋 +陈静 截止12月9日 交付:报告 验收标准:无报错", "压测", "刘洋", "陈静", "无报错"),
        ("行动：压测，负责人：张伟，执行人：刘洋，协作：陈静，截止：12月9日，交付物：报告", "压测", "刘洋", "陈静", ""),
        ("a: load test @Bob carried out by: Carol due 9 Dec => report acceptance: P95 < 200 ms",
         "load test", "Carol", "", "P95 < 200 ms"),
        ("a: load test, owner: Bob, doer: @Carol, supporting: Alice, due 9 Dec", "load test", "Carol", "Alice", ""),
        ("a: 复核 @张伟 执行：老孟 12月9日", "复核 执行：老孟", "", "", ""),
        ("a: 统一执行标准 @张伟 12月9日", "统一执行标准", "", "", ""),
    ],
)  # fmt: skip
def test_who_does_it_who_helps_and_what_it_is_accepted_by_stand_behind_their_names(
    line: str, title: str, doer: str, helping: str, standard: str
) -> None:
    action = taken(line).line.action
    assert action is not None
    assert (action.title, action.owner in ("张伟", "Bob"), action.doer or "") == (title, True, doer)
    assert ("、".join(action.collaborators), "；".join(action.checks or ())) == (helping, standard)


@pytest.mark.parametrize(
    ("line", "title", "owner", "due", "deliverable"),
    [
        ("Action: Alice Zhang - review the contract - 11 December - signed contract",
         "review the contract", "Alice Zhang", "12-11", "signed contract"),
        ("a: review the contract - 11 December - signed contract @Bob", "review the contract", "Bob Brown", "12-11",
         "signed contract"),
        ("a: review the contract | 11 December | signed contract | legal @Bob",
         "review the contract | 11 December | signed contract | legal", "Bob Brown", "", ""),
        ("行动：陈静 | 写方案 | 12月9日 | 方案", "写方案", "陈静", "12-09", "方案"),
        ("行动：写方案 —— 12月9日 —— 方案 @陈静", "写方案", "陈静", "12-09", "方案"),
        ("a: compare 3-4 offers - first draft @Bob", "compare 3-4 offers - first draft", "Bob Brown", "", ""),
        ("- [ ] 陈静 更新目录 12月9日", "更新目录", "陈静", "12-09", ""),
        ("- [ ] book the room @Bob Fri", "book the room", "Bob Brown", "12-04", ""),
        ("☐ 打印流程图 @王芳 周五", "打印流程图", "王芳", "12-04", ""),
    ],
)  # fmt: skip
def test_fields_that_dashes_part_and_tasks_to_be_ticked_are_actions(
    line: str, title: str, owner: str, due: str, deliverable: str
) -> None:
    read = taken(line)
    assert read.line.action is not None
    assert (read.line.text, read.due, read.line.action.deliverable) == (title, due, deliverable)
    assert owner.startswith(read.owner)
    assert read.owner


@pytest.mark.parametrize("line", ["- [x] book the room", "[ ]", "- [ ]", "see [ ] in the form"])
def test_what_was_ticked_or_holds_nothing_is_a_note(line: str) -> None:
    assert taken(line).line.kind == "note"


@pytest.mark.parametrize("line", ["会议决定：12月15日试点", "最终决定：用A方案", "Final decision: plan A"])
def test_a_decision_may_be_called_one_of_the_meeting(line: str) -> None:
    assert taken(line).line.kind == "decision"
