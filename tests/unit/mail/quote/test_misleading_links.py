"""A link whose words are another address than its target is shown with its target; no other link is."""

import pytest

from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts
from collabtui.mail.parse.body import Body
from collabtui.mail.quote.misleading_links import MOST, misleading_addresses, misleading_in_mail, misleading_links
from collabtui.text.templates import Templates
from unit.house.test_templates import ORGANISER, ZHANG, ZONE


def targets(html: str) -> list[str]:
    return [link.target for link in misleading_links(html)]


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("https://bank.test/login", "https://evil.test/login"),
        ("bank.test", "https://evil.test"),
        ("www.bank.test", "https://bank.test.evil.test/"),
        ("https://bank.test", "https://evil.test/?u=https://bank.test"),
        ("https://bank.test", "https://bank.test@evil.test/"),
        ("https://bank.test", "https://notbank.test"),
        ("https://bank.test", "//evil.test/x"),
        ("https://bank.test", "https:\\\\evil.test/x"),
        ("https://bank.test", "javascript:alert(1)"),
        ("https://bank.test", "data:text/html,x"),
        ("https://bank.test", "mailto:eve@evil.test"),
        ("https://bank.test", " \thttps://evil\n.test"),
        ("Please go to https://bank.test now", "https://evil.test"),
        ("<b>bank</b>.test", "https://evil.test"),
        ("b\u200ba\u200bnk.test", "https://evil.test"),
        ("bank\u3002test", "https://evil.test"),
        ("ｂａｎｋ.test", "https://evil.test"),
        ("li@example.test", "mailto:eve@evil.test"),
        ("li@example.test", "https://evil.test"),
        ("https://银行.test", "https://evil.test"),
        ("https://раураl.test", "https://paypal.test"),
        ("https://bank.test/plan.pdf", "https://evil.test/plan.pdf"),
    ],
)
def test_it_is_named_with_its_target(words: str, href: str) -> None:
    (target,) = targets(f'<p>See <a class="x" href="{href}">{words}</a>.</p>')
    assert target == "".join(href.split())


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("https://bank.test/login", "https://bank.test/login"),
        ("bank.test", "https://www.bank.test/"),
        ("www.bank.test", "http://bank.test"),
        ("bank.test", "https://shop.bank.test/x"),
        ("Bank.TEST", "HTTPS://BANK.test:443/"),
        ("https://银行.test", "https://xn--59q5e.test/".replace("xn--59q5e", "银行".encode("idna").decode())),
        ("li@example.test", "mailto:Li@Example.test?subject=x"),
        ("done", "mailto:li@example.test?subject=x"),
        ("the plan", "https://anywhere.test"),
        ("plan.pdf", "https://files.test/1"),
        ("3.5", "https://files.test/1"),
        ("v1.2.3", "https://files.test/1"),
        ("bank.test", "#top"),
        ("", "https://evil.test"),
    ],
)
def test_an_honest_link_is_not(words: str, href: str) -> None:
    assert targets(f'<a href="{href}">{words}</a>') == []


def test_a_base_and_a_map_are_looked_at_as_a_browser_does() -> None:
    assert targets('<base href="https://evil.test/a/"><a href="x">bank.test</a>') == ["https://evil.test/a/x"]
    assert targets('<map><area alt="bank.test" href="https://evil.test"></map>') == ["https://evil.test"]


def test_what_is_named_obeys_no_terminal_and_is_no_flood() -> None:
    (link,) = misleading_links('<a href="https://evil.test/\x1b]8;;x\x07">bank.test\x1b[31m</a>')
    assert "\x1b" not in link.shown + link.target
    many = "".join(f'<a href="https://evil.test/{number}">bank.test</a>' for number in range(1000))
    assert len(misleading_links(many)) == MOST
    assert misleading_links("<a href='" * 50_000) == ()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_mail_of_ours_has_one(locale: str) -> None:
    samples = Samples(locale)  # type: ignore[arg-type]  # a parameter of the test, zh or en
    for kind, context in contexts(samples).items():
        frame = {"code": "abcd2345", "me": ZHANG, "organiser": ORGANISER, "reply_to": "li+tok@example.test"}
        _, _, html = Templates().mail(kind, locale, ZONE, **frame, **context)
        assert misleading_links(html) == ()


EVIL = "https://evil.test/"


@pytest.mark.parametrize(
    "html",
    [
        f'<svg><a xlink:href="{EVIL}"><text>https://bank.test</text></a></svg>',
        f'<form action="{EVIL}"><button>https://bank.test</button></form>',
        f'<form action="{EVIL}"><input type="submit" value="https://bank.test"></form>',
        f'<form action="{EVIL}" id="a"></form><button form="a">https://bank.test</button>',
        f'<form action="{EVIL}"><fieldset><legend>bank.test</legend><button>OK</button></fieldset></form>',
        f'<form action="{EVIL}"><label>Password at https://bank.test<input></label><button>OK</button></form>',
        f'<form action="{EVIL}"><input placeholder="li@bank.test"><button>OK</button></form>',
        f'<a href="{EVIL}" aria-label="https://bank.test">Click</a>',
        f'<form action="https://bank.test"><button formaction="{EVIL}">bank.test</button></form>',
        f'<form><input type="image" alt="bank.test" formaction="{EVIL}"></form>',
        f'<map><area href="{EVIL}" title="https://bank.test"></map>',
        f'<a href="{EVIL}"><img alt="https://bank.test" src="x"></a>',
        f'<a href="{EVIL}"><img title="bank.test" src="x"></a>',
        f'<a href="{EVIL}" title="https://bank.test">Click</a>',
        f'<a href="{EVIL}">http://198.51.100.7/login</a>',
        f'<a href="https://bank.test"><a href="{EVIL}">https://bank.test</a></a>',
        f'<a href="https://bank.test"><table><tr><td><a href="{EVIL}">bank.test</a></td></tr></table></a>',
    ],
)
def test_whatever_leads_somewhere_is_looked_at_and_all_that_is_seen_of_it(html: str) -> None:
    assert targets(html) == [EVIL]


@pytest.mark.parametrize("field", ["to", "CC", "bcc"])
def test_a_mail_that_reaches_somebody_besides_who_is_shown_is_named(field: str) -> None:
    link = f"mailto:li@example.test?{field}=eve@evil.test"
    assert targets(f'<a href="{link}">li@example.test</a>') == [link]


@pytest.mark.parametrize(
    "html",
    [
        '<form action="https://bank.test/x"><button>bank.test</button></form>',
        f'<form action="{EVIL}"><p>See https://bank.test for more</p><button>Send</button></form>',
        '<a href="https://bank.test"><img alt="bank.test"></a>',
        f'<a href="{EVIL}"><img alt="logo.png"></a>',
        '<a href="mailto:li@example.test,bo@example.test">li@example.test, bo@example.test</a>',
        '<a href="mailto:li@example.test?subject=eve@evil.test">li@example.test</a>',
    ],
)
def test_what_leads_where_it_says_is_passed_over(html: str) -> None:
    assert targets(html) == []


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://bank.test@evil.test", "evil.test"),
        ("https://bank.test:443@evil.test/login", "evil.test"),
        ("https://bank%2Etest@evil.test/login", "evil.test"),
        ("https:/bank.test@evil.test", "evil.test"),
        ("HTTPS://www.bank.test%2Flogin@evil.test/?x=1", "evil.test"),
        ("ftp://bank.test@evil.test", "evil.test"),
        ("https://li@bank.test@evil.test", "evil.test"),
        ("www.bank.test@evil.test", "evil.test"),
        ("https://раураl.test", "xn--l-7sba6dbr.test"),
        ("https://shop.раураl.test/x", "shop.xn--l-7sba6dbr.test"),
        ("www.раураl.test", "xn--l-7sba6dbr.test"),
        ("https://арре.test", "xn--80ak6aa.test"),
        ("https://gοοgle.test", "xn--ggle-0nda.test"),
    ],
)
def test_a_bare_address_that_is_read_as_another_is_named(written: str, target: str) -> None:
    (link,) = misleading_addresses(f"Please log in ({written}), thanks.")
    assert link.shown == written
    assert link.target == target


@pytest.mark.parametrize(
    "written",
    [
        "https://bank.test/@li",
        "https://bank.test/?to=li@evil.test",
        "https://li@bank.test/x",
        "https://li:secret@bank.test",
        "https://bank.test@bank.test",
        "https://bank.test\\@evil.test",
        "li@bank.test",
        "https://银行.test/x",
        "请看https://bank.test谢谢",
        "https://bücher.test",
        "https://пример.test",
        "https://сор.рф",
        "https://παράδειγμα.test",
        "www.bank.test",
        "план-А.docx",
        "https://[::1",
    ],
)
def test_an_honest_bare_address_is_not(written: str) -> None:
    assert misleading_addresses(f"See {written}.") == ()


def test_it_is_named_once_in_text_and_html_alike() -> None:
    both = "https://bank.test@evil.test"
    alike = Body(text=both, html=f"<p>{both}</p><a href='https://evil.test'>bank.test</a>")
    assert [link.shown for link in misleading_in_mail(alike)] == ["bank.test", both]


def test_many_bare_addresses_take_no_long_time() -> None:
    assert len(misleading_addresses(" ".join(f"https://a.test@e{number}.test" for number in range(5_000)))) == MOST
    assert misleading_addresses("http:/" * 100_000) == ()
    assert misleading_addresses("a" * 500_000) == ()
