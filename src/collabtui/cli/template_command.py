"""`collabtui template`: the templates of the mails, the shipped ones and the user's own."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser

if TYPE_CHECKING:
    from collabtui.errors import CollabError


class ShowTemplateArgs(NamedTuple):
    kind: str
    """A kind of mail, or the name of a template: `minutes`, `mail/zh/minutes.html`."""
    locale: Literal["zh", "en"] | None = None


class PreviewTemplateArgs(NamedTuple):
    kind: str
    locale: Literal["zh", "en"] | None = None
    html: bool = False


def register(parser: Parser) -> None:
    parser.verb("list", list_templates, NoArgs)
    parser.verb("show", show_template, ShowTemplateArgs)
    parser.verb("check", check_templates, NoArgs)
    parser.verb("preview", preview_template, PreviewTemplateArgs)


def list_templates(context: Context, _: NoArgs) -> None:
    """Each kind of mail, and which of its templates are the user's own."""
    from collabtui.lifecycle.template_check.samples import kinds
    from collabtui.text.templates import Templates

    own = set(Templates(context.home.templates).own_names())
    rows = [{"kind": kind, "own": sorted(name for name in own if _kind_of(name) == kind)} for kind in kinds()]
    if context.options.json:
        context.show(rows)
        return
    for row in rows:
        context.out.line(f"{row['kind']:<16} {', '.join(row['own'])}".rstrip())
    context.say("template.folder", folder=str(context.home.templates))


def show_template(context: Context, arguments: ShowTemplateArgs) -> None:
    """The template as it stands: what to copy into the own folder. Raises `Refused` (template.missing: name)."""
    from collabtui.text.templates import Templates

    named = arguments.kind
    name = named if "/" in named else f"mail/{_locale(context, arguments.locale)}/{named}.txt"
    source = Templates(context.home.templates).source(name)
    if context.options.json:
        context.show({"name": name, "source": source})
        return
    context.out.lines(source.splitlines())


def check_templates(context: Context, _: NoArgs) -> int:
    """Exit code 1 where one cannot be filled."""
    faults = [_named(context, one) for one in template_faults(context)]
    if context.options.json:
        context.show(faults)
    elif not faults:
        context.say("check.templates")
    else:
        context.out.lines([f"✗ {fault['why']}" for fault in faults])
    return 1 if faults else 0


def preview_template(context: Context, arguments: PreviewTemplateArgs) -> None:
    """A mail of that kind with sample data. Raises as `fill_all.preview` does."""
    from collabtui.domain.people import Locale
    from collabtui.lifecycle.template_check.fill_all import preview
    from collabtui.text.templates import Templates

    locale: Locale = "zh" if _locale(context, arguments.locale) == "zh" else "en"
    mail = preview(Templates(context.home.templates), arguments.kind, locale)
    if context.options.json:
        context.show(mail._asdict())
    elif arguments.html:
        context.out.lines(mail.html.splitlines())
    else:
        context.out.lines([mail.subject, "", *mail.text.splitlines()])


def template_faults(context: Context) -> list["CollabError"]:
    """Faults that a look at the own templates finds, and what went wrong with real mails since they were last
    changed."""
    from collabtui.lifecycle.template_check.fill_all import faults
    from collabtui.text.template_faults import TemplateFaults
    from collabtui.text.templates import Templates

    found: list[CollabError] = list(faults(Templates(context.home.templates)))
    seen = {(one.values.get("name"), one.values.get("line")) for one in found}
    noted = TemplateFaults(context.home.template_faults, context.home.templates).current()
    return [*found, *(fault.error() for fault in noted if (fault.name, fault.line) not in seen)]


def _named(context: Context, error: "CollabError") -> dict[str, object]:
    return {
        "name": error.values.get("name"),
        "line": error.values.get("line"),
        "why": context.words(error.key, **error.values),
    }


def _kind_of(name: str) -> str:
    """`answer` of `mail/zh/answer.txt`, and of `mail/zh/answer/department.txt`, a piece of it."""
    return "/".join(name.split("/")[2:3]).partition(".")[0]


def _locale(context: Context, asked: str | None) -> str:
    return asked or context.words.locale
