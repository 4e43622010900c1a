"""The command line: exit 0 when all is well, 1 with findings, 2 for bad use or input that cannot be read."""

from pmkit.cli import answers, check, course, explain, incident, timeline, timeline_import
from pmkit.cli.program import app, main

__all__ = ["app", "main"]

# Help lists them in this order.
for command in (course.lab, check.check, explain.explain, answers.draw, answers.assess):
    app.command()(command)
timeline.timeline.command("import")(timeline_import.import_evidence)
app.add_typer(timeline.timeline, name="timeline")
app.add_typer(incident.incident, name="incident")
app.add_typer(course.course, name="course")
