"""The passes that mark a block, in the order in which it has to be."""

from collabtui.language.replies.marking.passes.marking_draft import MarkingPass
from collabtui.language.replies.marking.passes.of_days import (
    mark_days,
    mark_days_or_days,
    mark_lasting,
    mark_not_before,
    mark_when_ready,
)
from collabtui.language.replies.marking.passes.of_items import (
    mark_counted_others,
    mark_exceptions,
    mark_item_refs,
    mark_number_words,
    mark_own_labels,
    mark_own_numbering,
)
from collabtui.language.replies.marking.passes.of_people import (
    mark_department_it,
    mark_likely_names,
    mark_minutes_as_they,
    mark_names,
    mark_receivers,
    mark_relatives,
    mark_teams,
)
from collabtui.language.replies.marking.passes.of_shares import mark_bare_shares, mark_beside_percents, mark_percents
from collabtui.language.replies.marking.passes.of_states import (
    mark_activities,
    mark_ending_pictures,
    mark_lead_ins,
    mark_leading_yes,
    mark_learners_perfects,
    mark_objects,
    mark_reservations,
    mark_short_status,
    mark_slips,
    mark_standstills,
    mark_topics,
)
from collabtui.language.replies.marking.passes.of_titles import (
    mark_cover_titles,
    mark_find_titles,
    mark_quotes,
    mark_title_mentions,
    mark_title_verbs,
    mark_verbs_beside_items,
)

PASSES = (
    MarkingPass("person", mark_names, "李明负责2", "Tom has 2"),
    MarkingPass("person", mark_likely_names, "转给周小红", "reassign 2 to Peter"),
    MarkingPass("title", mark_find_titles, "接口文档改了两处", "the venue has two rooms"),
    MarkingPass("percent", mark_percents, "1 完成60%", "1 is 60% done"),
    MarkingPass("slip", mark_bare_shares, "2 到80了", "2 at 80"),
    MarkingPass("about", mark_beside_percents, "1 大约六成", "1 about 60%"),
    MarkingPass("title", mark_cover_titles, "接口文档已发", "the venue is ready"),
    MarkingPass("quote", mark_quotes, "他回“已完成”", 'he wrote "all done"'),
    MarkingPass("text", mark_department_it, "IT测完了，ok", "IT tested it"),
    MarkingPass("minutes", mark_minutes_as_they, "the minutes, they are 对的", "got the minutes, they are correct"),
    MarkingPass("own-verb", mark_title_verbs, "资料已整理", "fixed 3"),
    MarkingPass("contrast", mark_reservations, "没意见，就是漏了一条", "Agreed, only that Dana is missing"),
    MarkingPass("except", mark_exceptions, "all done, but 3", "all done but 3"),
    MarkingPass("mention", mark_counted_others, "1完成，另外两项在做", "1 done, other two in progress"),
    MarkingPass("mention", mark_item_refs, "第二项", "item 2"),
    MarkingPass("slip", mark_number_words, "no 1 完成", "finished no 1"),
    MarkingPass("filler", mark_own_labels, "我的两项：1 完成", "my items: 1 done"),
    MarkingPass("own-list", mark_own_numbering, "2、接口文档已提交", "2. Venue: booked"),
    MarkingPass("mention", mark_title_mentions, "登录缺陷", "the venue"),
    MarkingPass("filler", mark_relatives, "except 1, which 完成", "apart from 1, which is late"),
    MarkingPass("filler", mark_objects, "1 sent them 了", "sent them"),
    MarkingPass("slip", mark_short_status, "1 完", "1 完, ok"),
    MarkingPass("greeting", mark_leading_yes, "yes 1 完成", "yep all done"),
    MarkingPass("mark", mark_ending_pictures, "1 完成七成👍", "1 done 👍"),
    MarkingPass("team", mark_teams, "是运维组李明", "ops team Tom"),
    MarkingPass("started", mark_activities, "1 还在跟酒店谈价", "1 still negotiating"),
    MarkingPass("filler", mark_when_ready, "1 在做，完成后发您", "1 在做, will send it when ready"),
    MarkingPass("to", mark_receivers, "1 已交财务", "1 已交财务 today"),
    MarkingPass("slip", mark_slips, "1 己经完成", "1 finnished"),
    MarkingPass("filler", mark_topics, "1呢，发了", "1 呢, sent"),
    MarkingPass("filler", mark_lasting, "1还没开始呢", "1 在做呢"),
    MarkingPass("blocked", mark_standstills, "2 没法往下走", "2 cannot go any further"),
    MarkingPass("slip", mark_learners_perfects, "1 have finish 了", "I have submit 1"),
    MarkingPass("day", mark_days, "2 周五给", "2 by Friday"),
    MarkingPass("and", mark_days_or_days, "2 周三或周五给", "2 周三或周五 give"),
    MarkingPass("filler", mark_not_before, "2 周五才能给", "2 周五才能 give"),
    MarkingPass("own-verb", mark_verbs_beside_items, "资料整晒了", "资料 整晒了"),
    MarkingPass("greeting", mark_lead_ins, "现将进展汇报如下：", "please find below the status:"),
)
"""Who and where comes first: a verb in an address or a name says nothing. Titles are looked for while the verbs of the
grammar are still in sight, and covered behind the percentages, which may stand in one (Reach 80 % coverage). Quotations
need the titles, as quotation marks round one quote nobody. The verbs of titles give way to all these. Only then numbers
can be items', since each that is a share, a part of a title or of a name is gone. Titles become mentions behind the
numbers, because one beside its number only repeats it. Words that were mistyped are looked for in what is left, and
what two words say together. Days are late: an item's number is no part of a date. What is then left of a title may be
its verb."""
