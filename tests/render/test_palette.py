"""Every text can be read on what it stands on, in both themes."""

import pytest

from pmkit.render.scene.palette import COLOURS, colour, stylesheet

KINDS = ("problem", "why", "gap", "root-cause", "action")
TEXTS = [(text, f"{kind}-fill") for kind in KINDS for text in (kind, "ink", "muted")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_has_a_contrast_of_at_least_four_and_a_half(theme: str, text: str, ground: str) -> None:
    assert contrast(colour(text, theme), colour(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("line", ["line", *KINDS])
def test_lines_and_borders_stand_out_from_the_page(theme: str, line: str) -> None:
    assert contrast(colour(line, theme), colour("background", theme)) >= 3


def test_each_light_colour_occurs_once_so_that_css_can_tell_roles_apart() -> None:
    assert len({light for light, _ in COLOURS.values()}) == len(COLOURS)


def test_the_stylesheet_knows_every_dark_colour() -> None:
    assert [dark for _, dark in COLOURS.values() if stylesheet().count(dark) != 2] == []
