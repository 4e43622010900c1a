"""What a test may need of the machine, and one rule for what is left out.

`@pytest.mark.needs("chromium")` says that a test needs something a machine may lack; NEEDS lists what can be
needed, and the marker `browser` implies "chromium". Where the thing is missing the test is skipped, and the
last lines of the run say what was left out and why. With CI=true *any* test that is skipped, by this marker
or by pytest.skip, is a failure: a CI machine has everything, or .ci/run is to be mended. One thing is
excepted: "samples". The sample files are no part of the repository, so a clone alone cannot have them; they
are read from the folder that PMKIT_SAMPLES names (.ci/run sets it where the folder exists), and a
PMKIT_SAMPLES that names no folder is a failure like any other.

`make test` runs the tests in two processes (pytest-xdist). What they have to tell travels with their reports, so
that the last lines are the same for one process and for two; `group_of` says which tests stay together.

`make test-all` sets PMKIT_ALL=yes: laws are tried on four times as many examples, and nothing is sampled. A
run with PMKIT_SHARE=1/3 takes the first of three shares of the tests, and all of ALWAYS; the shares are the whole.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import pytest
from hypothesis import settings

# Hundreds of interpreters are started: each would compile Jupyter, pydantic and the kit anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

CI = os.environ.get("CI") == "true"
CHECKOUT = Path(__file__).parents[1]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_SAMPLES = "no sample files: PMKIT_SAMPLES names no folder to read them from"
LEFT_OUT = pytest.StashKey[Counter[str]]()
MEASURED = pytest.StashKey[list[str]]()
EXAMPLES = 60
settings.register_profile("push", max_examples=EXAMPLES, deadline=None)
settings.register_profile("thorough", max_examples=4 * EXAMPLES, deadline=None)
settings.load_profile("thorough" if os.environ.get("PMKIT_ALL") == "yes" else "push")
ALWAYS = ("tests/checks/test_catalogue.py", "tests/incidents/test_incident.py", "tests/models/")
"""Files and folders that are in every share: each check with its examples, the golden digests, the models."""
APART = ("tests/course/test_install.py", "tests/course/test_notebooks.py")
"""Files whose tests take long and share nothing."""
A_SENTENCE = "measured"
"""The user property of a report that holds one."""
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@cache
def find_chromium() -> str | None:
    """The browser's path: PMKIT_CHROMIUM, else the first of CHROMIUMS on the PATH."""
    return os.environ.get("PMKIT_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


@cache
def find_python(version: str) -> str | None:
    """An interpreter of `version` ("3.12") that really runs: on the PATH, else one that pyenv keeps."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    kept = sorted(pyenv.glob(f"{version}.*/bin/python"), key=lambda path: len(path.parts[-3]))
    return next((python for python in (f"python{version}", *map(str, kept)) if _runs(python, version)), None)


def _runs(python: str, version: str) -> bool:
    """Whether it starts: pyenv puts a `python3.12` on the PATH that only says it is not chosen."""
    code = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == version


@cache
def _packages_can_be_fetched() -> bool:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--no-deps",
        "--ignore-installed",
    ]
    return subprocess.run([*command, "hatchling"], capture_output=True, check=False).returncode == 0


@cache
def find_prometheus() -> dict[str, str] | None:
    """The paths of prometheus, promtool and prometheus-alertmanager: on the PATH, else unpacked where root can."""
    names = ("prometheus", "promtool", "prometheus-alertmanager")
    if not all(map(shutil.which, names)) and shutil.which("apt-get") and NEEDS["root"][0]():
        # Unpacked, not installed: an installed Debian package would start its services.
        folder = Path(tempfile.mkdtemp(prefix="pmkit-prometheus-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for command in (["update", "-qq"], ["download", "-qq", "prometheus", "prometheus-alertmanager"]):
            subprocess.run(["apt-get", *command], cwd=folder, capture_output=True, check=False, timeout=300)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", package, folder], capture_output=True, check=False, timeout=60)
        os.environ["PATH"] += os.pathsep + str(folder / "usr" / "bin")
        _link_templates(folder / "usr" / "share" / "prometheus" / "alertmanager")
    found = {name: path for name in names if (path := shutil.which(name))}
    return found if len(found) == len(names) else None


def _link_templates(unpacked: Path) -> None:
    """Debian's Alertmanager opens its templates at one fixed place, and does not start without them."""
    place = Path("/usr/share/prometheus/alertmanager")
    if place.exists() or not unpacked.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # another worker was faster
        place.symlink_to(unpacked)
        atexit.register(place.unlink, missing_ok=True)


def _samples() -> Path | None:
    named = os.environ.get("PMKIT_SAMPLES")
    return Path(named) if named else None


NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (find_chromium, "no Chromium: install it, or name it in PMKIT_CHROMIUM"),
    "dot": (lambda: shutil.which("dot"), "no Graphviz: install it"),
    "git": (
        lambda: shutil.which("git") and (CHECKOUT / ".git").exists(),
        "no git checkout: clone the project",
    ),
    "packages": (_packages_can_be_fetched, "no package can be fetched: connect to the internet"),
    "prometheus": (
        find_prometheus,
        "no Prometheus: install prometheus and prometheus-alertmanager, or run as root on Debian",
    ),
    "python3.11": (lambda: find_python("3.11"), "no Python 3.11: install it"),
    "python3.12": (lambda: find_python("3.12"), "no Python 3.12: install it"),
    "python3.13": (lambda: find_python("3.13"), "no Python 3.13: install it"),
    "root": (lambda: hasattr(os, "geteuid") and os.geteuid() == 0, "not root"),
    "samples": (_samples, NO_SAMPLES),
}


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path, for tests that are marked `browser`."""
    path = find_chromium()
    assert path is not None, "mark this test: browser"
    return path


@pytest.fixture(scope="session")
def python_of() -> Callable[[str], str]:
    """The interpreter of a version, for tests that are marked needs("python3.12")."""

    def of(version: str) -> str:
        path = find_python(version)
        assert path is not None, f'mark this test: needs("python{version}")'
        return path

    return of


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample files, for tests that are marked needs("samples")."""
    folder = _samples()
    assert folder is not None, 'mark this test: needs("samples")'
    assert folder.is_dir(), f"PMKIT_SAMPLES names no folder: {folder}"
    return folder


@pytest.fixture(scope="session")
def clean_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a commit would hold now; for tests that are marked needs("git")."""
    copy = tmp_path_factory.mktemp("clone") / "pmkit"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    for name in filter(lambda name: (CHECKOUT / name).is_file(), names.split("\0")[:-1]):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def prometheus() -> dict[str, str]:
    """The paths of Prometheus' programs by name, for tests that are marked needs("prometheus")."""
    found = find_prometheus()
    assert found is not None, 'mark this test: needs("prometheus")'
    return found


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Call it with a sentence that holds a figure; the run's last lines show it."""
    return lambda sentence: request.node.user_properties.append((A_SENTENCE, sentence))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"needs(thing, …): left out where it is missing; one of {', '.join(NEEDS)}")
    config.stash[LEFT_OUT] = Counter()
    config.stash[MEASURED] = []
    config.pluginmanager.register(Told(config))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The share of the tests that was asked for; in one of several processes what takes longest first.

    So no process ends long after the other.
    """
    if asked := os.environ.get("PMKIT_SHARE"):
        kept = [item for item in items if is_in_share(item.nodeid, asked)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: (not item.get_closest_marker("browser"), not item.get_closest_marker("slow")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    """For --dist loadgroup, whose own groups pytest 9.2 no longer lets through (pytest-xdist, issue 1386)."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log) if config.getvalue("dist") == "loadgroup" else None


def is_in_share(nodeid: str, share: str) -> bool:
    """Whether a test is in a share such as "1/3"; a doctest of the package always is."""
    number, _, shares = share.partition("/")
    always = not nodeid.startswith("tests/") or nodeid.startswith(ALWAYS)
    return always or crc32(nodeid.encode()) % int(shares) == int(number) - 1


def group_of(nodeid: str) -> str:
    """What runs in one process, one after the other: a file, for what its tests share.

    All tests that need a JupyterLab share it; two would only make one another wait.
    """
    if nodeid.startswith("tests/browser/lab/"):
        return "lab"
    return nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture is made: a fixture may need the missing thing too."""
    things = [thing for marker in item.iter_markers("needs") for thing in marker.args]
    for thing in dict.fromkeys(["chromium", *things] if item.get_closest_marker("browser") else things):
        found, reason = NEEDS[thing]
        if not found():
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _noted((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _noted((yield))


def _noted(report: Report) -> Report:
    """Note what is left out, and make it a failure under CI=true; an expected failure is not left out."""
    if report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.left_out = reason.removeprefix("Skipped: ")
    if CI and report.left_out != NO_SAMPLES:
        report.outcome = "failed"
        report.longrepr = f"left out, which CI=true forbids: {report.left_out}"
    return report


class Told:
    """Gathers what the reports tell, from this process or from others."""

    def __init__(self, config: pytest.Config) -> None:
        self.stash = config.stash

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.pytest_collectreport(report)
        if report.when == "teardown":
            self.stash[MEASURED] += [text for name, text in report.user_properties if name == A_SENTENCE]

    def pytest_collectreport(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if reason := getattr(report, "left_out", None):
            self.stash[LEFT_OUT][reason] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The last lines: what was measured, what was left out and why."""
    for sentence in config.stash[MEASURED]:
        terminalreporter.write_line(f"measured: {sentence}")
    for reason, count in config.stash[LEFT_OUT].items():
        terminalreporter.write_line(f"left out: {count} {'test' if count == 1 else 'tests'}: {reason}")
