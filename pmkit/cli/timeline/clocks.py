"""`pmkit timeline clocks`: the figures of an incident."""

from typing import Any

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, Format, fail, print_json, say
from pmkit.cli.timeline.file import declare_file, read_file

ALL = "all"


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_file(parser)
    parser.options.add_argument(
        "--policy",
        default="module",
        metavar="NAME",
        help=f"Who defines the figures so; {ALL} for each of them; module without it.",
    )
    add_format(parser)


def run(options: Options) -> int:
    """Time to detect, acknowledge, mitigate, resolve: each with the two anchors it runs between."""
    from pmkit.models.clocks import load_policy, policy_names, read_clocks

    names = policy_names()
    if options.policy not in (*names, ALL):
        fail(f"no policy is called {options.policy!r}; write one of: {', '.join((*names, ALL))}")
    anchors = read_file(options.file, options.date).anchors
    policies = [load_policy(name) for name in (names if options.policy == ALL else [options.policy])]
    readings = [(one, read_clocks(anchors, one)) for one in policies]
    if options.format is Format.JSON:
        told = [_as_data(one.name, figures) for one, figures in readings]
        print_json({"policies": told} if options.policy == ALL else told[0])
    else:
        from pmkit.render.timeline.clocks import one_policy, several_policies

        several = options.policy == ALL
        say(several_policies(readings, anchors) if several else one_policy(readings[0], anchors), end="")
    return CLEAN


def _as_data(policy: str, figures: list[Any]) -> dict[str, Any]:
    return {
        "policy": policy,
        "figures": [{"name": one.name, "seconds": one.seconds, "from": one.start, "to": one.end} for one in figures],
    }
