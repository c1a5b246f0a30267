"""The scenarios that hold the guard to the truth. Together they have every rule of its table."""

from __future__ import annotations

from guard_scenarios_component import FORGOTTEN, INTENTS, LIFE
from guard_scenarios_lost import LOST
from guard_scenarios_plain import GROUPS, REFUSALS, REPLACEMENTS, UPDATES

SCENARIOS = {
    "replacements": REPLACEMENTS,
    "updates": UPDATES,
    "refusals": REFUSALS,
    "groups": GROUPS,
    "life": LIFE,
    "intents": INTENTS,
    "forgotten": FORGOTTEN,
    "lost": LOST,
}
