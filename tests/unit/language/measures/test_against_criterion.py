"""Measured values held against what their criterion asks for, in both languages."""

import pytest

from collabtui.language.measures.against_criterion import held_against, misses
from collabtui.language.measures.figures import figures
from collabtui.language.measures.nothing_to_measure import is_measurable, not_measurable

MISSES = (
    ("接口联调通过率 ≥ 95%", "93%"),
    ("error rate < 2 %", "3 %"),
    ("error rate < 2 %", "2%"),
    ("处理时长不超过3天", "4天"),
    ("不超过3天", "80小时"),
    ("at least 9", "8"),
    ("at least nine", "8 teams"),
    ("零差错", "1起"),
    ("no critical defects", "2"),
    ("zero complaints", "1 complaint"),
    ("回应在 24–48 小时之间", "50小时"),
    ("3-5天", "6"),
    ("between 3 and 5 days", "6 days"),
    ("差错率 ≤ 5‰", "0.6%"),
    ("费用不超过20万元", "25万"),
    ("费用不超过20万元", "215000元"),
    ("满意度 95%", "94%"),
    ("响应时间 2 秒", "2.5秒"),
    ("投诉下降20%", "18%"),
    ("时长缩短到3天", "4天"),
    ("时长缩短30%", "25%"),
    ("complaints reduced by 20 %", "15%"),
    ("培训覆盖率达到100%", "98%"),
    ("全部签字", "9/10"),
    ("all forms signed", "98%"),
    ("九成以上员工参加", "85%"),
    ("coverage ≥ 95 %: ", "94.9"),
    ("≥ 95%", "约93%"),
    ("≥ 95%", "93%（样本200）"),
    ("≥ 95%", "抽样200份，合格186份，93%"),
    ("不超过3天", "从5天降到4天"),
    ("3月31日前上线", "4月2日"),
    ("live by 31 March", "2 April"),
    ("试点门店不少于10家", "8家"),
    ("10家门店上线", "9家"),
    ("5 customers sign", "4"),
    ("≥ 9", "8/10"),
    ("99.9% availability", "99.5%"),
    ("首次回应 15 分钟内，满意度 ≥ 90%", "12分钟，88%"),
    ("误差 ±2%", "3%"),
    ("budget at most $50k", "$52k"),
    ("within 2 working days", "3 working days"),
    ("至少 3 轮测试", "2轮"),
    ("NPS 40 or higher", "38"),
    ("一次通过率 95%", "93%"),
    ("上线后30天内无重大故障", "1起"),
    ("单票成本降至12元以下", "12.5元"),
    ("人均处理量提升15%", "12%"),
    ("less than 5 complaints per week", "5"),
    ("no more than three errors", "4"),
    ("库存准确率99%±0.5%", "98%"),
    ("得分 4.5 分以上", "4.4分"),
    ("三天内答复", "4天"),
    ("两周内完成", "15天"),
    ("上线后3个月内投诉下降10%", "8%"),
    ("All 12 branches trained", "11"),
    ("Reduce handling time from 5 days to 2 days", "from 5 to 3 days"),
    ("95%的工单在24小时内关闭", "93%"),
    ("95%的工单在24小时内关闭", "平均30小时"),
    ("温度 20±2 ℃", "23"),
    ("响应时间P95≤800ms", "950毫秒"),
    ("预算偏差不超过±5%", "-6%"),
    ("First-time-right ≥ 98 %", "97,5 %"),
    ("不良率≤200ppm", "250 ppm"),
    ("退货 -5 %", "-3%"),
    ("投诉下降20%", "-18%"),
    ("毛利率 +2%", "+1%"),
    ("客户满意度评分不低于4.5", "4.3"),
    ("热线接通率 ≥ 90%", "接通率89.5%"),
    ("订单差错率控制在千分之三以内", "千分之四"),
    ("每单处理时间压缩到 30 分钟以内", "35min"),
    ("平均审批时长由5天缩短至2天", "3天"),
    ("上线首周零严重故障", "发生1起"),
    ("6月15日前完成切换", "2026-06-18"),
    ("No more than 5 open defects", "6"),
    ("Response within one working day", "2 working days"),
    ("Response within 4 hours", "4h 30min"),
    ("cost per ticket < €4", "€4.20"),
    ("between 95% and 105% of plan", "93%"),
    ("three pilot sites live", "2 sites"),
    ("库存周转天数≤45天", "46"),
    ("超过半数门店参加", "48%"),
)
WITHIN = (
    ("≥95%", "95%"),
    ("error rate < 2 %", "1.9%"),
    ("不超过3天", "72小时"),
    ("at least 9 departments", "9"),
    ("零差错", "无"),
    ("零差错", "0"),
    ("no critical defects", "none"),
    ("3-5天", "4天"),
    ("差错率 ≤ 5‰", "3‰"),
    ("费用不超过20万元", "19.5万元"),
    ("响应时间 2秒以内", "1800毫秒"),
    ("投诉下降20%", "下降22%"),
    ("lead time cut to 3 days", "2 days"),
    ("全部签字", "全部"),
    ("coverage 95 percent or more", "96"),
    ("不超过3天", "从5天降到3天"),
    ("3月31日前上线", "3月30日"),
    ("live by 31 March 2026", "30 March 2026"),
    ("首次回应 15 分钟内，满意度 ≥ 90%", "12分钟，91%"),
    ("误差 ±2% 以内", "1.5%"),
    ("不到1%", "<1%"),
    ("response time under 2 s", "1900 ms"),
    ("on-time delivery 95%", "97%"),
    ("客诉响应率 98%", "99%"),
    ("≥95%", "达到97%"),
    ("系统可用性达99.9%以上", "99.95%"),
    ("按时完成率 100%", "100%"),
    ("用户培训2场", "3场"),
    ("用户培训2场", "已培训2场，共85人"),
    ("每月例会不少于2次", "每月2次"),
    ("Release 2.1 in production by 30 June", "28 June"),
    ("All 12 branches trained", "12 of 12"),
    ("Reduce handling time from 5 days to 2 days", "2 days"),
    ("客户满意度提升5个百分点", "提升6个百分点"),
    ("95%的工单在24小时内关闭", "96%，平均18小时"),
    ("响应时间P95≤800ms", "0.7秒"),
    ("预算偏差不超过±5%", "-3%"),
    ("Net savings of €100k", "€120k"),
    ("At least 3 of 4 departments agree", "3"),
    ("First-time-right ≥ 98 %", "98,5 %"),
    ("发货及时率>=98%", "98.0%"),
    ("不良率≤200ppm", "150ppm"),
    ("工单平均处理时长比去年同期下降15%以上", "16.2%"),
    ("退货 -5 %", "-23%"),
    ("平均审批时长由5天缩短至2天", "1.5天"),
    ("at least 80% of staff trained", "82 of 100"),
)
NOT_COMPARED = (
    ("时长≤3天", "2个工作日"),
    ("做得好", "93%"),
    ("< 1%", "<2%"),
    ("培训2场，每场30人", "2场"),
    ("版本2.0发布", "93%"),
    ("用户手册已发布", "已发布"),
    ("新系统上线后连续运行7天无故障", "连续运行10天无故障"),
    ("支持500并发", "600"),
    ("接口文档评审通过", "7月3日评审通过"),
    ("上线后3个月内投诉下降10%", "下降12%"),
    ("合同额不低于300万", "320"),
    ("Reduce handling time by 40 %", "from 5 to 3 days"),
    ("客户满意度提升5个百分点", "从85%到91%"),
    ("抽检100件，不合格不超过2件", "抽检100件，不合格1件"),
    ("投诉下降20%", "-22%"),
)
"""The two are of different measures, or may be meant otherwise."""


@pytest.mark.parametrize(("criterion", "measured"), MISSES)
def test_a_value_outside_misses(criterion: str, measured: str) -> None:
    assert (held_against(criterion, measured), misses(criterion, measured)) == ("misses", True)


@pytest.mark.parametrize(("criterion", "measured"), WITHIN)
def test_a_value_inside_is_within(criterion: str, measured: str) -> None:
    assert held_against(criterion, measured) == "within"


@pytest.mark.parametrize(("criterion", "measured"), NOT_COMPARED)
def test_what_cannot_be_compared_is_left_to_people(criterion: str, measured: str) -> None:
    assert held_against(criterion, measured) == ""


@pytest.mark.parametrize(
    "text",
    [
        "做得好", "as good as possible", "尽快上线", "客户满意", "质量好", "提升效率", "improve teamwork", "沟通顺畅",
        "everybody is happy", "deliver quickly", "smooth handover", "让客户更满意", "协作顺畅",
    ],
)  # fmt: skip
def test_nothing_measures_a_wish(text: str) -> None:
    assert not is_measurable(text)


@pytest.mark.parametrize(
    "text",
    [
        "覆盖率 ≥ 95%", "零差错", "no open defects", "用户手册已发布", "manual published", "all heads signed",
        "两周内完成", "3月底前上线", "live by 31 March", "合同签署", "handover documented", "五家客户签字",
    ],
)  # fmt: skip
def test_a_figure_a_day_or_a_result_measures(text: str) -> None:
    assert is_measurable(text)


def test_those_that_are_not_are_numbered() -> None:
    assert not_measurable(("覆盖率 ≥ 95%", "做得好", "as good as possible")) == (2, 3)


@pytest.mark.parametrize("written", ["十十个", "百分之百百", "零百个", "一二三个"])
def test_numerals_that_make_no_number_are_no_figure(written: str) -> None:
    assert figures(written) == []
    assert held_against("不超过3个", written) == ""


@pytest.mark.parametrize("measured", ["", "  "])
def test_what_was_not_measured_cannot_be_compared(measured: str) -> None:
    assert held_against("通过率 ≥ 95%", measured) == ""
