"""A computation declares itself: the name it has in a lineage, the measures it makes, what it asks.

``@indicator`` is for a function that yields results: they become observations that name it, and a
measure that it did not declare is refused. ``@computation`` only names a function whose numbers are
made into observations elsewhere.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

import pandas as pd

from keianalysis.model.claims import periods_of
from keianalysis.model.errors import UnknownMeasure
from keianalysis.model.lineage import functions_in, lineage_of
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import Result, table_of
from keianalysis.model.spelling import nearest
from keianalysis.model.territories import Territory
from keianalysis.tracking.read_log import Watched
from keianalysis.tracking.remembered import remembered

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
Function = TypeVar("Function", bound=Callable[..., Any])

Asks = Callable[[pd.DataFrame], Iterable[Mapping[str, Any]]]
"""From the claims of a review to the arguments of each call that may bear on them."""


@dataclass(frozen=True)
class Computation:
    """A function under the name that it has in lineages, with the measures that it makes.

    ``asks`` tells what a review takes from its claims to compute it from observations; without it a
    review does not compute it by itself.
    """

    name: str
    makes: frozenset[str]
    function: Callable[..., Any]
    asks: Asks | None = None


COMPUTATIONS: Final[dict[str, Computation]] = {}
"""Every computation of the modules that are loaded, by name."""

_NAMES: Final[dict[Callable[..., Any], str]] = {}


def computation(name: str, *, makes: Iterable[str]) -> Callable[[Function], Function]:
    """Declare a function whose numbers become observations elsewhere."""

    def declare(function: Function) -> Function:
        _declare(Computation(name, frozenset(makes), function), function)
        return function

    return declare


def once(_claims: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Ask for one call without arguments, whatever is claimed."""
    return [{}]


def indicator(
    name: str, *, makes: Iterable[str], asks: Asks | None = once
) -> Callable[[Callable[Arguments, Iterable[Result]]], Callable[Arguments, pd.DataFrame]]:
    """Declare a function that yields results, and make it return them as observations.

    ``asks`` is one of ``once``, ``over``, ``at_year_ends``, ``the_claims`` or ``each``; None where the
    function takes something else than observations. Of the watched tables of a run it is computed once.

    Raises UnknownMeasure from the function when a result has a measure that is not in ``makes``.
    """
    declared = frozenset(makes)

    def declare(function: Callable[Arguments, Iterable[Result]]) -> Callable[Arguments, pd.DataFrame]:
        @wraps(function)
        def made(*args: Arguments.args, **kwargs: Arguments.kwargs) -> pd.DataFrame:
            def computed(*given: Any) -> pd.DataFrame:
                return table_of(_allowed(function(*given, **kwargs), name, declared), name)

            question = _question(made, args[1:], kwargs)
            if question is None or not isinstance(args[0], Watched):
                return computed(*args)
            return remembered(question, lambda table: computed(table, *args[1:]), args[0])

        _declare(Computation(name, declared, made, asks), made)
        return made

    return declare


def _question(*parts: Any) -> Hashable | None:
    """Return what a call asks for as a key, nothing where it is about a table of its own."""
    key = _key(parts)
    try:
        hash(key)
    except TypeError:
        return None
    return key


def _key(value: Any) -> Hashable:
    if isinstance(value, Territory):
        return Territory, value.code
    if isinstance(value, Mapping):
        return tuple((name, _key(one)) for name, one in sorted(value.items()))
    return tuple(map(_key, value)) if isinstance(value, list | tuple) else value


def _declare(found: Computation, function: Callable[..., Any]) -> None:
    known = COMPUTATIONS.get(found.name)
    if known is not None and _place(known.function) != _place(function):
        raise ValueError(f"{found.name} is the name of {_place(known.function)} and of {_place(function)}")
    COMPUTATIONS[found.name] = found
    _NAMES[function] = found.name


def _place(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def name_of(function: Callable[..., Any]) -> str:
    """Return the name under which a function was declared; raises KeyError when it was not."""
    return _NAMES[function]


def _allowed(results: Iterable[Result], name: str, makes: frozenset[str]) -> Iterator[Result]:
    for result in results:
        check_measure(result.measure, name, makes)
        yield result


def check_measure(measure: str, name: str, makes: Iterable[str]) -> None:
    """Raise UnknownMeasure when a computation makes a measure that is not listed, or not declared."""
    if measure not in measure_list():
        told = nearest(measure, measure_list())
        raise UnknownMeasure(f"{name} makes {measure!r}, which is not in the measure list{told}")
    if measure not in makes:
        told = nearest(measure, list(makes))
        raise UnknownMeasure(f"{name} makes {measure!r}, which it does not declare{told}")


def check_recorded(table: pd.DataFrame) -> None:
    """Raise UnknownMeasure when a table holds a measure that is not listed, or not of its function."""
    for measure in dict.fromkeys(table["measure"]):
        if measure not in measure_list():
            told = nearest(measure, measure_list())
            raise UnknownMeasure(f"{measure!r} is not in the measure list{told}")
    if functions_in(table["lineage"]) & COMPUTATIONS.keys():
        pairs = dict.fromkeys(zip(table["measure"], map(_function, table["lineage"]), strict=True))
        for measure, name in pairs:
            if name in COMPUTATIONS:
                check_measure(measure, name, COMPUTATIONS[name].makes)


def _function(lineage: str) -> str:
    return lineage_of(lineage).function


def call(function: Callable[..., Answer], *args: Any, territory: Territory, **kwargs: Any) -> Answer:
    """Call a function, with the territory where it takes one."""
    if "territory" in inspect.signature(function).parameters:
        kwargs = {"territory": territory} | kwargs
    return function(*args, **kwargs)


def over(*measures: str) -> Asks:
    """Ask for the periods over which the claims state any of some measures."""
    return lambda claims: [{"periods": periods_of(claims, *measures)}]


def at_year_ends(claims: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Ask for every last day of a year on which the claims say something."""
    days = {str(day) for day in claims["period_end"] if str(day).endswith("-12-31")}
    return [{"day": day} for day in sorted(days)]


def the_claims(claims: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Ask for the claims themselves."""
    return [{"claims": claims}]


def each(name: str, *values: object) -> Asks:
    """Ask for one call with each value of an argument."""
    return lambda _claims: [{name: value} for value in values]
