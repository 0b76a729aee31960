"""Walks through the forms of the page of people."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import with_people_file

NOBODY = "Xaver Nobody"
WALKS = (
    FormWalk(
        "people.person_forms:PersonForm.add", "published", ("n",), {"name": "Eve", "email": "eve@x.test"}, "Eve",
        {"name": "bob@x.test"}, ("name", "a name cannot contain"), ("6",),
    ),
    FormWalk(
        "people.person_forms:PersonForm.edit", "published", ("e",), {"phone": "4711"}, "4711",
        {"timezone": "Moon"}, ("timezone", "Moon"), ("6",),
    ),
    FormWalk(
        "people.absence_form:note_absence", "published", ("w",), {"away_from": "9-13 March"}, "13 Mar",
        {"away_from": "sometime"}, ("away_from", "sometime"), ("6",),
    ),
    FormWalk(
        "people.department_forms:move_department", "published", ("o",), {"department_name": "Legal"}, "Legal",
        {"department_name": ""}, ("department_name", "needs a name"), ("6",), ("y",),
    ),
    FormWalk(
        "people.person_leaving:hand_over", "published", ("l",), {"successor": "赵强"}, "赵强",
        {"successor": NOBODY}, ("successor", NOBODY), ("6", "home", "down"), ("y",),
    ),
    FormWalk(
        "people.person_merging:merge_person", "published", ("m",), {"same_person": "陈静"}, "4 people",
        {"same_person": NOBODY}, ("same_person", NOBODY), ("6", "end"), ("y",),
    ),
    FormWalk(
        "people.people_import:PeopleImport.from_file", "published", ("i", "down", "enter"),
        {"path": "{home}/people.csv"}, "Eve",
        {"path": "{home}/nothing.csv"}, ("path", "nothing.csv"), ("6",), prepare=with_people_file,
    ),
)  # fmt: skip
