import pytest

from collabtui.mail.quote.html_to_lines import render


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
        ("<div>a<br></div><div><br></div><div>b</div>", "a\n\nb"),
        ("a  \n b <b> c</b>", "a b c"),
        ("<table><tr><td>1<td><p>题</p><p>完成</p><tr><td>2<td>b</table>", "1\t题\t完成\n2\tb"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", "a\tb\nc"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\nb"),
        ("<ol start=3><li>a<li>b</ol><ul><li>c</ul>", "3. a\n4. b\n- c"),
        ("<ol><li>a<ol><li>b</ol><li>c</ol>", "1. a\n1. b\n2. c"),
        ("<ol reversed><li>a<li hidden>x<li>b</ol>", "2. a\n1. b"),
        ("<ol reversed start=5><li>a<li>b</ol>", "5. a\n4. b"),
        ("<ol start=2x><li>a</ol><ol start=9999999><li>b</ol>", "2. a\n9999999. b"),
        ("<ol start=-1><li>a<li>b<li>c</ol>", "0. a\n0. b\n1. c"),  # no item has a number below one
        ("<ol type=a><li>a</ol><ol type=I><li>b</ol><ol type=1><li>c</ol>", "- a\n- b\n1. c"),
        ('<ol style="list-style:none"><li>a</ol><ol><li style="list-style-type:lower-alpha">b</ol>', "- a\n- b"),
        ('<ol style="list-style-type:decimal"><li>a</ol>', "1. a"),
        ("<input type=checkbox>a <input type=checkbox checked>b <input value=c>", "☐ a ☑ b"),
        ("a<noscript>b</noscript>", "ab"),  # no mail program runs scripts
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<blockquote type=cite>a<blockquote type=cite>b</blockquote></blockquote>c", "> a\n> > b\nc"),
        ('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">a</blockquote>', "a"),
        ("<style>x</style><script>y</script><!-- z -->a<div style='display: none'>b</div>", "a"),
        ('<img alt="👍"><img alt="logo of the company">', "👍"),
        ("1 <s>完成</s> 延期", "1 ~~完成~~ 延期"),
        ("1 <s>完成<br>2 完成</s> 延期", "1 ~~完成~~\n~~2 完成~~ 延期"),
        ("<del><p>a</p><p>b</p></del>c", "~~a~~\n~~b~~\nc"),
        ("<s>1 <strike>完成</strike></s> 延期", "~~1 完成~~ 延期"),
        ("<ul><li><s>a</s><li>b</ul>", "- ~~a~~\n- b"),
        ("<table><tr><td><s>1<td>完成</s><td>b</table>", "~~1~~\t完成\tb"),  # it ends with its cell
        ('1 <span style="text-decoration:line-through">完成</span> 延期', "1 ~~完成~~ 延期"),
        ('<p style="color:red; Text-Decoration-Line : underline LINE-THROUGH">a</p>b', "~~a~~\nb"),
        ('<p style="text-decoration:underline">a</p><p style="x:line-through">b</p>', "a\nb"),
        (r'<p style="text-decoration:l\69ne-through">a</p>', "~~a~~"),
        ('<p style="text-decoration/**/:/* ; */line-through">a</p>', "~~a~~"),
        ('<p style="-webkit-text-decoration-line:line-through">a</p>', "~~a~~"),
        ('<p style="text-decoration:line-through;text-decoration:none">a</p>', "a"),
        ('<p style="text-decoration:none;text-decoration-line:line-through">a</p>', "~~a~~"),
        ('<p style="visibility:hidden">a<b style="visibility:visible">b</b></p>', "ab"),
        ("<p hidden>a</p>b", "b"),
        *(
            (f'<div>a<span style="{style}">b<b>c</b></span>d</div>', "ad")
            for style in (
                "display:none", "color:red;DISPLAY : NONE !important;", "display: none;font-size:1px",
                "visibility:hidden",
                "display:/* x */none", r"display:n\6fne", "display:none;display:nonesuch", "visibility:collapse",
                "display:none!important;display:block", "background:url(a;display:block);display:none",
                "opacity:0", "opacity: 0.00;", "opacity:.0", "opacity:0%", "Opacity:0!important",
            )
        ),
        *(
            (f'<div>a<span style="{style}">b</span></div>', "ab")
            for style in (
                "display:block", "opacity:0.5", "opacity:.01", "opacity:1", "visibility:visible", "font-size:0",
                "/*display:none*/color:red", "display:none;display:inline", "content:';display:none'",
                "x-display:none", "list-style:none", "color:#fff",
            )
        ),
        ("a<hr>b", "a\n____________________\nb"),
        ('a<hr style="WIDTH: 210px">b', "a\n-- \nb"),
        ("a&#27;[2J&#8203;b", "a[2Jb"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_is_written_as_a_reader_sees_it(html: str, text: str) -> None:
    assert render(html).text == text


@pytest.mark.parametrize(
    ("html", "hints"),
    [
        ("a<div class=gmail_attr>b<br>c</div><blockquote class=gmail_quote>d</blockquote>", {1: "head", 2: "head"}),
        ("a<div id=divRplyFwdMsg>b</div>c", {1: "head"}),
        ("a<div id=appendonsend></div><div><br></div><div>b</div>", {2: "split"}),
        ("a<div id=appendonsend></div>b<div id=divRplyFwdMsg>c</div>", {2: "head"}),
        ("a<div class=gmail_signature>b</div>", {1: "signature"}),
        ("a<hr id=replySplit>b", {2: "split"}),
    ],
)
def test_lines_carry_what_the_markup_says_of_them(html: str, hints: dict[int, str]) -> None:
    assert render(html).hints == hints


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<blockquote>" * 50_000,
        "".join(f"<font size={at}><p>" for at in range(20_000)),
        "<b>" * 50_000,
    ],
)
def test_what_is_nested_without_end_is_read_as_far_as_anybody_nests(html: str) -> None:
    """Without that bound each of these takes minutes."""
    assert render(f"a{html}x").text.strip("> \n") == "a"
