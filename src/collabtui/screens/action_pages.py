"""The other looks at the actions that are listed, each a page of its own over the list."""

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from collabtui.screens.actions import Actions


def page_of(name: str, page: "Actions", ref: str) -> Screen[Any] | None:
    """None where it takes an action and there is none."""
    match name:
        case "dependencies" if ref:
            from collabtui.screens.action_dependencies import Dependencies

            return Dependencies(page.services, ref)
        case "time_line":
            from collabtui.screens.action_time_line import TimeLine

            return TimeLine(page.services, page.how, page.rows.key if isinstance(page.rows.key, int) else None)
        case "charts":
            from collabtui.screens.action_charts import Charts

            return Charts(page.services, page.how)
    return None
