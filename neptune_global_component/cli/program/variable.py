"""The name of the variable that holds the component: an identifier in every language."""

from __future__ import annotations

import keyword

_KEYWORDS = {
    "go": """
        break case chan const continue default defer else fallthrough for func go goto if import interface map nil
        package range return select struct switch type var
    """,
    "java": """
        abstract assert boolean break byte case catch char class const continue default do double else enum extends
        false final finally float for goto if implements import instanceof int interface long native new null package
        private protected public return short static strictfp super switch synchronized this throw throws transient
        true try void volatile while
    """,
    "python": " ".join(keyword.kwlist),
    # With the names that a CommonJS module has.
    "typescript": """
        arguments await break case catch class const continue debugger default delete do else enum eval export exports
        extends false finally for function if implements import in instanceof interface let module new null package
        private protected public require return static super switch this throw true try typeof undefined var void while
        with yield
    """,
    # Other spellings of true and false, and the settings of the program.
    "yaml": "no off on pulumi yes",
}
_NAMES_IN_PROGRAMS = "aws ctx endpoint err main members one pulumi"
_RESERVED = frozenset(" ".join([*_KEYWORDS.values(), _NAMES_IN_PROGRAMS]).split())


def variable_name(identifier: str, language: str) -> str:
    """Return the name of a variable for a database.

    Args:
        identifier: the identifier of the global cluster.
        language: a value of ``--language``.
    """
    first, *rest = identifier.lower().split("-")
    name = "_".join([first, *rest]) if language == "python" else first + "".join(one.title() for one in rest)
    if name not in _RESERVED:
        return name
    return f"{name}_database" if language == "python" else f"{name}Database"
