"""``dcat.jsonld``: an edition as data portals take it in, by DCAT-AP 3.

It says what `datapackage.json` says, in the words of the Data Catalog Vocabulary of W3C: one dataset, and
a distribution for each table. Who puts an edition on a portal adds where it lies.
"""

from __future__ import annotations

from typing import Any, Final

from keianalysis.model.edition import Edition

DCAT: Final = "dcat.jsonld"
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
VOCABULARY: Final = "http://publications.europa.eu/resource/authority"
LANGUAGES: Final = {code: f"{VOCABULARY}/language/{name}" for code, name in (("nl", "NLD"), ("en", "ENG"))}
THEMES: Final = (f"{VOCABULARY}/data-theme/ECON", f"{VOCABULARY}/data-theme/REGI")
CSV: Final = f"{VOCABULARY}/file-type/CSV"
MAKER: Final = "keianalysis"


def dataset(edition: Edition, package: dict[str, Any]) -> dict[str, Any]:
    """Return an edition as a dataset of DCAT-AP; addresses are relative to the folder of the edition."""
    language = edition.language
    return {
        "@context": CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": package["name"],
        "dct:title": _said(package["title"], language),
        "dct:description": _said(package["description"], language),
        "dct:language": {"@id": LANGUAGES[language]},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": MAKER},
        "dct:creator": {"@type": "foaf:Agent", "foaf:name": MAKER},
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:temporal": _until(edition),
        "dct:source": [{"@id": one["path"]} for one in package["sources"] if "path" in one],
        "dcat:version": package["version"],
        "dcat:distribution": [_distribution(one, language) for one in package["resources"]],
    }


def _until(edition: Edition) -> dict[str, Any]:
    end = {"@type": "xsd:date", "@value": f"{edition.year}-12-31"}
    return {"@type": "dct:PeriodOfTime", "dcat:endDate": end}


def _distribution(resource: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": _said(resource["title"], language),
        "dct:description": _said(resource["description"], language),
        "dcat:accessURL": {"@id": resource["path"]},
        "dcat:downloadURL": {"@id": resource["path"]},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dct:format": {"@id": CSV},
        "dcat:byteSize": resource["bytes"],
        "dct:license": [{"@id": one["path"]} for one in resource["licenses"]],
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": resource["hash"].removeprefix("sha256:"),
        },
    }


def _said(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}
