"""Colours that stay apart for every viewer, class breaks, legends."""

from __future__ import annotations

from itertools import combinations

import pytest
from coloraide import Color

from tkpkp_geo import workspace
from tkpkp_geo.domain import style

VISIONS = (None, "protan", "deutan", "tritan")


def seen(colour: str, vision: str | None) -> Color:
    return Color(colour).filter(vision).clip() if vision else Color(colour)


@pytest.mark.parametrize("vision", VISIONS)
def test_opd_of_one_shape_stay_apart_for_colour_blind_viewers(vision):
    groups: dict[str, list[str]] = {}
    for opd in workspace.current().dataset.opd:
        groups.setdefault(opd.simbol, []).append(style.PALETTE[opd.warna])
    for colours in groups.values():
        for one, other in combinations(colours, 2):
            assert seen(one, vision).delta_e(seen(other, vision), method="2000") > 15, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
def test_kawasan_stay_apart_for_colour_blind_viewers(vision):
    colours = [style.kawasan_colours(i).strong for i in range(3)]
    for one, other in combinations(colours, 2):
        assert seen(one, vision).delta_e(seen(other, vision), method="2000") > 10, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", style.THEMES)
def test_extra_layers_are_legible_and_stay_apart_for_colour_blind_viewers(theme, vision):
    colours = [pair[theme] for pair in style.LAYER_COLOURS.values()]
    for ground in ("panel", "land", "neighbour"):
        assert all(Color(colour).contrast(style.THEMES[theme][ground]) >= 3 for colour in colours)
    for one, other in combinations(colours, 2):
        assert seen(one, vision).delta_e(seen(other, vision), method="2000") > 10, (one, other)


@pytest.mark.parametrize("name", style.PALETTE)
def test_monogram_reads_on_its_colour(name):
    assert Color(style.PALETTE[name]).contrast(style.ink_on(name)) >= 4.5


@pytest.mark.parametrize("theme", style.THEMES)
def test_text_reads_on_every_ground_of_its_theme(theme):
    colours = style.THEMES[theme]
    for ground in ("panel", "land", "neighbour", "sea"):
        for ink in ("ink", "ink_faint"):
            assert Color(colours[ink]).contrast(colours[ground]) >= 4.5, (ink, ground)
    for position in range(4):
        pair = style.kawasan_colours(position)
        assert Color(pair.light if theme == "dark" else pair.strong).contrast(colours["panel"]) >= 4.5


@pytest.mark.parametrize("theme", style.THEMES)
def test_steps_of_a_ramp_differ_in_lightness_even_in_grey(theme):
    # A washed-out projector leaves little but lightness.
    for position in range(4):
        pair = style.kawasan_colours(position)
        ramp = style.ramp(pair.light if theme == "dark" else pair.strong, style.THEMES[theme]["land"])
        light = [Color(step).convert("lab")["lightness"] for step in ramp]
        assert all(abs(a - b) > 6 for a, b in zip(light, light[1:], strict=False)), ramp


def test_every_opd_has_a_look_of_its_own():
    opd = workspace.current().dataset.opd
    assert len({(item.warna, item.simbol) for item in opd}) == len(opd) == len({item.monogram for item in opd})


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], ()),
        ([0, 0], ()),
        ([1], (1,)),
        ([4, 2], (1, 2, 3, 4)),
        ([5], (2, 4, 6)),
        ([10, 1], (3, 6, 9, 12)),
        ([1_250_000_000], (500_000_000, 1_000_000_000, 1_500_000_000)),
    ],
)
def test_breaks_are_round_and_reach_the_top(values, ends):
    assert style.breaks(values) == ends


def test_every_value_falls_into_the_class_that_the_legend_names():
    ends = style.breaks([10])
    assert [style.classify(value, ends) for value in (0, 1, 3, 4, 12)] == [0, 1, 1, 2, 4]
    assert style.legend_labels("program", ends) == ("0", "1–3", "4–6", "7–9", "10–12")
    assert style.legend_labels("pagu", (500_000_000, 10**9)) == ("0", "≤ Rp500 juta", "≤ Rp1 miliar")
    assert style.legend_labels("program", ()) == ("0",)


def test_monogram_is_escaped_in_the_symbol():
    from dataclasses import replace

    opd = replace(workspace.current().dataset.opd[0], monogram="<\x0b>")
    assert ">&lt;&gt;</text>" in style.symbol_svg(opd)


@pytest.mark.parametrize("theme", style.THEMES)
def test_figures_read_on_every_class_of_a_table(theme):
    grounds = [Color(colour) for colour in style.quiet_ramp(theme)]
    assert all(ground.contrast(style.THEMES[theme]["ink"]) >= 4.5 for ground in grounds)
    assert all(f"--class_{number}:" in style.css_rule(theme) for number in range(1, 5))
