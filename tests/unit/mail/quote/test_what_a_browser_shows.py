"""What style sheets hide or strike out, what cells of several rows say, and what is only for programs that cannot show
something else: the text is what a browser shows."""

from time import process_time

import pytest

from collabtui.mail.quote.html_to_lines import render

STRUCK = ".x, .y { color: red; Text-Decoration: line-through !important }"


def shown(html: str) -> str:
    return render(html).text


@pytest.mark.parametrize(
    "sheet",
    [
        STRUCK,
        f"<!-- {STRUCK} -->",
        f"/* a */ p{{margin:0}} {STRUCK}",
        f"@charset 'utf-8'; {STRUCK}",
        f"@media print {{ .x {{text-decoration: none}} }} {STRUCK}",
        "span[class~=x]{text-decoration-line:line-through}",
        "p .x{text-decoration:none} p .x{text-decoration:line-through}",
    ],
)
def test_a_sheet_strikes_out(sheet: str) -> None:
    html = f"<html><head><style>{sheet}</style></head><body><p>1 <span class='a x'>done</span></p></body></html>"
    assert shown(html) == "1 ~~done~~"


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "opacity:0"])
def test_a_sheet_hides(style: str) -> None:
    assert shown(f"<style>#h{{{style}}}</style><p>1 done</p><p id=h>2 done</p>") == "1 done"


@pytest.mark.parametrize("media", ["@media all", "@media screen", "@media only screen", "@layer own"])
def test_a_sheet_for_all_screens_is_a_sheet(media: str) -> None:
    html = f"<style>{media} {{ .y{{color:red}} .x{{display:none}} }}</style><p>1 done</p><p class=x>2 done</p>"
    assert shown(html) == "1 done"


@pytest.mark.parametrize(
    "sheet",
    [
        "ol{list-style:none}",
        "ol{list-style-type:'2. '}",
        'li { list-style: "2. " inside }',
        "p, li::marker{content:'2. '}",
        "li{counter-set:list-item 2}",
        "ol{counter-reset: list-item 1}",
        "@media all { li{counter-increment:list-item 2} }",
    ],
)
def test_a_number_that_a_sheet_replaces_is_none(sheet: str) -> None:
    assert shown(f"<style>{sheet}</style><ol><li>done</li></ol>") == "- done"
    if "::" not in sheet and "@" not in sheet:
        style = sheet.partition("{")[2].rstrip(" }").replace('"', "'")
        assert shown(f'<ol style="{style}"><li style="{style}">done</li></ol>') == "- done"


@pytest.mark.parametrize(
    "sheet", ["ul{list-style:none}", "ol{list-style:decimal}", "li::marker{color:red}", "li{counter-reset:a 2}"]
)
def test_a_number_that_a_sheet_leaves_alone_is_one(sheet: str) -> None:
    assert shown(f"<style>{sheet}</style><ol><li>done</li></ol>") == "1. done"


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (".x::before{content:'not '}", "1 not done"),
        (".x:before{content: 'not' \" \"}", "1 not done"),
        ("p .x::after , b::after{color:red;content:'，还没有'}", "1 done，还没有"),
        (".x::before{content:'\\6e ot '!important}", "1 not done"),
        ("@media all{.x::before{content:'not '}}", "1 not done"),
        (".x::before{content:'not '} .x::before{content:none}", "1 done"),
        (".x::before{content:''}", "1 done"),
        (".x::before{content:'\\2022  '}", "1 done"),
        (".x::before{content:'\\f101'}", "1 done"),
        (".x::before{content:url(a.png)}", "1 done"),
        (".y::before{content:'not '}", "1 done"),
        (".x::before{content:attr(title)}", "1 \ufffddone"),
        (".x::before{counter-increment:a 2;content:counter(a)}", "1 \ufffddone"),
        (".x::selection{content:'not '}", "1 done"),
    ],
)
def test_what_a_sheet_writes_is_read(sheet: str, text: str) -> None:
    assert shown(f"<style>{sheet}</style><p>1 <span class=x title=not>done</span></p>") == text


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { .x {display:none} }",
        "@media (max-width:600px) { .y{color:red} .x {display:none} }",
        ".x{display:none} .x{display:block}",
        ".x::before{display:none}",
        "/* .x{display:none} */",
        ".x{display:sideways}",
        "p[{display:none}",
    ],
)
def test_what_holds_elsewhere_or_is_overruled_hides_nothing(sheet: str) -> None:
    assert shown(f"<style>{sheet}</style><p class=x>1 done</p>") == "1 done"


def test_a_style_of_its_own_goes_before_a_sheet() -> None:
    assert shown("<style>.x{display:none}</style><p class=x style='display:block'>1 done</p>") == "1 done"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td>1<td rowspan=2>done<tr><td>2", "1\tdone\n2\tdone"),
        ("<tr><td rowspan=2>1<td>done<tr><td>blocked<tr><td>2<td>done", "1\tdone\n1\tblocked\n2\tdone"),
        ("<tr><td>1<td>a<td rowspan=0>done<tr><td>2<td>b<tr><td>3<td>c", "1\ta\tdone\n2\tb\tdone\n3\tc\tdone"),
        ("<tr><td>1<td rowspan=2>a<td rowspan=2>done<tr><td>2", "1\ta\tdone\n2\ta\tdone"),
        ("<tr><td>1<td rowspan=1>done<tr><td>2", "1\tdone\n2"),
        ("<tr><td>1<td rowspan=x>done<tr><td>2<td>b", "1\tdone\n2\tb"),
        ("<tr><td>1<td rowspan=99999999999>done<tr><td>2", "1\tdone\n2\tdone"),
    ],
)
def test_a_cell_says_the_same_in_each_of_its_rows(rows: str, text: str) -> None:
    assert shown(f"<table>{rows}</table>") == text


@pytest.mark.parametrize("tag", ["audio", "video", "canvas", "iframe", "datalist", "dialog", "template"])
def test_what_is_for_programs_that_show_nothing_else_is_not_read(tag: str) -> None:
    assert shown(f"<p>1 blocked <{tag}>2 done</{tag}></p>").split() == ["1", "blocked"]


def test_an_open_dialog_and_a_quotation_are_read() -> None:
    assert shown("<dialog open>1 done</dialog>") == "1 done"
    assert shown("<p>1 <q>done</q></p>") == "1 “done”"


COSTLY = {
    "elements above": ("div " * 400 + "{display:none}", "<div>" * 400),
    "elements beside": ("p~p~p~p~i{display:none}", "<p>x</p>" * 2000),
    "elements within": ("p:has(~p:has(~p)){display:none}", "<p>x</p>" * 2000),
    "places": ("".join(f"p:nth-child({number})~p{{display:none}}" for number in range(100)), "<p>x</p>" * 2000),
    "many selectors": ("a," * 20_000 + "a{display:none}", "<p>" * 20_000),
    "no rule": ("display" + "a" * 90_000, ""),
    "layers": ("display" + "@layer" * 15_000, ""),
    "declarations": ("li{" + "list-style:" * 8_000 + "}", "<ol><li>x</ol>"),
}
"""A sheet and what it is for, each of which once took minutes or had no end."""


@pytest.mark.parametrize("case", COSTLY)
def test_no_sheet_takes_more_than_its_time(case: str) -> None:
    sheet, page = COSTLY[case]
    start = process_time()
    render(f"<style>{sheet}</style>{page}<p>1 done")
    assert process_time() - start < 5


def test_what_is_not_looked_for_makes_the_mail_one_that_is_not_read_to_its_end() -> None:
    sheet, page = COSTLY["elements above"]
    assert render(f"<style>{sheet}</style>{page}<p>1 done").cut_off
    assert not render("<style>table td p a{display:none} p:not(.x){opacity:1}</style><p>1 done").cut_off


def test_many_elements_in_one_another_that_are_seen_in_part_take_no_more_than_their_time() -> None:
    start = process_time()
    render("<b style=visibility:visible>" + "<b style=visibility:hidden>x</b>" * 9_000)
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (".y{color:red; .z{color:blue} display:none} .x{display:none}", ""),
        (".y{color:red; .x{display:none} }", "1 done"),
        (".x{display:none", ""),
        ("@media print{.y{color:red} @media all{.x{display:none}}}", "1 done"),
        ("@media all{@media print{.x{display:none}} .x{display:none}}", ""),
        ("@import 'a'; } .x{display:none}", ""),
    ],
)
def test_blocks_are_told_apart(sheet: str, text: str) -> None:
    assert shown(f"<style>{sheet}</style><p class=x>1 done</p>") == text
