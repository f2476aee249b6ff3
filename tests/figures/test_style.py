"""The palette reads on white, in colour and in grey."""

import itertools

import matplotlib
import pytest
from matplotlib.colors import to_rgb

from keianalysis.figures import style
from keianalysis.figures.style import VERDICT_LOOKS, house_style

TEXT_CONTRAST = 4.5
"""WCAG 2 level AA for text; marks need 3."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_knows_black_white_and_a_published_grey() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [*style.PALETTE, style.TEXT, style.MUTED_TEXT])
def test_series_colours_serve_as_text_on_white(colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= TEXT_CONTRAST


@pytest.mark.parametrize("verdict", list(VERDICT_LOOKS))
def test_white_counts_read_on_every_verdict(verdict: str) -> None:
    assert contrast(VERDICT_LOOKS[verdict].colour, "#FFFFFF") >= TEXT_CONTRAST


def test_verdicts_differ_in_grey() -> None:
    for first, second in itertools.combinations(VERDICT_LOOKS.values(), 2):
        assert first.hatch != second.hatch or abs(luminance(first.colour) - luminance(second.colour)) > 0.01


def test_plain_verdicts_stand_next_to_another_shade() -> None:
    reproduced, derived, contradicted = (
        VERDICT_LOOKS[name].colour for name in ("reproduced", "derived", "contradicted")
    )
    assert contrast(reproduced, derived) > 1.5
    assert contrast(reproduced, contradicted) > 1.5


def test_series_differ_by_marker_too() -> None:
    assert len({look.marker for look in style.SERIES_LOOKS}) == len(style.SERIES_LOOKS)


def test_the_settings_of_the_caller_neither_count_nor_change() -> None:
    @house_style
    def font_size() -> float:
        return float(matplotlib.rcParams["font.size"])

    with matplotlib.rc_context({"font.size": 31.0}):
        assert font_size() == style.LABEL_SIZE
        assert matplotlib.rcParams["font.size"] == 31.0
