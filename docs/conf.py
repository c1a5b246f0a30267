"""Settings of the documentation site: `make docs` builds it into dist/docs."""

from __future__ import annotations

from neptune_global_component import __version__

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
# Links to files outside of docs/; tests/unit/test_links.py checks all links.
suppress_warnings = ["myst.xref_missing"]
# Pages of the Pulumi Registry have their title in the front matter.
myst_title_to_header = True
