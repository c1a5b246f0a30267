"""Templates and style of the picture, without fonts, scripts or links, for light and dark pages."""

from __future__ import annotations

from string import Template

STYLE = """\
.page { fill: #fff; stroke: #d0d7de }
.card { fill: #f6f8fa; stroke: #d0d7de }
.card.primary { stroke: #0969da; stroke-width: 2 }
.card.open { stroke-dasharray: 5 4 }
.ink { fill: #1f2328 }
.soft { fill: #59636e }
.role { fill: #0969da }
.good { fill: #1a7f37 }
.busy { fill: #9a6700 }
.way { fill: none; stroke: #59636e; stroke-width: 1.5 }
.moving { fill: none; stroke: #9a6700; stroke-width: 1.5; stroke-dasharray: 5 4 }
.writer { fill: #0969da; stroke: #0969da }
.reader { fill: none; stroke: #0969da }
text { font: 12px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif }
.name { font-size: 17px; font-weight: 600 }
.region { font-size: 14px; font-weight: 600 }
.mono { font-family: ui-monospace, Menlo, Consolas, monospace }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117; stroke: #3d444d }
.card { fill: #151b23; stroke: #3d444d }
.card.primary { stroke: #4493f8 }
.ink { fill: #f0f6fc }
.soft { fill: #9198a1 }
.role { fill: #4493f8 }
.good { fill: #3fb950 }
.busy { fill: #d29922 }
.way { stroke: #9198a1 }
.moving { stroke: #d29922 }
.writer { fill: #4493f8; stroke: #4493f8 }
.reader { stroke: #4493f8 }
}
"""
"""The colours of GitHub's two themes."""

PICTURE = Template("""\
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img">
<title>$title</title>
<style>
$style</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
<path class="soft" d="M0 0 8 4 0 8z"/></marker></defs>
<rect class="page" x="0.5" y="0.5" width="$page_width" height="$page_height" rx="10"/>
<text class="ink name" x="24" y="38">$name</text>
<text class="soft" x="24" y="58">$facts</text>
$drawn
</svg>""")
"""The picture: a header, and the drawing below it."""

CARD = Template("""\
<g transform="translate($x $y)">
<rect class="card $kind" width="$width" height="$height" rx="8"/>
<text class="ink region" x="16" y="27">$region</text>
<text class="$text" x="$right" y="27" text-anchor="end">$role</text>
<text class="ink mono" x="16" y="48">$cluster</text>
<circle class="$tone" cx="20" cy="65" r="4"/><text class="soft" x="31" y="69">$status</text>
$instances
</g>""")
"""The card of a region."""
