"""Addresses of searches in a directory, as RFC 4516 has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.errors import Refused
from collabtui.formats.people.ldap_url import WANTED, is_ldap_url, read_ldap_url


@pytest.mark.parametrize(
    ("url", "server", "base", "attributes", "scope", "wanted"),
    [
        # the examples of RFC 4516, section 4
        ("ldap://ldap1.example.net/o=University%20of%20Michigan,c=US", "ldap://ldap1.example.net",
         "o=University of Michigan,c=US", WANTED, "base", "(objectClass=*)"),
        ("ldap://ldap1.example.net/o=x,c=US?postalAddress", "ldap://ldap1.example.net", "o=x,c=US",
         ("objectClass", "postalAddress"), "base", "(objectClass=*)"),
        ("ldap://ldap1.example.net:6666/o=x,c=US??sub?(cn=Babs%20Jensen)", "ldap://ldap1.example.net:6666", "o=x,c=US",
         WANTED, "sub", "(cn=Babs Jensen)"),
        ("LDAPS://ldap1.example.com/c=GB?objectClass?ONE", "ldaps://ldap1.example.com", "c=GB", ("objectClass",), "one",
         "(objectClass=*)"),
        ("ldap://ldap3.example.com/o=Babsco,c=US???(four-octet=%5c00%5c00%5c00%5c04)", "ldap://ldap3.example.com",
         "o=Babsco,c=US", WANTED, "base", r"(four-octet=\00\00\00\04)"),
        ("ldap://h/dc=x?cn,mail?sub?mail=*", "ldap://h", "dc=x", ("objectClass", "cn", "mail"), "sub", "(mail=*)"),
        ("ldapi://%2fvar%2frun%2fslapd/dc=x??sub", "ldapi://%2fvar%2frun%2fslapd", "dc=x", WANTED, "sub",
         "(objectClass=*)"),
        ("ldap://h/dc=x??sub??bindname=cn=Manager%2co=Foo", "ldap://h", "dc=x", WANTED, "sub", "(objectClass=*)"),
    ],
)  # fmt: skip
def test_a_search_is_read(
    url: str, server: str, base: str, attributes: tuple[str, ...], scope: str, wanted: str
) -> None:
    assert is_ldap_url(url)
    assert read_ldap_url(url) == (server, base, attributes, scope, wanted)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ldap://h/", "base"), ("ldap://h", "base"), ("ldap://h/dc=x?-H", "attribute"), ("ldap://h/dc=x??all", "scope"),
        ("ldap://h/dc=x??sub?(mail=a", "filter"), ("ldap://h/dc=x??sub??!e-bindname=cn=x", "extension"),
        ("ldap://h y/dc=x", "form"), ("ldap://h/dc=x%00", "form"), ("ldap://h/dc=x%0a-H", "form"),
        ("ldap://h/dc=x?????more", "form"), ("ldap://h/%ff", "form"),
        (f"ldap://h/dc=x??sub?{'(' * 9000}{')' * 9000}", "form"),
    ],
)  # fmt: skip
def test_what_cannot_be_searched_is_named(url: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ldap_url(url)
    assert (refused.value.key, refused.value.values["why"]) == ("ldap.bad_url", why)


@given(st.text())
def test_nothing_that_is_typed_becomes_an_option(text: str) -> None:
    """Whatever stands in the address: what is positional in the program's line begins with no dash."""
    try:
        found = read_ldap_url(f"ldap://h/dc=x?{text}")
    except Refused:
        return
    assert not any(one.startswith("-") for one in (found.filter, *found.attributes))


@pytest.mark.parametrize(
    ("url", "plain"), [("ldap://h/dc=x", True), ("ldaps://h/dc=x", False), ("ldap://localhost:3890/dc=x", False)]
)
def test_a_line_that_others_can_read_is_known(url: str, plain: bool) -> None:
    assert read_ldap_url(url).is_plain is plain


def test_a_file_is_no_search() -> None:
    assert not any(map(is_ldap_url, ("people.ldif", "-", "https://h/dc=x", "ldap:people", "/ldap://x")))


@pytest.mark.parametrize(
    "address",
    [
        "ldap://user:pw77@host/",
        "ldap://cn=a,dc=b:pw77@host/dc=x??evil",
        "ldaps://:pw77@host",
        "ldap://u:p@pw77@host/dc=x",
    ],
)
def test_a_password_in_an_address_is_not_repeated(address: str) -> None:
    with pytest.raises(Refused) as caught:
        read_ldap_url(address)
    assert "pw77" not in str(caught.value.values)
    assert "host" in str(caught.value.values)
