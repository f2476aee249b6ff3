"""What leaves the register: the indicators of a vintage behind the disclosure gate, computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault, WrongCall
from keianalysis.model.folders import REGISTERS, project_root, published_folder
from keianalysis.model.territories import territory
from keianalysis.readers.sources import read_every_review, read_sources
from keianalysis.register.delivery import STORE, Vintage, deliveries_in, read_registers
from keianalysis.register.delivery.gaps import Gap
from keianalysis.register.delivery.layout import SHIPPED
from keianalysis.register.delivery.proposal import propose
from keianalysis.register.delivery.source import OWN_LAYOUT, SOURCE, read_source
from keianalysis.register.delivery.store import MEMORY, remembered
from keianalysis.register.disclosure import bundle
from keianalysis.register.disclosure.gate import Gate
from keianalysis.register.disclosure.ledger import read_ledger
from keianalysis.register.disclosure.masks import Mask, marked
from keianalysis.register.disclosure.rules import read_rule
from keianalysis.register.observed import Sums, national_observations, observations
from keianalysis.register.panel import Panel
from keianalysis.tracking import code

TRUE: Final = "true_value"
"""The column of the store, and of nothing that leaves it, with the values of hidden figures."""


@dataclass(frozen=True)
class Register:
    """The register of a run: its vintages, what may be published of them, and what to watch out for."""

    folder: Path
    vintages: tuple[Vintage, ...] = ()
    observations: pd.DataFrame = field(default_factory=obs.empty)
    hidden: pd.DataFrame = field(default_factory=obs.empty, repr=False)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """The warnings of all vintages."""
        return tuple(fault for vintage in self.vintages for fault in vintage.warnings)

    def counted_warnings(self) -> pd.DataFrame:
        """Return how often each rule warns about each file."""
        found = [(one.rule, one.file, one.message, one.remedy, one.times) for one in self.warnings]
        warned = ["rule", "file", "message", "remedy"]
        table = pd.DataFrame(found, columns=[*warned, "times"])
        return table.groupby(warned, as_index=False, sort=True).sum()

    def gaps(self, as_of: str) -> pd.DataFrame:
        """Return what the deliveries of a day lack, each gap once however many vintages have it."""
        known = [one for one in self.vintages if one.delivery.release_date <= as_of]
        found = pd.DataFrame([gap for one in known for gap in one.gaps], columns=list(Gap._fields))
        return found.drop(columns="file").drop_duplicates(ignore_index=True)

    def __bool__(self) -> bool:
        return bool(self.vintages)


def register_folder(folder: str) -> Path:
    """Return the folder of deliveries that a run names, or that of the project when it names none."""
    return Path(folder) if folder else project_root() / REGISTERS


def named_folder(folder: Path) -> Path:
    """Return the folder of deliveries that a call names; raises WrongCall when it holds none."""
    if folder != REGISTERS and not folder.is_dir():
        raise WrongCall(f"--register {folder} is not a folder")
    if (folder / SOURCE).is_file():
        raise WrongCall(f"--register {folder} is one delivery; name the folder that it lies in")
    if folder != REGISTERS and not deliveries_in(folder):
        raise WrongCall(
            f"--register {folder} holds no delivery: a folder with a source.toml for each vintage"
        )
    return project_root() / REGISTERS if folder == REGISTERS else folder


_OPENED: Final[dict[tuple[Path, str], Register]] = {}


def delivered_files(folder: Path) -> list[Path]:
    """Return every file of the deliveries below a folder, in a fixed order."""
    places = (place.rglob("*") for place in deliveries_in(folder))
    return sorted(path for found in places for path in found if path.is_file())


def read_deliveries(folder: Path, tell: Callable[[str], None] = lambda _: None) -> tuple[Vintage, ...]:
    """Read, check and store the deliveries below ``folder``, the oldest release first.

    ``tell`` is called with the name of each file before it is read.

    Raises
    ------
    BadData
        With every error of every delivery.
    """
    return read_registers(folder, project_root() / STORE, read_sources().published, tell)


def checked_deliveries(folder: Path) -> tuple[Vintage, ...]:
    """Read, check and store the deliveries below ``folder``, with the rules and the ledger of their gate.

    Raises BadData like ``read_deliveries``, and when the rules or the ledger cannot be used.
    """
    read_rule(folder)
    read_ledger(folder)
    return read_deliveries(folder)


def open_register(folder: Path, region: str = "", tell: Callable[[str], None] = lambda _: None) -> Register:
    """Read the deliveries below ``folder`` and compute what may be published of them about a territory.

    ``region`` is the code of the territory, empty for the default one. Without deliveries the register
    is empty.

    Raises
    ------
    BadData
        With every error of every delivery.
    """
    about = territory(region)
    key = (folder, about.code)
    if key not in _OPENED:
        vintages = tuple(replace(one, territory=about) for one in read_deliveries(folder, tell))
        _OPENED[key] = Register(folder, vintages, *_gated(vintages, project_root() / STORE, folder))
    return _OPENED[key]


def proposals(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each vintage whose headings its layout does not know, with a proposed layout as TOML.

    The path is that of the file beside source.toml where the layout would be found.
    """
    for place in deliveries_in(folder):
        with suppress(BadData):
            delivery = read_source(place, assumed=SHIPPED[0])
            texts = (propose(file, delivery.layout) for file in delivery.files)
            text = next((text for text in texts if text), "")
            if text:
                yield place / OWN_LAYOUT, text


def register_observations(vintages: Sequence[Vintage], store: Path, folder: Path) -> pd.DataFrame:
    """Return the observations of all vintages that may be published, read from ``store`` when unchanged.

    They depend on the deliveries, the definitions, the gate and the code. ``folder`` is where the holder
    keeps the rules and the ledger of the gate. A vintage that does not say whose its establishments are
    has none.

    Raises BadData when the rules or the ledger cannot be used, or the judge of the gate finds a breach.
    """
    return _gated(vintages, store, folder)[0]


def _gated(vintages: Sequence[Vintage], store: Path, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations that may be published, and the true values of those that are hidden.

    The second table stays in the store of the holder: the finished bundle is searched for it.
    """
    known = [one for one in vintages if has_companies(one)]
    if not known:
        return obs.empty(), obs.empty()
    gate = Gate(folder, known)
    rests_on = " ".join([gate.key, _code_hash(), *(one.key for one in known)])
    tables = [
        remembered(store, one.name, _kept_as(one), f"{one.key} {rests_on}", partial(released, one, gate))
        for one in known
    ]
    truth = pd.concat([table[[*bundle.HIDDEN[:-1], TRUE]] for table in tables]).dropna(subset=[TRUE])
    hidden = truth.rename(columns={TRUE: "value"}).drop_duplicates(ignore_index=True)
    return obs.combine(table.drop(columns=TRUE) for table in tables), hidden


def _kept_as(vintage: Vintage) -> str:
    """Return the name under which what may be published of a vintage about its territory is kept."""
    return f"observations-{vintage.territory.code if vintage.territory else 'all'}"


@cache
def _code_hash() -> str:
    return code.key_of(__name__, published_folder(), project_root() / MEMORY)


def released(vintage: Vintage, gate: Gate) -> pd.DataFrame:
    """Return the observations of a vintage behind the disclosure gate, with what is hidden in ``TRUE``.

    Raises BadData when the judge of the gate finds a breach.
    """
    with Panel.open(vintage.years, vintage.regions_on) as panel:
        sums = Sums.of(panel)
        table = observations(vintage, sums.left(Mask()))
        left = marked(table, observations(vintage, sums.left(gate.mask)))
    gate.judge(vintage, left)
    shown = obs.combine([left, national_observations(vintage)])
    truth, is_hidden = table.set_index("id")["value"], shown["value"].isna()
    # What a note counts is left out of a figure, and would tell of a hidden one.
    notes = shown["note"].mask(is_hidden, "")
    return shown.assign(note=notes, **{TRUE: shown["id"].map(truth).where(is_hidden)})


def refuse_bundle(folder: Path, register: Register, home: str) -> None:
    """Raise BadData when a file of a finished bundle tells what the gate has hidden.

    ``home`` is the territory of the edition.
    """
    if register:
        years = [year.rows for vintage in register.vintages for year in vintage.years]
        marks = bundle.Marks(years, bundle.planted(register.folder))
        bundle.refuse_bundle(folder, secrets_of(folder, register, home), marks)


def is_told(folder: Path, deliveries: Path, region: str, home: str) -> bool:
    """Tell whether a folder tells what the gate of a register hides, as far as this process has opened it."""
    register = _OPENED.get((deliveries, territory(region).code))
    try:
        if register is not None:
            refuse_bundle(folder, register, home)
    except BadData:
        return True
    return False


def secrets_of(folder: Path, register: Register, home: str) -> bundle.Secrets:
    """Return what may stand nowhere in a bundle, with what is published and computed from nothing hidden."""
    results = folder / "results.csv"
    computed = (
        pd.read_csv(results, keep_default_na=False, na_values=dict.fromkeys(("value", "low", "high"), ""))
        if results.is_file()
        else None
    )
    shown = [register.observations, read_sources().published]
    if computed is not None:
        shown.append(bundle.plain_results(computed, register.hidden["id"]))
    shown.append(_printed(folder, home))
    return bundle.Secrets(register.hidden, pd.concat(shown, ignore_index=True), home)


def _printed(folder: Path, home: str) -> pd.DataFrame:
    """Return what reviews printed, with what the edition in ``folder`` found that to allow."""
    tables = [one.tables for one in read_every_review()]
    claims, budget = (pd.concat([one[name] for one in tables]) for name in ("claims", "budget"))
    path = folder / "consistency.csv"
    allowed = pd.read_csv(path) if path.is_file() else pd.DataFrame({"claim_id": []})
    return bundle.printed_numbers(claims, allowed, budget, home)


def has_companies(vintage: Vintage) -> bool:
    """Tell whether every year of a vintage says whose the establishments are."""
    if vintage.delivery.establishment_is_company:
        return True
    with Panel.open(vintage.years) as panel:
        return all(panel.knows_companies(year) for year in vintage.years)
