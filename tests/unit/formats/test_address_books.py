"""Address books and directories as servers, telephones and mail programs write them: who is in each."""

from pathlib import Path

import pytest

from collabtui.errors import Refused
from collabtui.formats.people.people_files import people_in

BOOKS = Path(__file__).parents[2] / "data" / "address_books"
WITHIN = {
    "ad.ldif": [
        ("张伟", "zhang@corp.test", "研发部", "+86 10 6500 1001"),
        ("赵强", "zhaoq@corp.test", "研发部", "+86 10 6500 1000"),
        ("李娜", "lina@corp.test", "市场部", ""),
    ],
    "ad-en.ldif": [
        ("Alice Brown", "alice.brown@corp.test", "Engineering", "+44 20 7946 0001"),
        ("Bob Smith", "bob.smith@corp.test", "Legal & Compliance", ""),
    ],
    "openldap.ldif": [
        ("Carol Jones", "carol@example.test", "Marketing", "+1 555 0100"),
        ("王芳", "wangfang@example.test", "法务部", "13900001111"),
    ],
    "slapcat-crlf.ldif": [("吴艾琳 Erin Wu", "erin@example.test", "Operations", "")],
    "outlook21.vcf": [
        ("陈静", "chenjing@corp.test", "有限公司北京分公司市场营销与品牌推广事业部", "(010) 6500 2001"),
        ("Carol Jones", "carol.jones@corp.test", "Legal", "+44 20 7946 0999"),
    ],
    "iphone.vcf": [("刘强", "liuqiang@corp.test", "设备部", "+86 136-0000-3001")],
    "google.vcf": [
        ("Frank Müller", "frank.mueller@corp.test", "Quality", "+49 30 123456"),
        ("grace", "grace@corp.test", "", ""),
        ("赵敏", "zhaomin@corp.test", "后勤部", ""),
    ],
    "vcard4.vcf": [
        ("Heidi Klein", "heidi@corp.test", "Finance", "+41-44-000-0001"),
        ("Ivan Petrov", "ivan@corp.test", "", ""),
    ],
    "gbk-raw.vcf": [
        ("孙丽", "sunli@corp.test", "财务部", "13500004001"),
        ("朱镕", "zhurong@corp.test", "采购部", ""),
    ],
    "outlook-zh.csv": [
        ("周涛", "zhoutao@corp.test", "法务部", "010-65005001"),
        ("吴磊", "wulei@corp.test", "法务部", "010-65005000"),
    ],
    "utf16.vcf": [("郑爽", "zheng@corp.test", "人力资源部", "010-65006001")],
}
"""Name, address, department, telephone. Who is switched off or locked, groups, machines and shared boxes are not."""
WITHOUT = {"ad-en.ldif": ["svc-backup"], "iphone.vcf": ["顺丰快递"]}
"""Who has no address, and is named for that."""


@pytest.mark.parametrize("name", WITHIN)
def test_everybody_in_an_address_book_is_found(name: str) -> None:
    found = people_in(name, (BOOKS / name).read_bytes())
    assert [(one.name, one.email, one.department, one.phone) for one in found.drafts] == WITHIN[name]
    assert found.without == WITHOUT.get(name, [])


def test_changes_of_a_directory_list_nobody() -> None:
    with pytest.raises(Refused, match=r"people\.not_ldif"):
        people_in("changes.ldif", (BOOKS / "changes.ldif").read_bytes())
