"""The table of the faults: the number of outcomes for each call and fault."""

from __future__ import annotations

import shlex
from collections import Counter
from datetime import datetime, timezone

from fault_kinds import FAULTS

NAME = "fault"
NEIGHBOURS = "neighbour"
LONG_RUN = ("changes", "memory")
HEAD = """# Faults

What a run of `pulumi` does when AWS, or one of the run's own processes, fails; and what the next run makes of it.
Written on {date} by

    python -m pytest {command}

**{right} cases of {count} end right**: after the run with the fault, the next `up` or `destroy` without it ended with
everything there once, outputs equal to what AWS has, each write made once, and none that the program did not ask for.

Each case is a step on real `pulumi` and the local AWS. `up` creates two regions, one in subnets of the program's;
`switchover` and `switch-back` move the primary, `destroy` ends it all; `upgrade` takes three regions to the next minor
version; `link` and `unlink` make and end a global cluster of an existing cluster. A run without faults has recorded
each step's AWS calls, and at each of them each fault is made, region by region:

| fault | what happens |
| --- | --- |
| throttled-once | AWS answers `ThrottlingException`, once |
| throttled | the same, more often than it is tried again |
| internal-failure | AWS answers `InternalFailure` (500), more often than it is tried again |
| connection-dropped | the connection is closed instead of an answer, more often than it is tried again |
| access-denied | AWS answers `AccessDenied` during the whole run |
| answer-lost | AWS does what is asked, and the connection breaks before the answer |
| engine-killed | SIGKILL of the engine and all its processes, when AWS has done the call and before it answers |
| plugin-killed | the same of the `aws` plugin alone |
| program-killed | the same of the program's process alone; a `destroy` has none |

A cell counts the runs with the fault by how they ended: *ok*, the run succeeded all the same; *error*, it failed and
said why; *killed*.
"""


def write_report(file, stats, arguments):
    """Write the table.

    Args:
        file: the file to write.
        stats: the reports of the tests by outcome, as pytest has them.
        arguments: pytest's arguments.
    """
    passed = [value for report in stats.get("passed", ()) for name, value in report.user_properties if name == NAME]
    wrong = [report for kind in ("failed", "error") for report in stats.get(kind, ())]
    words = HEAD.format(
        date=datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        command=shlex.join(map(str, arguments)),
        right=len(passed),
        count=len(passed) + len(wrong),
    )
    steps = dict.fromkeys(case["step"] for case in passed)
    tables = [line for step in steps for line in _table(step, passed)]
    file.write_text("\n".join([words, *tables, *_neighbours(stats), *_long_run(stats)]))


def _table(step, cases):
    of_step = [case for case in cases if case["step"] == step]
    yield f"## {step}\n"
    yield f"| call | {' | '.join(FAULTS)} |"
    yield f"| --- |{' --- |' * len(FAULTS)}"
    for call in sorted({case["operation"] for case in of_step}):
        ended = Counter((case["fault"], case["outcome"]) for case in of_step if case["operation"] == call)
        cells = (
            ", ".join(f"{ended[fault, word]} {word}" for word in ("ok", "error", "killed") if ended[fault, word])
            for fault in FAULTS
        )
        yield f"| {call} | {' | '.join(cells)} |"
    yield ""


def _neighbours(stats):
    """Report the steps at which a resource behind arguments was replaced."""
    steps = [value for one in stats.get("passed", ()) for name, value in one.user_properties if name == NEIGHBOURS]
    if steps:
        yield "## A neighbour is replaced\n"
        yield "In the update of each step the resources that feed the arguments are replaced: one is deleted first, and"
        yield "one is created first. No child of the component is deleted or replaced, except by the step itself.\n"
        yield f"{len(steps)} steps end right: {', '.join(steps)}.\n"


def _long_run(stats):
    """Report the results of `test_long_run.py`."""
    said = [value for one in stats.get("passed", ()) for name, value in one.user_properties if name in LONG_RUN]
    if said:
        yield "## Fifty random changes of five regions\n"
        yield "At each, one call of AWS fails; then the next update ends with what the program says.\n"
        yield f"{'; '.join(said)}.\n"
