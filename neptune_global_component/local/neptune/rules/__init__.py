"""AWS's validation rules: pure functions, one per rule, that raise AWS's error.

The docstring says "inferred" where AWS's own code or message is not known.
"""
