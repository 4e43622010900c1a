"""Figures side by side with the plain alternative, in the same run: `make bench`."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cli.start_up import COMMANDS, multiples, work_in
from grading.beside_stock import graded

ROOT = Path(__file__).parent.parent
SUBMISSIONS = 12


def main() -> None:
    """Print every figure; a limit is named where the kit promises one."""
    importing()
    commands()
    keystrokes()
    language()
    postmortems()
    action_items()
    evidence()
    incidents()
    quarters()
    histories()
    labs()
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
    show("… and examine (limit 150 ms)", f"{start('from pmkit import examine') - bare:.0f} ms", "")
    show("… and FiveWhys and examine", f"{start('from pmkit import FiveWhys, examine') - bare:.0f} ms", "")


def commands() -> None:
    """Each command in a fresh interpreter, by processor time, as multiples of importing pydantic."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work_in(folder)
        for command, (aim, _) in COMMANDS.items():
            words = command.partition(" -o ")[0]
            show(f"pmkit {words}", f"{multiples(command, folder):.1f}x", f"import pydantic 1x (limit {aim:g}x)")


def keystrokes() -> None:
    """What the kernel does for one keystroke in each builder: parse, save, read, assess, read back, draw."""
    from widgets.keystrokes import BENCHES, measured

    for make in BENCHES.values():
        one = make()
        with tempfile.TemporaryDirectory() as folder:
            ours, bare = (measured(one, Path(folder), 40, reads=reads) for reads in (True, False))
        text = one.answer.dump()
        alone = median_ms(lambda one=one, text=text: type(one.answer).parse(text).dump(), 20)
        plain = f"without reading and grade {bare:.1f} ms; parse and dump alone {alone:.1f} ms"
        show(f"a keystroke, {one.name} (limit 50 ms)", f"{ours:.1f} ms", plain)


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
        "1 MB of nothing but blame (limit 1 s)": (blaming * (1_000_000 // len(blaming)), 3),
        **{f"hostile: {name}, {len(text):,} characters": (text, 3) for name, text in hostile.items()},
    }
    for name, (text, rounds) in texts.items():
        ours = median_ms(lambda text=text: examine(text), rounds)
        plain = median_ms(lambda text=text: list_of_words(text), rounds)
        show(name, f"{ours:.3g} ms", f"list of words {plain:.3g} ms")


def postmortems() -> None:
    """A postmortem of 1,500 words through all of its checks, beside the language checks alone."""
    from pmkit.checks import examine

    text = (ROOT / "tests" / "corpus" / "documents" / "good" / "10.md").read_text(encoding="utf-8")
    longer = " ".join(f"Server {number} answered {number * 7} requests in that minute." for number in range(85))
    text = text.replace("## Root cause\n", f"## Root cause\n\n{longer}\n")
    turns = iter(range(1_000))  # no text is read twice
    whole = median_ms(lambda: examine(f"{text}\nTurn {next(turns)}\n", "postmortem"), 15)
    prose = median_ms(lambda: examine(f"{text}\nTurn {next(turns)}\n", "prose"), 15)
    show(
        f"postmortem of {len(text.split()):,} words, checked",
        f"{whole:.1f} ms",
        f"its language alone {prose:.1f} ms (limit 50)",
    )


def action_items() -> None:
    """Forty items read for the first time, beside a look whether each has its fields, which reads no text."""
    from pmkit import ActionItem, ActionItems, examine

    def items(run: int) -> ActionItems:
        text = "Page the ledger rota when run {} of import {} has taken over {} s"
        texts = [text.format(run, number, 40 + number) for number in range(40)]
        return ActionItems(actions=[ActionItem(text=one, owner=f"Mina {one[-4:]}", priority="P3") for one in texts])

    examine(items(0), "action-items")
    answers = iter([items(run) for run in range(1, 41)])
    ours = median_ms(lambda: examine(next(answers), "action-items"), 20) / 40
    plain = median_ms(lambda: [one.owner and one.due and one.priority for one in next(answers).actions], 20) / 40
    show("an action item (limit 1 ms)", f"{ours:.2f} ms", f"fields looked at {plain:.4f} ms")
    lists_of_items()


def lists_of_items() -> None:
    """A move on the board of two hundred items, a keystroke among sixty, the weekly review on the command line."""
    from widgets.item_lists import list_of, measured_key, measured_move

    answer = list_of(200)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = median_ms(answer.dump, 9)
        show(
            "a move on the board, 200 items", f"{measured_move(200, folder, 20):.0f} ms", f"dump alone {written:.0f} ms"
        )
        text = list_of(60).dump()
        alone = median_ms(lambda: type(answer).parse(text).dump(), 9)
        key = measured_key(60, folder, 20)
        show("a keystroke, 60 action items (limit 50 ms)", f"{key:.1f} ms", f"parse and dump alone {alone:.1f} ms")
        answer.save(folder / "action_items.toml")
        told = multiples("actions due action_items.toml --on 2026-12-07", folder)
        show("pmkit actions due, 200 items", f"{told:.1f}x", "import pydantic 1x")


def evidence() -> None:
    """A million log lines, and a Slack export of 1 GB, each read in an interpreter of its own."""
    line = (
        '{{"@timestamp":"2026-01-31T{}:{:02}.{:03}Z","log.level":"ERROR","service.name":"checkout","message":"{}"}}\n'
    )
    message = '{{"type":"message","user":"U{}","ts":"17698{:05}.000100","text":"{}"}}'
    with tempfile.TemporaryDirectory() as folder:
        log, slack = Path(folder) / "checkout.ndjson", Path(folder) / "slack"
        with log.open("w", encoding="utf-8") as file:
            file.writelines(
                line.format(f"14:{n // 60000 % 60:02}", n // 1000 % 60, n % 1000, f"request {n} took {n % 900} ms")
                for n in range(1_000_000)
            )
        (slack / "incidents").mkdir(parents=True)
        day = slack / "incidents" / "2000-01-01.json"
        day.write_text("[" + ",\n".join(message.format(n % 90, n, "word " * 40) for n in range(40_000)) + "]", "utf-8")
        one_day = Path(folder) / "one"
        (one_day / "incidents").mkdir(parents=True)
        (one_day / "incidents" / day.name).hardlink_to(day)
        days = 10**9 // day.stat().st_size + 1
        for number in range(1, days):
            # The same bytes under many names: as much to read, not as much to store.
            name = f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}.json"
            (slack / "incidents" / name).hardlink_to(day)
        read = "sum(isinstance(one, Event) for one in {}.events(Path(sys.argv[1])))"
        show(
            "1,000,000 log lines (limit 15 s, 1.5 GB)",
            _alone("len(log_lines.read(Path(sys.argv[1])).events)", log),
            f"streamed {_alone(read.format('log_lines'), log)}; json.loads alone "
            f"{_alone('len([json.loads(line) for line in open(sys.argv[1])])', log)}",
        )
        show(
            f"a Slack export of 1 GB, {days} days (memory flat)",
            _alone(read.format("slack"), slack),
            f"one such day alone {_alone(read.format('slack'), one_day)}",
        )


def incidents() -> None:
    """Folders of evidence: one for a trainee, and a thousand on two processors."""
    import resource
    from concurrent.futures import ProcessPoolExecutor
    from shutil import copytree

    with tempfile.TemporaryDirectory() as folder:
        one = iter(range(10_000))
        ours = median_ms(lambda: _evidence_of(f"{folder}/one/{next(one)}"), 20)
        copies = iter(range(10_000))
        copy = median_ms(lambda: copytree(f"{folder}/one/0", f"{folder}/copy/{next(copies)}"), 20)
        show("a folder of evidence (limit 100 ms)", f"{ours:.0f} ms", f"a copy of its files {copy:.0f} ms")
        began, spent = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(_evidence_of, [f"{folder}/many/{number}" for number in range(1000)], chunksize=50))
        took = time.perf_counter() - began
        count = len(list((Path(folder) / "many").glob("*/README.md")))
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - spent
        plain = f"{spent:.0f} s of processor time in all"
        show(f"{count:,} of them on two processors (limit 60 s)", f"{took:.1f} s", plain)


def quarters() -> None:
    """Five hundred simulated quarters of one choice, beside a loop that draws as many numbers."""
    import random

    from pmkit.incidents.quarter.comparison import compare, other_choice
    from pmkit.incidents.quarter.given import assume, load_quarter
    from pmkit.incidents.quarter.simulation import simulate

    story, assumed = load_quarter(), assume()
    choice, starts = other_choice(story, 1), iter(range(0, 10**6, 500))

    def five_hundred() -> None:
        first = next(starts)
        for seed in range(first, first + 500):
            simulate(choice, story, assumed, seed)

    plain = median_ms(lambda: [random.random() for _ in range(500 * 40)], 5)  # noqa: S311 -- a measure, no secret
    show(
        "500 simulated quarters (limit 1 s)", f"{median_ms(five_hundred, 5):.0f} ms", f"their dice alone {plain:.0f} ms"
    )
    first, *others = (median_ms(lambda: compare(choice, seed=next(starts)), 1) for _ in range(4))
    again = f"after the first {statistics.median(others):.0f} ms"
    show("… and 500 other choices, 8 quarters each", f"{first:.0f} ms", again)


def histories() -> None:
    """The figures of 100,000 incidents beside a plain group-by of the same, processor time, each after one warm-up."""
    from metrics.plain_figures import ours_page, ours_table, plain, seconds, write_history

    with tempfile.TemporaryDirectory() as folder:
        path = write_history(Path(folder) / "history.csv", 100_000)
        ours_page(path)
        bare = seconds(plain, path)
        for what, act in (("table (limit 1 s)", ours_table), ("report (limit 3 s)", ours_page)):
            took = seconds(act, path)
            show(f"100,000 incidents, {what}", f"{took:.2f} s", f"pandas group-by {bare:.2f} s ({took / bare:.1f}x)")


def labs() -> None:
    """A change in each lab of metrics, dice thrown anew, beside numpy's dice for as many durations alone."""
    import numpy as np

    from pmkit import mtbf_lab, power_lab
    from pmkit.metrics.power import DRAWS

    seeds = iter(range(2, 10_000))
    alone = median_ms(lambda: np.random.default_rng(next(seeds)).lognormal(size=DRAWS), 5)
    for lab, name, plain in (
        (power_lab(incidents=2_000), "2,000 incidents a period, a change", f"their dice alone {alone:.0f} ms"),
        (mtbf_lab(a_month=30), "two teams and 40 other pairs, a change", ""),
    ):

        def change(lab: Any = lab) -> None:
            lab.typed = {"values": lab.values, "seed": next(seeds)}

        show(f"{name} (limit 300 ms)", f"{median_ms(change, 5):.0f} ms", plain)


def _evidence_of(folder: str) -> None:
    from pmkit.incidents import make_incident, story_names, write_evidence

    slug = story_names()[int(Path(folder).name) % len(story_names())]
    write_evidence(make_incident(slug, f"trainee {folder[-40:]}"), Path(folder))


def _alone(expression: str, path: Path) -> str:
    """Seconds of one processor and peak memory of an expression, in a fresh interpreter."""
    code = (
        "import json, resource, sys, time\nfrom pathlib import Path\n"
        "from pmkit.evidence.sources import log_lines, slack\n"
        f"from pmkit.models.event import Event\nbegan = time.process_time()\ncount = {expression}\n"
        "print(f'{time.process_time() - began:.1f} s', "
        "f'{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB', f'{count:,}', sep=', ')"
    )
    answer = subprocess.run([sys.executable, "-c", code, path], check=True, capture_output=True, text=True)
    return answer.stdout.strip()


def grading() -> None:
    """The same submissions of the real exercise, graded by the kit and by nbgrader's own Execute."""
    ours, stock = (graded(SUBMISSIONS, is_stock=is_stock) for is_stock in (False, True))
    show(
        f"grading, each of {SUBMISSIONS} submissions",
        f"{ours.seconds:.2f} s",
        f"nbgrader's Execute {stock.seconds:.2f} s ({stock.seconds / ours.seconds:.0f}x); "
        f"points {ours.points | stock.points}",
    )


if __name__ == "__main__":
    main()
