"""The rules of tests/conftest.py hold in one process and in two."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
ONE, TWO = (), ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder")
LEFT_OUT = """
import pytest

def test_of_what_is_here(measured):
    measured("a figure of 7")

def test_that_fails_has_measured_too(measured):
    measured("a figure of 8")
    assert False

@pytest.mark.parametrize("number", range(2))
def test_of_what_is_missing(number):
    pytest.skip("no moon: look again at night")

@pytest.mark.xfail(reason="known")
def test_that_is_expected_to_fail():
    assert False

@pytest.mark.needs("samples")
def test_of_samples():
    pass
"""
NOT_COLLECTED = "import pytest\n\npytest.skip('no sun', allow_module_level=True)\n"
WHO = """
import os
import pytest

@pytest.mark.parametrize("number", range({tests}))
def test_of_one_file(number):
    with open({folder!r} + "/{name}", "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")
"""
Run = Callable[..., str]


@pytest.fixture
def suite(tmp_path: Path) -> Run:
    """Runs these files of tests beside a copy of tests/conftest.py; returns what pytest printed."""

    def run(options: tuple[str, ...], files: dict[str, str], *, ci: bool = False) -> str:
        folder = tmp_path / "tests"
        folder.mkdir(exist_ok=True)
        shutil.copy(CONFTEST, folder)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        marks = [f"{name}: as in pyproject.toml" for name in ("browser", "slow")]
        (tmp_path / "pytest.toml").write_text(f"[pytest]\nmarkers = {marks}\n", encoding="utf-8")
        own = {"CI": "true" if ci else "", "PMKIT_SAMPLES": "", "PMKIT_CHROMIUM": sys.executable}
        command = [sys.executable, "-m", "pytest", "-p", "xdist.plugin", "--strict-markers", *options]
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")} | own
        # No other plugin is needed here, and each takes its time to import.
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "yes"
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        ).stdout

    return run


def last_lines(output: str) -> list[str]:
    return sorted(line for line in output.splitlines() if line.startswith(("measured: ", "left out: ")))


@pytest.mark.parametrize("options", [ONE, TWO], ids=["one process", "two"])
def test_the_last_lines_say_once_what_was_measured_and_what_was_left_out(suite: Run, options: tuple[str, ...]) -> None:
    output = suite(options, {"test_a.py": LEFT_OUT, "test_b.py": NOT_COLLECTED})
    assert last_lines(output) == [
        "left out: 1 test: no sample files: PMKIT_SAMPLES names no folder to read them from",
        "left out: 1 test: no sun",
        "left out: 2 tests: no moon: look again at night",
        "measured: a figure of 7",
        "measured: a figure of 8",
    ]
    assert "1 failed, 1 passed, 4 skipped, 1 xfailed" in output


@pytest.mark.parametrize("options", [ONE, TWO], ids=["one process", "two"])
def test_with_ci_a_test_left_out_is_a_failure_and_samples_are_not(suite: Run, options: tuple[str, ...]) -> None:
    output = suite(options, {"test_a.py": LEFT_OUT}, ci=True)
    assert "3 failed, 1 passed, 1 skipped, 1 xfailed" in output
    assert "left out, which CI=true forbids: no moon: look again at night" in output
    output = suite(options, {"test_a.py": NOT_COLLECTED}, ci=True)
    assert "left out, which CI=true forbids: no sun" in output
    assert "1 error" in output


def test_a_file_and_all_tests_in_jupyterlab_run_in_one_process_each(suite: Run, tmp_path: Path) -> None:
    names = {"browser/lab/test_a.py": "lab", "browser/lab/test_b.py": "lab", "models/test_c.py": "models"}
    files = {
        path: WHO.format(folder=str(tmp_path), name=name, tests=4 if name == "lab" else 5)
        for path, name in names.items()
    }
    assert "13 passed" in suite(TWO, files)
    processes = {name: (tmp_path / name).read_text("utf-8").split() for name in names.values()}
    assert {name: (len(told), len(set(told))) for name, told in processes.items()} == {
        "lab": (8, 1),
        "models": (5, 1),
    }


def test_shares_are_the_whole_and_hold_what_is_always_run(suite: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"test_a.py": "\n".join(f"def test_{number}(): pass" for number in range(30))}
    files["checks/test_catalogue.py"] = "def test_always(): pass"
    seen = []
    for number in (1, 2, 3):
        monkeypatch.setenv("PMKIT_SHARE", f"{number}/3")
        output = suite((*ONE, "-v"), files)
        seen.append({line.split()[0] for line in output.splitlines() if " PASSED " in line})
        assert f"{31 - len(seen[-1])} deselected" in output
    shared = set.intersection(*seen)
    assert {one.rpartition("::")[2] for one in shared} == {"test_always"}
    assert len(set.union(*seen)) == 31
    assert sum(map(len, seen)) == 30 + 3


def test_what_is_slow_says_why() -> None:
    marked = [
        f"{path.relative_to(CONFTEST.parent)}: {line.strip()}"
        for path in CONFTEST.parent.rglob("test_*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "mark.slow" in line and path.name != "test_suite.py"
    ]
    assert len(marked) > 10
    assert [line for line in marked if 'mark.slow("' not in line] == []


def test_what_takes_long_begins_first(suite: Run) -> None:
    quick, slow = "def test_quick(): pass\n", "import pytest\n@pytest.mark.slow\ndef test_slow(): pass\n"
    alone = ("-n", "1", *TWO[2:], "-v")  # two processes may end in any order
    output = suite(alone, {"test_a.py": quick, "test_b.py": quick, "test_c.py": quick, "test_d.py": slow})
    passed = [line for line in output.splitlines() if " PASSED " in line]
    assert ["test_slow" in line for line in passed] == [True, False, False, False]


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        ("tests/browser/lab/test_own_work.py::test_it", "lab"),
        ("tests/browser/test_undo.py::test_it", "tests/browser/test_undo.py"),
        ("tests/grading/test_assess.py::test_it[a::b]", "tests/grading/test_assess.py"),
        ("pmkit/models/clocks.py::pmkit.models.clocks.Clock", "pmkit/models/clocks.py"),
        ("tests/course/test_install.py::test_it[3.11]", "tests/course/test_install.py::test_it[3.11]"),
    ],
)
def test_the_slow_tests_that_share_nothing_are_the_only_ones_to_part(nodeid: str, group: str) -> None:
    spec = spec_from_file_location("the_conftest", CONFTEST)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.group_of(nodeid) == group
