pulumi preview --json --non-interactive
# in the scenario of this name: RECORD_PREVIEWS=1 python -m pytest tests/engine/guard/test_guard_truth.py
