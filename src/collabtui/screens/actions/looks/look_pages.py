"""The other looks at the actions that are listed, each a page of its own over the list."""

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from collabtui.screens.actions.action_query import Arrangement

if TYPE_CHECKING:
    from collabtui.session.services import Services


def page_of(name: str, services: "Services", how: Arrangement, ref: str, at: int | None) -> Screen[Any] | None:
    """`ref` is the action that is meant, `at` the number of the one that is pointed at. None where the page takes one
    and there is none."""
    match name:
        case "dependencies" if ref:
            from collabtui.screens.actions.looks.dependencies_page import Dependencies

            return Dependencies(services, ref)
        case "time_line":
            from collabtui.screens.actions.looks.time_line_page import TimeLine

            return TimeLine(services, how, at)
        case "charts":
            from collabtui.screens.actions.looks.charts_page import Charts

            return Charts(services, how)
    return None
