"""A document as a page: calm, for paper (A4) and for screens in light and dark. It loads nothing from outside."""

from collabtui.formats.documents.document import Document, filled, filled_items, shown
from collabtui.text.templates import Templates


def write_html(document: Document, templates: Templates) -> str:
    """By `templates/forms/document.html`, which escapes every value; a template of that name in the home takes its
    place. Raises `Refused` (template.broken)."""
    helpers = {"shown": shown, "filled": filled, "filled_items": filled_items}
    return templates.page("forms/document.html", document=document, **helpers)
