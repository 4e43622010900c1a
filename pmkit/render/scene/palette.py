"""The colours of the drawings, as data: each role's colour on a light page and on a dark one."""

from typing import Literal

Theme = Literal["auto", "light", "dark"]

COLOURS: dict[str, tuple[str, str]] = {
    "background": ("#fdfdfd", "#111112"),
    "line": ("#57606a", "#9aa4af"),
    "ink": ("#1f2328", "#e6edf3"),
    "muted": ("#4d5661", "#b1bac4"),
    "problem-fill": ("#e8eef7", "#1a2738"),
    "problem": ("#2f5a9e", "#8cb8ff"),
    "why-fill": ("#f4f5f7", "#1d2127"),
    "why": ("#5c6773", "#a3adb8"),
    "aside-fill": ("#f8f8f7", "#171819"),
    "aside": ("#8d8d88", "#75756f"),
    "gap-fill": ("#fff7df", "#2c250f"),
    "gap": ("#7d5800", "#ecc04f"),
    "root-cause-fill": ("#fbe9f2", "#311827"),
    "root-cause": ("#961f62", "#f59ac8"),
    "action-fill": ("#e6f4eb", "#12291b"),
    "action": ("#1a6b3b", "#74d69b"),
}
"""Role: (light, dark). Each light colour occurs once, so that `stylesheet` can tell the roles apart by it."""

FOLLOWS = "pmkit-follows-theme"
"""The class of a picture that takes the page's theme."""


def colour(role: str, theme: Theme) -> str:
    """The colour of a role; `auto` bakes the light one, which `stylesheet` overrides on dark pages."""
    return COLOURS[role][theme == "dark"]


def stylesheet() -> str:
    """CSS that turns a light picture dark with JupyterLab's theme or, outside of it, the reader's system."""
    variables = ";".join(f"--pmkit-{role}:{dark}" for role, (_, dark) in COLOURS.items())
    rules = "".join(
        f'.{FOLLOWS} [{paint}="{light}"]{{{paint}:var(--pmkit-{role},{light})}}'
        for role, (light, _) in COLOURS.items()
        for paint in ("fill", "stroke")
    )
    jupyter = f'body[data-jp-theme-light="false"] .{FOLLOWS}'
    elsewhere = f"body:not([data-jp-theme-light]) .{FOLLOWS},svg:root.{FOLLOWS}"
    return f"{rules}{jupyter}{{{variables}}}@media (prefers-color-scheme:dark){{{elsewhere}{{{variables}}}}}"
