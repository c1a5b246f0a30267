"""Settings of the documentation site: `make docs` builds it into dist/docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

REPOSITORY = "https://github.com/neptuneglobal/neptune-global/blob/main"

project = "neptune-global"
author = "The neptune-global authors"
version = release = __version__
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "neptune-global"
html_logo = "logo.svg"
# The page for the Pulumi Registry has Hugo's shortcodes.
exclude_patterns = ["_index.md"]
myst_heading_anchors = 4
# Pages of the Pulumi Registry have their title in the front matter.
myst_title_to_header = True


def setup(app: Sphinx) -> None:
    """Let links to files outside of docs/ lead to the repository."""
    app.connect("source-read", _link_to_repository)


def _link_to_repository(_app: Sphinx, _page: str, source: list[str]) -> None:
    source[0] = source[0].replace("](../", f"]({REPOSITORY}/")
