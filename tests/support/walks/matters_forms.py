"""Walks through the forms of a matter's page."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import (
    with_change_objected,
    with_criteria,
    with_criteria_met,
    with_departments,
    with_result_accepted,
)

NOBODY = "Xaver Nobody"
WALKS = (
    FormWalk(
        "matters.matter_form:matter_form", "published", ("n",), {"title": "New hall"}, "New hall",
        {"title": "New hall", "owner": NOBODY}, ("owner", NOBODY), ("5",),
    ),
    FormWalk(
        "matters.matter_templates:save_as_template", "published", ("m", "b"), {"template_name": "Launch"}, "Launch",
        {"template_name": ""}, ("template_name", "Give the template"), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_acceptance:Acceptance.evaluate_criterion", "published", ("m", "s"),
        {"measured": "93 %", "met": "met"}, "93 % · met",
        {"measured": "93 %", "rectify_by": "someday"}, ("rectify_by", "someday"), ("5",), ("escape",),
        prepare=with_criteria,
    ),
    FormWalk(
        "matters.sections.matter_acceptance:Acceptance._accept", "published", ("m", "s"), {"result": "as wished"},
        "completion letter", reach=("5",), prepare=with_criteria_met,
    ),
    FormWalk(
        "matters.sections.matter_changes:ChangeCommands._form", "published", ("m", "c"),
        {"what": "Two weeks later", "reason": "late", "impact": "none", "wanted": "20 March"}, "C1",
        {"what": "Two weeks later", "wanted": "someday"}, ("wanted", "someday"), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_changes:ChangeCommands._sentence", "published", ("y",),
        {"overrule": "no other way"}, "granted",
        {"overrule": ""}, ("overrule", "all the same"), ("ctrl+p", " 上线推迟", "=C1 上线推迟", "enter"), ("s",),
        prepare=with_change_objected,
    ),
    FormWalk(
        "matters.sections.matter_contacts:ContactCommands._form", "published", ("m", "p"),
        {"department": "法务部", "contact": "bob"}, "Bob Brown",
        {"department": "法务部", "contact": NOBODY}, ("contact", NOBODY), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_departments:DepartmentCommands._form", "published", ("m", "d"),
        {"department": "法务部", "asked": "a review"}, "a review",
        {"department": "", "asked": "a review"}, ("department", "Which department"), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_departments:DepartmentCommands.send_with_files", "published", ("m", "h"),
        {"paths": "{home}/config.toml"}, "config.toml",
        {"paths": "{home}/nothing.pdf"}, ("paths", "nothing.pdf"), ("5",), prepare=with_departments,
    ),
    FormWalk(
        "matters.sections.matter_meetings:QuestionCommands.settle", "published", ("d",), {"answer": "the board"},
        "Q1 is answered", reach=("5", "enter", "=? Q1", "down", "down"),
    ),
    FormWalk(
        "matters.sections.matter_readers:readers_form", "published", ("m", "k"),
        {"confidential": "yes", "readers": "陈静"}, "confidential",
        {"confidential": "yes", "readers": NOBODY}, ("readers", NOBODY), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_resources:ResourceCommands._form", "published", ("m", "u"),
        {"what": "a tester", "department": "研发部"}, "a tester",
        {"what": "a tester", "department": "研发部", "days": "someday"}, ("days", "someday"), ("5",),
    ),
    FormWalk(
        "matters.sections.matter_risks:RiskCommands.describe", "published", ("m", "r"), {"text": "late parts"},
        "late parts", {"text": "late parts", "owner": NOBODY}, ("owner", NOBODY), ("5",),
    ),
    FormWalk(
        "matters.sections.save_as:FolderSaving.save_form", "published", ("s",), {"into": "{home}/kept"}, "Written",
        {"into": "{home}/config.toml"}, ("into", "config.toml"), ("5", "f"),
    ),
    FormWalk(
        "matters.sections.save_as:FolderSaving.archive", "published", ("A",), {"into": "{home}/kept"}, "kept",
        {"into": "{home}/config.toml"}, ("into", "config.toml"), ("5", "f"),
    ),
    FormWalk(
        "matters.sections.step_forms:StepForms.agree", "published", ("m", "g"), {"milestones": "beta 20 March"}, "beta",
        {"milestones": "beta someday"}, ("milestones", "someday"), ("5",),
    ),
    FormWalk(
        "matters.sections.step_forms:StepForms.retrospective", "published", ("m", "s"),
        {"result": "as wished", "to_improve": "the talks", "to_standardise": "the table"},
        "nothing on what went well", reach=("5",), prepare=with_result_accepted,
    ),
)  # fmt: skip
