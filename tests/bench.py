"""Figures side by side with the plain alternative, in the same run: `make bench`."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "grading"))

from course import make_course  # noqa: E402  # found through the line above

from pmkit.grading.exercise import load_exercise  # noqa: E402
from pmkit.models.five_whys import FiveWhys, Why  # noqa: E402

SUBMISSIONS = 12
# nbgrader as it comes: the same folders, its own preprocessors, every notebook executed in a kernel.
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "pmkit"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


def main() -> None:
    """Print every figure; a limit is named where the kit promises one."""
    importing()
    keystroke()
    grading()


def show(what: str, ours: str, plain: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:<44} {ours:>14}   {plain}\n")
    sys.stdout.flush()


def median_ms(act: Callable[[], object], rounds: int) -> float:
    """The median duration of an act, in milliseconds."""
    durations = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def importing() -> None:
    """A fresh interpreter each time; what starting Python itself takes is taken off."""

    def start(code: str) -> float:
        return median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True), 9)

    bare = start("pass")
    show(
        "import pmkit (limit 150 ms)",
        f"{start('import pmkit') - bare:.0f} ms",
        f"pandas {start('import pandas') - bare:.0f} ms",
    )
    show("… and FiveWhys and examine", f"{start('from pmkit import FiveWhys, examine') - bare:.0f} ms", "")


def keystroke() -> None:
    """What the kernel does for one keystroke in a chain of seven: parse, save, check, draw."""
    from pmkit.widgets.five_whys import FiveWhysBuilder

    exercise = load_exercise("five-whys")
    answer = exercise.model_answer
    if not isinstance(answer, FiveWhys):
        raise TypeError(answer)
    answer.whys += [Why(answer="Nothing else watches memory"), Why(answer="The release checklist asks for no long run")]
    with tempfile.TemporaryDirectory() as folder:
        builder = FiveWhysBuilder(Path(folder) / "five_whys.toml", exercise.scenario)
        data = answer.model_dump(mode="json", exclude_none=True)
        revision = iter(range(1, 10_000))

        def press() -> None:
            number = next(revision)
            text = f"{answer.problem} {'x' * (number % 50)}"
            builder.typed = {"client": "bench", "revision": number, "answer": data | {"problem": text}}

        press()
        ours = median_ms(press, 60)
        saved = (Path(folder) / "five_whys.toml").read_text(encoding="utf-8")
    if "xxx" not in saved:
        raise RuntimeError("the keystrokes did not reach the file")
    plain = median_ms(lambda: FiveWhys.parse(answer.dump()), 60)
    show("a keystroke, chain of 7 (limit 50 ms)", f"{ours:.1f} ms", f"parse and dump alone {plain:.1f} ms")


def grading() -> None:
    """The same submissions of the real exercise, graded by the kit and by nbgrader's own Execute."""
    source = (ROOT / "solutions" / "five-whys" / "five-whys.ipynb").read_text(encoding="utf-8")
    answer = load_exercise("five-whys").model_answer.dump()
    took = {}
    points = {}
    for name, config in (("pmkit", None), ("stock", STOCK)):
        with tempfile.TemporaryDirectory() as folder:
            course = make_course(Path(folder), source)
            if config:
                (Path(folder) / "nbgrader_config.py").write_text(config, encoding="utf-8")
            for number in range(SUBMISSIONS):
                course.submit(f"student{number}", answer=answer)
            start = time.perf_counter()
            course.run("autograde", "five-whys", timeout=900)
            took[name] = (time.perf_counter() - start) / SUBMISSIONS
            points[name] = set(course.scores().values())
    show(
        f"grading, each of {SUBMISSIONS} submissions",
        f"{took['pmkit']:.2f} s",
        f"nbgrader's Execute {took['stock']:.2f} s ({took['stock'] / took['pmkit']:.0f}x); points {points}",
    )


if __name__ == "__main__":
    main()
