"""The table of the faults: the number of outcomes for each call and fault."""

from __future__ import annotations

import shlex
from collections import Counter
from datetime import datetime, timezone

from fault_kinds import FAULTS, NEIGHBOUR_REPLACED

NAME = "fault"
LONG_RUN = ("changes", "memory")
HEAD = """# Faults

How `pulumi` and the commands end when AWS, or one of their own processes, fails during a run, and how the next run
ends.
Written on {date} by

    python -m pytest {command}

**{right} of {count} cases end right**: after the run with the fault, the next run without it succeeded. Each resource
exists once, the outputs equal what AWS has, each write was made once, and no other write was made.

Each case is a step on real `pulumi` and the local AWS:

| step | what runs |
| --- | --- |
| up | `pulumi up` creates two regions, one in subnets that the program sets |
| switchover, switch-back | `pulumi up` moves the primary |
| destroy | `pulumi destroy` deletes everything |
| upgrade | `pulumi up` upgrades three regions to the next minor version |
| link, unlink | `pulumi up` creates a global cluster of an existing cluster; `pulumi destroy` deletes it |
| import | `neptune-global import` writes the program of an existing database of two regions |
| adopt | `pulumi up` runs this program: the database is imported, and nothing in AWS changes |
| rename | `neptune-global rename` changes the identifier in AWS and in the state of a database of two regions |
| follow | `pulumi up` of the program with the new identifier, and with an alias under another Pulumi name |

A run without faults recorded each step's AWS calls. Each fault occurs at each of them, region by region:

| fault | what happens |
| --- | --- |
| throttled-once | AWS returns `ThrottlingException`, once |
| throttled | the same, more often than the call is retried |
| internal-failure | AWS returns `InternalFailure` (500), more often than the call is retried |
| connection-dropped | the connection closes without a response, more often than the call is retried |
| region-silent | the region accepts this call and the next five, and never responds: each waits until it times out |
| access-denied | AWS returns `AccessDenied` during the whole run |
| answer-lost | AWS executes the call, and the connection breaks before the response |
| engine-killed | SIGKILL of the engine, or of the command, and of all its processes after AWS has executed the call |
| plugin-killed | the same of the `aws` plugin only; a command has none |
| program-killed | the same of the program's process only; a `destroy` and a command have none |
| neighbour-replaced | resources behind the component's arguments are replaced, one of them deleted first |

The last one belongs to no call: it occurs at each change in the life of a database, and nothing in the component is
deleted or replaced except by the change itself.

A cell counts the runs with the fault by how they ended: *ok*, the run succeeded; *error*, it failed and printed the
reason; *killed*.
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
    file.write_text("\n".join([words, *tables, *_long_run(stats)]))


def _table(step, cases):
    of_step = [case for case in cases if case["step"] == step]
    faults = [fault for fault in (*FAULTS, NEIGHBOUR_REPLACED) if any(case["fault"] == fault for case in of_step)]
    yield f"## {step}\n"
    yield f"| call | {' | '.join(faults)} |"
    yield f"| --- |{' --- |' * len(faults)}"
    for call in sorted({case["operation"] for case in of_step}):
        ended = Counter((case["fault"], case["outcome"]) for case in of_step if case["operation"] == call)
        cells = (
            ", ".join(f"{ended[fault, word]} {word}" for word in ("ok", "error", "killed") if ended[fault, word])
            for fault in faults
        )
        yield f"| {call} | {' | '.join(cells)} |"
    yield ""


def _long_run(stats):
    """Report the results of `test_long_run.py`."""
    said = [value for one in stats.get("passed", ()) for name, value in one.user_properties if name in LONG_RUN]
    if said:
        yield "## Fifty random changes of five regions\n"
        yield "During each change one AWS call fails; then the next update ends with what the program sets.\n"
        yield f"{'; '.join(said)}.\n"
