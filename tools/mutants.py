"""Run the unit tests on a sample of mutants, and write docs/mutants.md: `make mutants`.

mutmut changes one expression of a function and runs the tests that call the function: at least one must fail.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
REASONS = Path(__file__).with_name("surviving_mutants.json")
"""The survivors that no test can kill, each with the reason."""
PARTS = {
    "core/plan": ("core.plan.",),
    "core/inputs/rules": ("core.inputs.rules.",),
    # The rules are a table; these two modules apply it.
    "guard/rules": ("guard.rules.", "guard.rule.", "guard.classify."),
    "aws/operations": ("aws.operations.",),
}
"""The parts of the package, and the modules of each."""
_PACKAGE = "neptune_global_component."
_FIRST = f"{_PACKAGE}guard.rules.*"
"""A few mutants: mutmut writes all mutants before it runs any."""
_DIED = {"killed": "killed", "caught by type check": "killed", "timeout": "timeout", "segfault": "timeout"}
_SURVIVED = {"survived", "no tests"}
_HEAD = """# Mutants

What the unit tests notice. A mutant is a copy of the code with one change, made by mutmut {mutmut}: another operator,
number, text or argument. It runs the tests that call the changed function, and dies if one of them fails, or if they
take much longer. Mutants in tables outside functions don't exist: these tables have tests of their own.

Written on {date} by `{command}`, on {python} with pytest {pytest}.

**{died} of {ran} mutants died: {share:.1f} %**, in a random sample (seed {seed}) of the {total} mutants.
{unfinished}
| part | mutants | sample | killed | timeout | survived | died |
| --- | --- | --- | --- | --- | --- | --- |
"""
_SURVIVORS = """
## Survivors

Each row is a mutant of the sample that no test notices.

| function | change | reason |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Sample:
    """The mutants to run.

    Args:
        seed: for the random choice: the same code and seed have the same sample.
        mutants: the names of all mutants, by part.
        chosen: the names of the mutants to run, by part.
    """

    seed: int
    mutants: Mapping[str, Sequence[str]]
    chosen: Mapping[str, Sequence[str]]


def choose(names: Sequence[str], parts: Sequence[str], size: int, seed: int) -> Sample:
    """Return a random sample of the mutants, of the same share of each part.

    Args:
        names: the names of all mutants.
        parts: the parts to choose from.
        size: the number of mutants to choose.
        seed: for the random choice.
    """
    mutants = {part: sorted(name for name in names if name.startswith(_prefixes(part))) for part in parts}
    share = min(1.0, size / max(1, sum(map(len, mutants.values()))))
    chosen = {
        part: sorted(random.Random(f"{seed} {part}").sample(ones, -int(-len(ones) * share // 1)))  # noqa: S311
        for part, ones in mutants.items()
    }
    return Sample(seed, mutants, chosen)


def _prefixes(part: str) -> tuple[str, ...]:
    return tuple(_PACKAGE + module for module in PARTS[part])


def page(sample: Sample, statuses: Mapping[str, str], changes: Mapping[str, str], facts: Mapping[str, object]) -> str:
    """Return the text of docs/mutants.md.

    Args:
        sample: the mutants that ran.
        statuses: mutmut's verdicts, by mutant.
        changes: the differences of the survivors from the code, by mutant.
        facts: versions, command and duration.
    """
    outcomes = {part: Counter(_outcome(statuses[name]) for name in names) for part, names in sample.chosen.items()}
    died = sum(_died(one) for one in outcomes.values())
    ran = sum(one.total() - one["not run"] for one in outcomes.values())
    left = sum(one["not run"] for one in outcomes.values())
    head = _HEAD.format(
        **facts,
        seed=sample.seed,
        died=died,
        ran=ran,
        share=100 * died / max(1, ran),
        total=f"{sum(map(len, sample.mutants.values())):,}",
        unfinished=f"\nThe time was up before {left} more of the sample ran. The quickest ran first.\n" if left else "",
    )
    rows = [_part(part, len(sample.mutants[part]), one) for part, one in outcomes.items()]
    reasons = json.loads(REASONS.read_text(encoding="utf-8"))
    survivors = [_survivor(name, change, reasons) for name, change in changes.items()]
    return "\n".join([head + "\n".join(rows), *([_SURVIVORS + "\n".join(survivors)] if survivors else []), ""])


def _outcome(status: str) -> str:
    return "survived" if status in _SURVIVED else _DIED.get(status, "not run")


def _died(outcome: Counter[str]) -> int:
    return outcome["killed"] + outcome["timeout"]


def _part(part: str, mutants: int, outcome: Counter[str]) -> str:
    ran = outcome.total() - outcome["not run"]
    share = 100 * _died(outcome) / max(1, ran)
    counts = (mutants, ran, outcome["killed"], outcome["timeout"], outcome["survived"])
    return f"| `{part}` | {' | '.join(f'{one:,}' for one in counts)} | {share:.1f} % |"


def _survivor(name: str, change: str, reasons: Sequence[Mapping[str, str]]) -> str:
    old, new = changed_lines(change)
    place = function(name)
    reason = next((one["reason"] for one in reasons if one["function"] == place and one["line"] == new), "")
    return f"| `{place}` | {_code(old)} → {_code(new)} | {reason} |"


def function(name: str) -> str:
    """Return the function of a mutant: ``core.plan.drift.warnings``.

    Args:
        name: of the mutant: ``neptune_global_component.core.plan.drift.x_warnings__mutmut_1``.
    """
    module, _, mangled = name.partition("__mutmut_")[0].rpartition(".")
    # mutmut writes x_name for a function and xǁClassǁname for a method.
    own = mangled.removeprefix("x_") if mangled.startswith("x_") else mangled[1:].strip("ǁ").replace("ǁ", ".")
    return f"{module.removeprefix(_PACKAGE)}.{own}"


def changed_lines(change: str) -> tuple[str, str]:
    """Return the old and the new lines of a difference, each on one line.

    Args:
        change: a unified difference.
    """
    lines = [line for line in change.splitlines() if not line.startswith(("---", "+++"))]
    old, new = ([line[1:].strip() for line in lines if line.startswith(sign)] for sign in "-+")
    return " ".join(old), " ".join(new)


def _code(text: str) -> str:
    mark = "``" if "`" in text else "`"
    return f"{mark}{text}{mark}".replace("|", "\\|") if text else "(removed)"


def _mutmut(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("mutmut")), *arguments]


def _run(names: Sequence[str], deadline: float) -> None:
    """Run mutants until all have a verdict or the deadline is reached."""
    process = subprocess.Popen(_mutmut("run", "--max-children", "2", *names), cwd=ROOT)
    try:
        process.wait(max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        # mutmut keeps the verdicts that it has.
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(60)
        # A process in the background may ignore the interrupt.
        process.kill()
        process.wait()
    else:
        if process.returncode:
            sys.exit(f"error: mutmut failed with status {process.returncode}")


def _statuses() -> dict[str, str]:
    """Return mutmut's verdicts, by mutant."""
    lines = _output("results", "--all", "True").splitlines()
    return {name.strip(): status.strip() for name, _, status in (line.rpartition(":") for line in lines) if name}


def _output(*arguments: str) -> str:
    return subprocess.run(_mutmut(*arguments), cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout


def _survivors(sample: Sample, statuses: Mapping[str, str]) -> Iterator[str]:
    for names in sample.chosen.values():
        yield from (name for name in names if statuses[name] in _SURVIVED)


def main() -> None:
    """Run the mutants, and write the page if they are of all parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="one part, without writing the page")
    parser.add_argument("--size", type=int, default=420, help="the number of mutants")
    parser.add_argument("--seed", type=int, default=datetime.now(timezone.utc).toordinal(), help="for the choice")
    parser.add_argument("--minutes", type=float, default=90, help="the time for the mutants")
    parser.add_argument("--again", action="store_true", help="only those of the same sample that have not died yet")
    options = parser.parse_args()
    deadline = time.monotonic() + 60 * options.minutes
    if options.again:
        # A changed test may call other functions than before.
        (ROOT / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    else:
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    _run([_FIRST], deadline)
    statuses = _statuses()
    sample = choose(list(statuses), [options.part] if options.part else list(PARTS), options.size, options.seed)
    left = [
        name for names in sample.chosen.values() for name in names if _outcome(statuses[name]) not in _DIED.values()
    ]
    if left:
        _run(left, deadline)
    statuses = _statuses()
    changes = {name: _output("show", name) for name in _survivors(sample, statuses)}
    facts = {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "command": f"make mutants SEED={options.seed}{' AGAIN=1' if options.again else ''}",
        "mutmut": version("mutmut"),
        "pytest": version("pytest"),
        "python": f"Python {sys.version.split()[0]}",
    }
    text = page(sample, statuses, changes, facts)
    if options.part:
        sys.stdout.write(text)
    else:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
