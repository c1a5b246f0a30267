"""One local AWS with the stacks in turn: each case begins where the previous one ended."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass

from fault_cases import counted, recorded, writes
from fault_door import Watch
from fault_kinds import FAULTS, Answers, Kills, LosesTheAnswer, Silences
from fault_stacks import STACKS

NOTED_SECONDS = 5
LIMIT_SECONDS = 150
INTERRUPTS = ("Resource monitor has terminated, shutting down", "KeyboardInterrupt")
SUCCEEDED = 300
MOVED = "was asked instead"
"""The words of the report that a call that names no region was sent to another one."""
SETTING = ("AddTags", "Modify")
WITHOUT_A_CHANGE = {"DBClusterIdentifier", "DBInstanceIdentifier", "AllowMajorVersionUpgrade", "ApplyImmediately"}
"""What pulumi-aws sends for something that it has just imported, whose state lacks what AWS does not keep."""


@dataclass(frozen=True)
class Outcome:
    """The end of a run with a fault.

    Args:
        status: the exit status of the pulumi process; negative if a signal ended it.
        text: its output.
    """

    status: int
    text: str

    @property
    def word(self):
        """Return its word in the table."""
        return "ok" if self.status == 0 else "killed" if self.status < 0 else "error"


class Lab:
    """Runs steps, with and without a fault.

    Args:
        aws: the local AWS.
        door: the proxy in front of it.
        make_project: creates an empty project with a name.
    """

    def __init__(self, aws, door, make_project):
        self.aws, self.door, self.project = aws, door, make_project
        self._stacks = {}
        self._made = 0

    def stack(self, name):
        """Return a stack, as the previous case left it."""
        if name not in self._stacks:
            kind = next(one for one in STACKS if one.name == name)
            self._made += 1
            self._stacks[name] = kind(self.project(f"{name}-{self._made}"), self.aws)
        return self._stacks[name]

    def renew(self):
        """Start again from an empty AWS, so that a failed case does not affect the next ones."""
        self.aws.local.reset()
        self._stacks.clear()

    def record(self, stack, step):
        """Run a step without faults, and return its AWS calls."""
        stack.ready(step)
        before = len(self.aws.calls())
        stack.take(step)
        calls = self.aws.calls()[before:]
        stack.check()
        return counted(calls)

    def run(self, case):
        """Run a step with its fault, and again without; return the outcome of the first run."""
        stack = self.stack(case.stack)
        stack.ready(case.step)
        before = len(self.aws.calls())
        outcome = self._run_with_fault(stack, case)
        if outcome.status < 0:
            # It keeps the stack's lock.
            stack.project.unlock()
        if outcome.status or "warning: GlobalCluster" in outcome.text:
            stack.run_again()
        calls = self.aws.calls()[before:]
        stack.check()
        done, wanted = changes(calls), writes(recorded()[case.step]) if stack.changes_aws else {}
        if MOVED in outcome.text:
            done, wanted = by_operation(done), by_operation(wanted)
        assert done == wanted, f"each write once, and no other: {done}, not {wanted}; the run:\n{outcome.text}"
        return outcome

    def _run_with_fault(self, stack, case):
        fault, started, killed = FAULTS[case.fault], [], []
        watch = Watch(case.operation, case.region, case.number)
        if isinstance(fault, Answers):
            faults = [
                {"operation": case.operation, "region": case.region, "errorCode": fault.code, "times": fault.times}
            ]
            watch.before = lambda: self.aws.local.settings({"faults": faults})
        elif isinstance(fault, Kills):

            def kill():
                killed.extend(fault.kill(started[0]))
                return True

            watch.answered = kill
        elif isinstance(fault, Silences):
            watch.silent = fault.times
        elif isinstance(fault, LosesTheAnswer):
            watch.answered = lambda: False
        command = stack.begin(case.step)
        self.door.watch(watch)
        process = stack.project.start_command(*command)
        started.append(process.pid)
        try:
            text, _ = process.communicate(timeout=LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            FAULTS["engine-killed"].kill(process.pid)
            text, _ = process.communicate()
            raise AssertionError(f"it did not end in {LIMIT_SECONDS} seconds:\n{text}") from None
        finally:
            self.door.watch(None)
            self.aws.local.settings({"faults": []})
        # The process killed at the call may end before the proxy has recorded it.
        assert watch.happened.wait(NOTED_SECONDS), f"the call was not made:\n{text}"
        assert isinstance(fault, Kills) is bool(killed), f"nobody was killed:\n{text}"
        return Outcome(process.returncode, text)


def has_traceback(text):
    """Return whether a program printed a traceback that is not the SDK's own.

    After an error the engine interrupts the program, and the SDK may print where. It depends on the machine's speed.
    """
    is_ours = "Traceback" in text or "neptune_global_component/" in text
    return is_ours and not any(words in text for words in INTERRUPTS)


def by_operation(counts):
    """Return the counts without the calls' regions."""
    return Counter(name.split()[0] for name, count in counts.items() for _ in range(count))


def changes(calls):
    """Count the successful writes that changed something."""
    done = [call for call in calls if (call["status"] or SUCCEEDED) < SUCCEEDED]
    set_by = {
        (call["operation"], call["region"], str(call["parameters"])): call
        for call in done
        if call["operation"].startswith(SETTING) and set(call["parameters"]) - WITHOUT_A_CHANGE
    }
    others = [call for call in done if not call["operation"].startswith(SETTING)]
    return writes(counted([*others, *set_by.values()]))
