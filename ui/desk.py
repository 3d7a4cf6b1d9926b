"""What every page is handed: the words, the workspace, and the other pages to send the reader to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.labels import Labels

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

    from service.workspace import Workspace

PageName = Literal["ask", "query", "corpus", "entities", "conflicts"]


@dataclass(frozen=True, slots=True)
class Desk:
    labels: Labels
    workspace: Workspace
    pages: Mapping[PageName, Page]


Opener = Callable[[], "Workspace"]
