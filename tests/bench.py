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
    language()
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


def language() -> None:
    """The language checks beside a list of words looked up in the text, which explains and places nothing."""
    from pmkit.checks import examine

    words = "blame fault failed failure mistake careless stupid should could forgot ignored obviously".split()

    def list_of_words(text: str) -> list[str]:
        lower = text.lower()
        return [word for word in words if word in lower]

    sentence = "The on-call engineer restarted the pod at 14:02 and the queue drained in nine minutes. "
    blaming = "We should have tested it before the release went out to all twelve regions. "
    section = f"## What happened\n\n{sentence * 6}\n\n- {sentence}\n- {sentence}\n\n"
    report = section * (1500 // len(section.split()))
    whole = sentence * (1_000_000 // len(sentence))
    hostile = {
        "a a a": "a " * 500_000,
        "quotes": "> " * 5_000,
        "lists": "".join("  " * n + "- we\n" for n in range(300)),
    }
    texts = {
        "a sentence, nothing to find (limit 0.05 ms)": (sentence, 400),
        "a sentence, one finding (limit 0.05 ms)": (blaming, 400),
        f"a postmortem, {len(report.split())} words (limit 10 ms)": (report, 20),
        "1 MB of prose (limit 1 s)": (whole, 3),
        **{f"hostile: {name}, {len(text):,} characters": (text, 3) for name, text in hostile.items()},
    }
    for name, (text, rounds) in texts.items():
        ours = median_ms(lambda text=text: examine(text), rounds)
        plain = median_ms(lambda text=text: list_of_words(text), rounds)
        show(name, f"{ours:.3g} ms", f"list of words {plain:.3g} ms")


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
