"""The palette reads on white, in colour and in grey."""

import itertools

import matplotlib
import pytest
from matplotlib.colors import to_hex, to_rgb

from keianalysis.figures import style
from keianalysis.figures.forms.parts import edge
from keianalysis.figures.frame import STAMP_ALPHA
from keianalysis.figures.style import VERDICT_LOOKS, VerdictLook, house_style

TEXT_CONTRAST = 4.5
"""WCAG 2 level AA for text; marks need 3."""
MARK_CONTRAST = 3.0
LIGHT_CARD, DARK_PAPER, DARK_CARD = "#f5f6f8", "#15181c", "#1f242a"
"""The grounds of the page beside white: see report.css."""
GREY_CONTRAST = 1.5
"""Two plain fills closer than this look the same on a grey print."""
PART_CONTRAST = 1.45
TILE_CONTRAST = 1.3
"""Tiles bear their number, so their shades only show the order."""


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
def test_white_counts_read_on_every_verdict_and_its_name_on_every_ground(verdict: str) -> None:
    look = VERDICT_LOOKS[verdict]
    for ground in ("#FFFFFF", LIGHT_CARD):
        assert contrast(look.colour, ground) >= TEXT_CONTRAST
    for ground in (DARK_PAPER, DARK_CARD):
        assert contrast(look.on_dark, ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("look", [*style.TILE_LOOKS, *style.FALL_LOOKS, *style.PART_LOOKS, style.EMPTY_TILE])
def test_text_reads_on_every_tile_and_part(look: style.FillLook) -> None:
    assert contrast(look.fill, look.text) >= TEXT_CONTRAST


@pytest.mark.parametrize(
    "colour", [style.MUTED_TEXT, edge(""), *(look.colour for look in VERDICT_LOOKS.values()), *style.PALETTE]
)
def test_every_mark_or_its_outline_stands_out_from_white(colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= MARK_CONTRAST


def test_tiles_grow_darker_with_the_number_also_in_grey() -> None:
    pairs = [*itertools.pairwise(style.TILE_LOOKS), *itertools.pairwise(style.FALL_LOOKS)]
    for lighter, darker in pairs:
        assert luminance(lighter.fill) > luminance(darker.fill)
        assert contrast(lighter.fill, darker.fill) >= TILE_CONTRAST


def test_no_two_parts_of_a_bar_have_one_grey() -> None:
    for first, second in itertools.combinations(style.PART_LOOKS, 2):
        assert contrast(first.fill, second.fill) >= PART_CONTRAST, f"{first.fill} looks like {second.fill}"


def test_labels_read_where_the_mark_of_sample_data_lies_under_them() -> None:
    stamped = [STAMP_ALPHA * ink + (1 - STAMP_ALPHA) for ink in to_rgb(style.MUTED_TEXT)]
    for colour in (style.TEXT, style.MUTED_TEXT):
        assert contrast(colour, to_hex(stamped)) >= TEXT_CONTRAST


def alike_in_grey(first: VerdictLook, second: VerdictLook) -> bool:
    return first.hatch == second.hatch and contrast(first.colour, second.colour) < GREY_CONTRAST


def test_verdicts_differ_in_grey() -> None:
    for (name, look), (other, second) in itertools.combinations(VERDICT_LOOKS.items(), 2):
        assert not alike_in_grey(look, second), f"{name} looks like {other}"


def test_the_check_sees_two_hues_of_one_grey() -> None:
    assert alike_in_grey(VerdictLook("#0072B2", ""), VerdictLook("#C24A00", ""))


def test_series_differ_by_marker_too() -> None:
    assert len({look.marker for look in style.SERIES_LOOKS}) == len(style.SERIES_LOOKS)


def test_the_settings_of_the_caller_neither_count_nor_change() -> None:
    @house_style
    def font_size() -> float:
        return float(matplotlib.rcParams["font.size"])

    with matplotlib.rc_context({"font.size": 31.0}):
        assert font_size() == style.LABEL_SIZE
        assert matplotlib.rcParams["font.size"] == 31.0
