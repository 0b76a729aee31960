from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import CollabError, Refused
from collabtui.formats.people.people_files import read_people
from collabtui.formats.time_zone_names import zone_of
from collabtui.text.catalogue import Catalogue

TABLE = """姓名,邮箱,部门,职务,语言,时区,负责人,对接人
张伟,Zhang@example.test,研发部,工程师,zh,Asia/Shanghai,是,
陈静,chen@example.test,市场部,"经理, 华东",英文,,否,1
"""
ZHANG = PersonDraft(
    name="张伟", email="zhang@example.test", department="研发部", title="工程师",
    locale="zh", timezone="Asia/Shanghai", head=True,
)  # fmt: skip
CHEN = PersonDraft(
    name="陈静",
    email="chen@example.test",
    department="市场部",
    title="经理, 华东",
    locale="en",
    head=False,
    contact=True,
)


def read(text: str) -> list[PersonDraft]:
    return read_people("people", text.encode())


def brief(text: str) -> list[dict[str, Any]]:
    return [person.model_dump(exclude_defaults=True) for person in read(text)]


def test_the_mark_of_a_number_that_is_text_is_no_part_of_a_telephone_number() -> None:
    (found,) = read("姓名,邮箱,手机\n张伟,zhang@example.test,'13700000003\n")
    assert found.phone == "13700000003"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gb18030"),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode("utf-8-sig"),
        TABLE.replace(",", "\t").replace("经理\t", "经理,").encode(),
        TABLE.replace(",", ";").replace("经理;", "经理,").encode(),
        ("sep=;\n" + TABLE.replace(",", ";").replace("经理;", "经理,")).encode(),
        TABLE.replace("\n", "\n,,,,,,,\n\n").encode(),
        TABLE.replace("姓名,邮箱", "name,E-Mail").replace("负责人", "Head").replace("语言", "Language").encode(),
        TABLE.replace("邮箱", "企业邮箱").replace("姓名", "员工姓名").replace("部门,", "部门名称,", 1).encode(),
        TABLE.replace("姓名,邮箱", "employee name,work email").encode(),
        TABLE.replace("邮箱", "邮箱（必填）").replace("姓名", '"姓名 *"').encode(),
    ],
)
def test_a_table_is_read_in_any_of_its_spellings(data: bytes) -> None:
    assert read_people("people.csv", data) == [ZHANG, CHEN]


def test_columns_stand_in_any_order_and_others_are_left_alone() -> None:
    text = "Phone,E-mail Address,Last Name,First Name,Job Title\n123,j@x.test,Smith,John,CTO\n,wei@x.test,张,伟,\n"
    assert brief(text) == [
        {"name": "John Smith", "email": "j@x.test", "title": "CTO", "phone": "123"},
        {"name": "张伟", "email": "wei@x.test"},
    ]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("北京时间", "Asia/Shanghai"), ("london", "Europe/London"), ("New York", "America/New_York"),
        ("Asia/Shanghai", "Asia/Shanghai"), ("asia/tokyo", "Asia/Tokyo"), ("Beijing", "Asia/Shanghai"),
        ("Springfield", None), ("", None),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_its_city(typed: str, zone: str | None) -> None:
    assert zone_of(typed) == zone


@pytest.mark.parametrize(
    ("line", "name", "department"),
    [
        ("张伟 zhang@example.test 研发部", "张伟", "研发部"),
        ("张伟　zhang@example.test　研发部", "张伟", "研发部"),
        ("Alice Zhang zhang@example.test Human Resources", "Alice Zhang", "Human Resources"),
        ("张伟\tzhang@example.test", "张伟", ""),
        ("张伟 zhang＠example.test 研发部", "张伟", "研发部"),
        ("张伟 ＜ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｔｅｓｔ＞", "张伟", ""),
        ("Alice Zhang <zhang@example.test>, R&D", "Alice Zhang", "R&D"),
    ],
)
def test_blanks_part_a_typed_line_as_commas_do(line: str, name: str, department: str) -> None:
    (person,) = read_people("typed.csv", f"姓名,邮箱,部门\n{line}\n".encode())
    assert (person.name, person.email, person.department) == (name, "zhang@example.test", department)


@pytest.mark.parametrize(
    ("columns", "cells", "country"),
    [
        ("country", "GB", "GB"),
        ("国家", "英国", "GB"),
        ("Country", "United Kingdom", "GB"),
        ("Country", "Atlantis", ""),
        ("country,country code", "GB,FR", "FR"),
        ("country,国家", "Germany,FR", "DE"),
    ],
)
def test_where_one_lives_says_his_working_days_where_it_is_known(columns: str, cells: str, country: str) -> None:
    (person,) = read_people("team.csv", f"name,email,{columns}\nBob,bob@x.test,{cells}\n".encode())
    assert person.country == country


def test_a_name_may_stand_in_the_address() -> None:
    assert brief("name,email\n,Bob Miller <Bob@x.test>\n") == [{"name": "Bob Miller", "email": "bob@x.test"}]


CARDS = """BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:张伟
N:张;伟;;;
EMAIL;TYPE=home:home@example.test
item1.EMAIL;TYPE="work";PREF=1:Zhang@example.test
ORG:示例公司;研发部
TITLE:工程师
TEL;VALUE=uri:tel:+86-10-5555
TZ:Asia/Shanghai
LANG;TYPE=work;PREF=1:zh-CN
NOTE:a very long note\\, that goes on
 and on
END:VCARD

BEGIN:VCARD
VERSION:3.0
N:Smith\\, Jr.;John;;;
EMAIL;TYPE=INTERNET,PREF:john@example.test
EMAIL:other@example.test
ORG:R\\;D
TZ:+08:00
LANG:de
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
begin:vcard
version:2.1
n;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=B3=C2;=
=BE=B2
email;INTERNET:chen@example.test
title;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E7=BB=8F=E7=
=90=86
end:vcard
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:All of us
MEMBER:urn:uuid:1
END:VCARD
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cards_of_all_versions_are_read(encoding: str, end: str) -> None:
    data = CARDS.replace("\n", end).encode(encoding)
    assert [one.model_dump(exclude_defaults=True) for one in read_people("people.vcf", data)] == [
        {
            "name": "张伟", "email": "zhang@example.test", "department": "研发部", "title": "工程师",
            "locale": "zh", "timezone": "Asia/Shanghai", "phone": "+86-10-5555",
        },
        {"name": "John Smith, Jr.", "email": "john@example.test", "department": "R;D"},
        {"name": "陈静", "email": "chen@example.test", "title": "经理"},
    ]  # fmt: skip


ALIASES = """# people we work with

alias bob Bob Miller <Bob@x.test>
alias chen 陈静 <chen@x.test>   # marketing
alias -group work smith "Smith, John" <smith@x.test>
alias plain plain@x.test
alias old other@x.test (Other Person)
alias team bob, chen, \\
  Late Comer <late@x.test>, BOB@x.test
alias boss bob
alias others others: erin@x.test, Frank <frank@x.test>;
"""


def test_aliases_of_mutt_are_read_and_groups_add_who_has_none() -> None:
    assert brief(ALIASES) == [
        {"name": "Bob Miller", "email": "bob@x.test"},
        {"name": "陈静", "email": "chen@x.test"},
        {"name": "John Smith", "email": "smith@x.test"},
        {"name": "plain", "email": "plain@x.test"},
        {"name": "Other Person", "email": "other@x.test"},
        {"name": "Late Comer", "email": "late@x.test"},
        {"name": "erin", "email": "erin@x.test"},
        {"name": "Frank", "email": "frank@x.test"},
    ]


HEAD = "name,email,locale,timezone,head\n"
REFUSED = [
    ("", "people.none", {"file": "people"}),
    ("name,email\n", "people.none", {"file": "people"}),
    ("# only a comment\n", "people.no_email_column", {"line": 1, "value": ["# only a comment"]}),
    ("name,phone\nx,1\n", "people.no_email_column", {"line": 1, "value": ["name", "phone"]}),
    ("email\nx@x.test\n", "people.no_name_column", {"line": 1, "value": ["email"]}),
    ("name,姓名,email\n", "people.same_columns", {"line": 1, "value": ["name", "姓名"]}),
    (f"{HEAD}张伟,zhang.example.test", "people.bad_email", {"line": 2, "value": "zhang.example.test"}),
    (f"{HEAD}张伟,a@x.test b@x.test", "people.bad_email", {"line": 2, "value": "a@x.test b@x.test"}),
    (f"{HEAD}\n张伟,a@x.test,fr", "people.bad_locale", {"line": 3, "value": "fr"}),
    (
        f"{HEAD}张伟,a@x.test,,Asia/Shangai",
        "people.bad_zone",
        {"line": 2, "value": "Asia/Shangai", "nearest": "Asia/Shanghai"},
    ),
    (f"{HEAD}张伟,a@x.test,,,李明", "people.bad_yes_no", {"line": 2, "value": "李明"}),
    (f"{HEAD}张伟,,,,\n陈静,c@x.test\n王芳", "people.no_email", {"line": 2, "names": ["张伟", "王芳"]}),
    (f"{HEAD},a@x.test", "people.no_name", {"line": 2, "value": "a@x.test"}),
    (f'{HEAD}"张\n伟",a@x.test\n陈静,A@x.test', "people.twice", {"line": 4, "value": "a@x.test", "first": 2}),
    (f"{HEAD}张伟,a@x.test,zh,,是,more", "people.too_many_cells", {"line": 2, "value": "more", "columns": 5}),
    (f'{HEAD}张伟,a@x.test\n"陈"静,c@x.test', "people.broken_row", {"line": 3, "value": '"陈"静,c@x.test'}),
    (f'{HEAD}"张伟,a@x.test\n', "people.broken_row", {"line": 2, "value": '"张伟,a@x.test'}),
    (f"{HEAD}\x1b[31m张伟,a@x.test", "people.control_character", {"line": 2, "value": "\ufffd[31m张伟"}),
    (f"{HEAD}{'x' * 501},a@x.test", "people.too_long", {"line": 2, "value": "x" * 60, "n": 500}),
    (f"{HEAD}张伟,{'x' * 250}@x.test", "people.bad_email", {"line": 2, "value": f"{'x' * 250}@x.test"}),
    (HEAD.rstrip("\n") + "," * 1000 + "x\n", "table.too_wide", {"row": 1, "n": 1000}),
    (
        f"BEGIN:VCARD\nFN{';a=b' * 3000}:x\nEND:VCARD",
        "people.not_a_card",
        {"line": 2, "value": "FN" + ";a=b" * 14 + ";a"},
    ),
    ("BEGIN:VCARD\nFN:x\n", "people.card_open", {"line": 1}),
    ("BEGIN:VCARD\nFN:x\nBEGIN:VCARD\n", "people.card_open", {"line": 1}),
    ("BEGIN:VCARD\nFN:x\nno colon\nEND:VCARD", "people.not_a_card", {"line": 3, "value": "no colon"}),
    ("BEGIN:VCARD\nFN:x\nEND:VCARD\nFN:y", "people.not_a_card", {"line": 4, "value": "FN:y"}),
    ("BEGIN:VCARD\nFN:x\nEMAIL:x\nEND:VCARD", "people.bad_email", {"line": 3, "value": "x"}),
    ("BEGIN:VCARD\nFN:x\nEND:VCARD", "people.no_email", {"line": 1, "names": ["x"]}),
    ("BEGIN:VCARD\nEMAIL:x@x.test\nEND:VCARD", "people.no_name", {"line": 2, "value": "x@x.test"}),
    ("alias bob Bob <b@x.test>\nset x=y", "people.not_an_alias", {"line": 2, "value": "set x=y"}),
    ("alias bob", "people.not_an_alias", {"line": 1, "value": "alias bob"}),
    ("alias bob Bob <b@@x.test>", "people.bad_email", {"line": 1, "value": "Bob <b@@x.test>"}),
    ("alias a a@x.test\nalias team a, nobody", "people.unknown_alias", {"line": 2, "value": "nobody"}),
    ("alias a a@x.test\nalias b A@x.test", "people.twice", {"line": 2, "value": "a@x.test", "first": 1}),
]


@pytest.mark.parametrize(("text", "key", "values"), REFUSED)
def test_what_cannot_be_read_names_line_and_value(text: str, key: str, values: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert (refusal.value.key, refusal.value.values) == (key, values)
    for locale in ("zh", "en"):
        assert key in Catalogue(locale)


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_people("people.xlsx", b"PK\x03\x04\x14\x00\x06\x00")
    assert refusal.value.key == "table.broken"


PIECES = [
    *TABLE.splitlines(),
    *CARDS.splitlines(),
    *ALIASES.splitlines(),
    '"',
    ",",
    ";",
    "=",
    " x",
    "alias",
    "FN;CHARSET=idna;QUOTED-PRINTABLE:=FF",
]


@given(
    st.sampled_from(["", TABLE, "BEGIN:VCARD\n", "alias x "]),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=15),
)
def test_any_file_is_read_or_refused(start: str, pieces: list[str]) -> None:
    people: list[PersonDraft] = []
    key = ""
    try:
        people = read_people("any", (start + "\n".join(pieces)).encode("utf-8", "replace"))
    except CollabError as refusal:
        key = refusal.key
    assert key in Catalogue("zh") or (people and all(person.name and "@" in person.email for person in people))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name, email\nBob Brown <bob@x.test>", [("Bob Brown", "bob@x.test")]),
        ("To: Bob Brown <bob@x.test>, 陈静 <chen@x.test>", [("Bob Brown", "bob@x.test"), ("陈静", "chen@x.test")]),
        ("收件人：Chen, Jing <chen@x.test>; Al <al@x.test>", [("Jing Chen", "chen@x.test"), ("Al", "al@x.test")]),
        ("name,email\nBob,bob@x.test\nAl <al@x.test>", [("Bob", "bob@x.test"), ("Al", "al@x.test")]),
        ("name,email\nBob,Bob Brown <bob@x.test>", [("Bob", "bob@x.test")]),
        ("name,email\nbob@x.test,bob@x.test", [("bob", "bob@x.test")]),
        (
            "name,email\nTo: Stone, Ann <a@x.test>; Poe, Jim <p@x.test>;",
            [("Ann Stone", "a@x.test"), ("Jim Poe", "p@x.test")],
        ),
        ("name,email\nStone, Ann <a@x.test>; Jim Poe <p@x.test>", [("Ann Stone", "a@x.test"), ("Jim Poe", "p@x.test")]),
        ("name,email\nTo: Stone, Ann <a@x.test>", [("Ann Stone", "a@x.test")]),
        ("name;email\nBob;Bob Brown <bob@x.test>", [("Bob", "bob@x.test")]),
    ],
)
def test_recipients_of_a_mail_are_people(text: str, found: list[tuple[str, str]]) -> None:
    assert [(draft.name, draft.email) for draft in read_people("typed.csv", text.encode())] == found


@pytest.mark.parametrize(
    ("written", "name", "department"),
    [
        ("陈杰（市场部）", "陈杰", "市场部"),
        ("Brown, Bob (Sales Team)", "Bob Brown", "Sales Team"),
        ("van der Berg, Anna-Lena", "Anna-Lena van der Berg", ""),
        ("DIAZ, CARLA", "CARLA DIAZ", ""),
        ("陈，静", "陈静", ""),
        ("张伟（小）", "张伟（小）", ""),
        ("Bob Brown (external)", "Bob Brown (external)", ""),
        ("Smith, PhD", "Smith, PhD", ""),
        ("Acme, Inc.", "Acme, Inc.", ""),
        ("Sales, EMEA", "Sales, EMEA", ""),
    ],
)
def test_a_name_of_a_mail_program_is_taken_as_one_says_it(written: str, name: str, department: str) -> None:
    (draft,) = read_people("typed.csv", f'To: "{written}" <one@x.test>'.encode())
    assert (draft.name, draft.department) == (name, department)


LDIF = """# extended LDIF
version: 1

dn:: dWlkPXpoYW5nLGRjPXg=
objectClass: top
objectClass: inetOrgPerson
cn: Zhang Wei
displayName:: 5byg5Lyf
mail: Zhang@example.test
department: 研发部
title: a very long title that is
  folded
telephoneNumber: +86 10 1234
c: cn
preferredLanguage: zh-CN,en

dn: cn=Old,dc=x
objectClass: user
cn: Old
mail: old@example.test
userAccountControl: 514

dn: cn=all,dc=x
objectClass: group
cn: all
mail: all@example.test

dn: cn=Ben,dc=x
objectClass: user
givenName: Ben
sn: Li
proxyAddresses: smtp:alias@example.test
proxyAddresses: SMTP:ben@example.test
jpegPhoto:< file:///tmp/x.jpg

# search result
search: 2
result: 0 Success
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_people_of_a_directory_are_read_from_ldif(ends: str) -> None:
    assert brief(LDIF.replace("\n", ends)) == [
        {"name": "张伟", "email": "zhang@example.test", "department": "研发部", "phone": "+86 10 1234",
         "title": "a very long title that is folded", "country": "CN", "locale": "zh"},
        {"name": "Ben Li", "email": "ben@example.test"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "at"),
    [("what is this", 2), ("mail:: ***", 2), ("changetype: modify", 2)],
)
def test_what_lists_nobody_is_refused_with_its_line(line: str, at: int) -> None:
    with pytest.raises(Refused, match=r"people\.not_ldif") as refused:
        read(f"dn: cn=x\n{line}\n")
    assert refused.value.values["line"] == at


@pytest.mark.parametrize(
    ("control", "count"),
    [("514", 0), ("512", 1), ("²", 1), ("9" * 5000, 1), ("-2", 1)],
    ids=lambda value: str(value)[:5],
)
def test_an_account_that_is_switched_off_is_left_out_and_odd_digits_are_no_number(control: str, count: int) -> None:
    also = "" if count else "dn: y\nmail: b@x.test\n"
    found = read(f"dn: x\nobjectClass: person\ncn: Ann\nmail: a@x.test\nuserAccountControl: {control}\n\n{also}")
    assert ("a@x.test" in [draft.email for draft in found]) == bool(count)


@pytest.mark.parametrize("preference", ["²", "9" * 5000], ids=lambda value: value[:5])
def test_a_preference_that_is_no_number_is_as_if_there_were_none(preference: str) -> None:
    card = f"BEGIN:VCARD\nFN:Ann\nEMAIL;PREF={preference}:a@x.test\nEMAIL;PREF=1:b@x.test\nEND:VCARD\n"
    assert [draft.email for draft in read(card)] == ["b@x.test"]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Li <a@x.test>, Sales; Bob Wu <b@x.test>, Research",
        "Ann Li <a@x.test> Sales；Bob Wu <b@x.test> Research;",
        "Ann Li,a@x.test,Sales；Bob Wu,b@x.test,Research",
        "Ann Li a@x.test Sales; Bob Wu, b@x.test, Research",
    ],
)
def test_several_people_in_a_line_are_parted_with_what_belongs_to_each(line: str) -> None:
    found = read(f"\nname,email,department\n{line}\nCarl,c@x.test,Legal\n")
    assert sorted((one.name, one.email, one.department) for one in found) == [
        ("Ann Li", "a@x.test", "Sales"),
        ("Bob Wu", "b@x.test", "Research"),
        ("Carl", "c@x.test", "Legal"),
    ]


@pytest.mark.parametrize("first", ["Ann <a@x.test>", "a@x.test"])
def test_a_name_never_gets_the_address_of_another_in_its_row(first: str) -> None:
    with pytest.raises(Refused, match=r"people\.two_addresses") as refused:
        read(f"name,email,department\n\n{first}, b@x.test, Sales\n")
    assert refused.value.values == {"line": 3, "value": ["a@x.test", "b@x.test"]}


def test_cells_that_a_semicolon_parts_are_no_people() -> None:
    (person,) = read("name;email;manager\nAnn;a@x.test;m@x.test\n")
    assert (person.name, person.email) == ("Ann", "a@x.test")


@given(st.text())
def test_whatever_stands_in_an_ldif_is_people_or_refused(text: str) -> None:
    with suppress(CollabError):
        read("dn: x\nmail: a@b.test\n" + text)
