"""`collabtui matter form`: a form of a matter printed, or written as DOCX, HTML, XLSX, CSV or Markdown."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from collabtui.cli.base.context import Context
from collabtui.cli.base.deliver import deliver
from collabtui.cli.base.grammar import OutputPath, Parser, Positional
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.cli.matter.opened_matter import opened_matter
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Format

F = TypeVar("F", bound=str)
FORMATS: "tuple[Format, ...]" = ("md", "html", "docx", "xlsx", "csv")


class FormArgs(NamedTuple):
    ref: str
    form: Positional[str | None] = None
    format: Literal["md", "html", "docx", "xlsx", "csv"] | None = None
    locale: Literal["zh", "en"] | None = None
    department: str = ""
    out: OutputPath | None = None


def register(parser: Parser) -> None:
    parser.verb("form", show_form, FormArgs)


def show_form(context: Context, arguments: FormArgs) -> None:
    from collabtui.lifecycle.forms.form_names import form_named
    from collabtui.lifecycle.matters.forms.filling import filled_form, written_form

    matter = opened_matter(context, arguments.ref)
    if arguments.form is None:
        list_forms(context, matter)
        return
    form = form_named(arguments.form, matter)
    kind = wanted_format(arguments.format, arguments.out, FORMATS)
    acting = context.acting()
    locale, department = arguments.locale or context.words.locale, arguments.department
    document = filled_form(acting.as_seen(), acting.visible, matter, form, locale, department)
    deliver(context, written_form(acting, document, form, kind), kind, arguments.out)


def list_forms(context: Context, matter: str) -> None:
    from collabtui.lifecycle.matters.forms.filling import forms_of

    acting = context.acting()
    forms = forms_of(acting.as_seen(), acting.visible, matter, context.words.locale)
    if context.options.json:
        context.show([one._asdict() for one in forms])
        return
    lines = (
        (
            one.form,
            one.title,
            context.words("form.entries", n=one.entries) if one.entries else context.words("form.empty"),
            " ".join(one.formats),
        )
        for one in forms
    )
    context.out.lines(table(lines, width=terminal_width(context.out)))


def wanted_format(given: F | None, out: str | None, formats: Sequence[F]) -> F:
    """The one of `formats` that `--format` names, else that of the file's ending, else Markdown. Raises `Refused` where
    both say something and not the same (form.other_ending), and for an ending that is none of `formats`
    (form.unknown_ending)."""
    ending = Path(out).suffix.lower().lstrip(".") if out else ""
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if given and ending in {*FORMATS, *formats} and ending != given:
        raise Refused("form.other_ending", path=out, format=given)
    if not given and out and ending not in formats:
        raise Refused("form.unknown_ending", path=out, formats=formats)
    return next(one for one in formats if one == (given or ending or "md"))
