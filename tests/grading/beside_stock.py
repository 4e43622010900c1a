"""The same submissions, graded by the kit and by nbgrader as it comes, which runs every notebook in a kernel."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grading.course import ROOT, make_course

from pmkit.grading.exercise import load_exercise

# The same folders, nbgrader's own preprocessors.
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "pmkit"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


@dataclass(frozen=True)
class Graded:
    """Seconds for each submission by the clock, the start of the run among them, and what was booked."""

    seconds: float
    points: set[float]


def graded(submissions: int, *, is_stock: bool) -> Graded:
    """Grade so many model answers of five-whys in a new course."""
    source = (ROOT / "solutions" / "five-whys" / "five-whys.ipynb").read_text(encoding="utf-8")
    answer = load_exercise("five-whys").model_answer.dump()
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder), source)
        if is_stock:
            (Path(folder) / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
        for number in range(submissions):
            course.submit(f"student{number}", answer=answer)
        start = time.perf_counter()
        course.run("autograde", "five-whys")
        return Graded((time.perf_counter() - start) / submissions, set(course.scores().values()))
