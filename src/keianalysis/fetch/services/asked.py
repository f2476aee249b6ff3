"""The question that a selection of codes becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

Selection = Mapping[str, Sequence[str]]
"""The codes wanted of each dimension; ``PV*`` is every code that begins with PV, ``>=2006JJ00`` all from
there on. A dimension that is not named is taken whole."""

FROM: Final = ">="


def odata_filter(selection: Selection) -> str:
    """Return a selection in the words of OData; empty when it selects everything."""
    return " and ".join(_of_dimension(name, codes) for name, codes in selection.items() if codes)


def _of_dimension(name: str, codes: Sequence[str]) -> str:
    parts = [_of_code(name, code) for code in codes]
    return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"


def _of_code(name: str, code: str) -> str:
    if code.startswith(FROM):
        return f"{name} ge {_quoted(code.removeprefix(FROM))}"
    if code.endswith("*"):
        return f"startswith({name},{_quoted(code.removesuffix('*'))})"
    return f"{name} eq {_quoted(code)}"


def _quoted(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"


def answers(wanted: str, code: str) -> bool:
    """Tell whether a code that came is one that ``wanted`` asks for."""
    if wanted.startswith(FROM):
        return code >= wanted.removeprefix(FROM)
    return code.startswith(wanted.removesuffix("*")) if wanted.endswith("*") else code == wanted


def unanswered(selection: Selection, found: Mapping[str, set[str]]) -> list[str]:
    """Return what was asked for and has no row, each as ``dimension code``."""
    return [
        f"{name} {wanted}"
        for name, codes in selection.items()
        for wanted in codes
        if not any(answers(wanted, code) for code in found.get(name, ()))
    ]
