"""What AWS refuses: pure functions, one a rule, that raise AWS's error.

Where AWS's own words are not known, the docstring says that they are inferred.
"""
