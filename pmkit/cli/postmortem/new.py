"""`pmkit postmortem new`: the skeleton of a postmortem, with what is known from data."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.parser import Options, Parser
from pmkit.cli.program import CLEAN, fail, say

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.story.scenario import Scenario
    from pmkit.models.timeline import Timeline


def declare(parser: Parser) -> None:
    """What the command takes."""
    add = parser.options.add_argument
    add(
        "--from",
        dest="timeline",
        metavar="FILE",
        help="A timeline, as .toml, .csv, .md or .jsonl: its table and figures.",
    )
    add("--story", metavar="NAME", help="A story of the course: what was told of the incident at first.")
    add("--trainee", metavar="ID", default="", help="With --story: whose incident it is.")
    add("--policy", default="module", metavar="NAME", help="Who defines the figures so; module without it.")
    add("-o", "--output", type=Path, metavar="FILE", help="A new Markdown file; here without it.")


def run(options: Options) -> int:
    """Draft a postmortem: timeline, figures and impact from data, judgement left to its writer."""
    from pmkit.models import answer_file
    from pmkit.models.clocks import load_policy, policy_names
    from pmkit.tables.postmortem_draft import draft_postmortem

    if options.policy not in policy_names():
        fail(f"no policy is called {options.policy!r}; write one of: {', '.join(policy_names())}")
    if options.trainee and not options.story:
        fail("--trainee says whose incident of a story it is; write --story NAME as well")
    timeline = _timeline(options.timeline)
    text = draft_postmortem(timeline, load_policy(options.policy), _scenario(options.story, options.trainee)).dump()
    target: Path | None = options.output
    if target is None:
        say(text, end="")
        return CLEAN
    if target.exists():
        fail(f"{target} is there already, and is not written over; write another name with -o")
    try:
        answer_file.write(target, text)
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    say(f"{target}")
    return CLEAN


def _timeline(path: str | None) -> "Timeline | None":
    if path is None:
        return None
    from pmkit.cli.timeline.file import read_file

    return read_file(Path(path), None)


def _scenario(story: str | None, trainee: str) -> "Scenario | None":
    if not story:
        return None
    from pmkit.incidents.incident import make_incident, scenario_of
    from pmkit.incidents.story import load_story

    try:
        return scenario_of(make_incident(story, trainee)) if trainee else load_story(story)
    except (LookupError, ValueError) as error:
        fail(str(error.args[0]))
