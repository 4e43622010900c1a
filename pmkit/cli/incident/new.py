"""`pmkit incident new`: a folder of evidence for a story."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser, add_format, whole
from pmkit.cli.program import CLEAN, Format, fail, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("story", metavar="STORY", help="The story, as pmkit incident list names it.")
    add = parser.options.add_argument
    add("-o", "--output", type=Path, required=True, metavar="DIR", help="The folder to write.")
    add("--trainee", metavar="ID", help="Whose incident: times, names and figures are their own.")
    add("--seed", type=whole(), metavar="N", help="A number in place of a trainee; 0 is the story as written.")
    add("--force", action="store_true", help="Write into a folder that holds something.")
    add_format(parser)


def run(options: Options) -> int:
    """Write a folder of evidence, in the formats of the tools that the story's team uses."""
    from pmkit.incidents.evidence_folder import FolderError, write_evidence
    from pmkit.incidents.incident import make_incident

    folder: Path = options.output
    try:
        made = make_incident(options.story, options.trainee, options.seed)
        paths = write_evidence(made, folder, force=options.force)
    except LookupError as error:
        fail(str(error.args[0]))
    except (FolderError, ValueError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or folder}: cannot be written ({error.strerror}); write another folder")
    lines = sum(sheet.text.count("\n") for sheet in made.sheets)
    if options.format is Format.JSON:
        files = [str(path) for path in paths]
        print_json({"story": options.story, "folder": str(folder), "files": files, "lines": lines})
    else:
        say(f"{folder}: {len(paths)} files, {lines:,} lines. Begin with {folder / 'README.md'}")
    return CLEAN
