"""Pure parts of the package: names, inputs, facts, the plan and its checks. Standard library only."""
