"""The light core: on every Python that we name it installs without Jupyter and passes its tests.

Each Python runs the doctests, what is in every share (see tests/conftest.py) and a third of the other tests; the
three thirds are the whole. `make test-all` runs the whole on each.
"""

import os
import subprocess
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from pmkit.course.pins import BINDER, closure, locked

PROJECT = Path(__file__).parents[2]
LOCK = PROJECT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
HEAVY = ("browser", "course", "layers", "metrics", "widgets", "*/*nbgrader*", "cli/test_metrics.py")
"""The tests that the lab, a checkout or a browser is needed for; all others must pass without."""
LIGHT = ("pmkit.models", "pmkit.evidence", "pmkit.checks")
"""What of the installed package has doctests that need nothing else."""
MOST_MEGABYTES = 60
TOOLS = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
IMPORT = "import time; began = time.perf_counter(); import pmkit; print(time.perf_counter() - began)"


@pytest.mark.slow("an environment is made for each Python")
@pytest.mark.parametrize(
    "version", [pytest.param(version, marks=pytest.mark.needs(f"python{version}")) for version in PYTHONS]
)
@pytest.mark.needs("git", "packages")
def test_the_light_core_installs_alone_and_passes_its_tests(
    version: str,
    clean_clone: Path,
    tmp_path: Path,
    python_of: Callable[[str], str],
    measured: Callable[[str], None],
) -> None:
    began = time.monotonic()
    programs = new_environment(tmp_path, python_of(version))
    install(programs, str(clean_clone))
    assert installed(programs) == light_core(version)
    for name in ("pins.py", "author.py"):
        assert not list(tmp_path.glob(f"venv/lib/python*/site-packages/pmkit/course/{name}")), "it is for authors alone"
    megabytes = size_of_packages(tmp_path) / 1e6
    assert megabytes < MOST_MEGABYTES
    assert said(programs / "pmkit", "--version").split()[-1] == project_table()["version"]
    importing = min(float(said(programs / "python", "-c", IMPORT)) for _ in range(5))

    install(programs, "pytest", "hypothesis")
    # Not `python -m pytest`: that would test the folder, not what was installed from it.
    options = ["-q", "-m", "not (browser or lab or slow)", "-p", "no:cacheprovider", "--pyargs", "tests", *LIGHT]
    options += [f"--ignore-glob={clean_clone / 'tests' / pattern}" for pattern in HEAVY]
    share = "" if os.environ.get("PMKIT_ALL") == "yes" else f"{PYTHONS.index(version) + 1}/{len(PYTHONS)}"
    summary = said(programs / "pytest", *options, folder=clean_clone, PMKIT_SHARE=share).splitlines()[-1]
    measured(
        f"the light core on Python {version}: {megabytes:.1f} MB, import pmkit {importing * 1000:.0f} ms, "
        f"{f'share {share} of its tests: ' if share else ''}{summary}; {time.monotonic() - began:.0f} s in all"
    )


def new_environment(folder: Path, python: str) -> Path:
    """A virtual environment in `folder`; returns where its programs are."""
    subprocess.run([python, "-m", "venv", folder / "venv"], check=True)
    return folder / "venv" / "bin"


def install(programs: Path, *what: str) -> None:
    command = [programs / "python", "-m", "pip", "install", "--quiet", "--constraint", LOCK, *what]
    subprocess.run(command, check=True, timeout=300)


def installed(programs: Path) -> set[str]:
    """The packages that pip sees there, without itself."""
    lines = said(programs / "python", "-m", "pip", "list", "--format=freeze").split()
    return {canonicalize_name(line.partition("==")[0]) for line in lines} - {"pip", "pmkit", "setuptools"}


def light_core(version: str) -> set[str]:
    """What the lock lets the light core need on a version of Python."""
    environment = {**BINDER, "python_version": version, "python_full_version": f"{version}.0"}
    return closure(project_table()["dependencies"], environment) & locked(LOCK, environment).keys()


def size_of_packages(folder: Path) -> int:
    """Bytes in site-packages, without what a new environment holds anyway."""
    [packages] = (folder / "venv" / "lib").glob("python*/site-packages")
    ours = (path for path in packages.iterdir() if not path.name.startswith(TOOLS))
    return sum(file.stat().st_size for path in ours for file in (path, *path.rglob("*")) if file.is_file())


def said(program: Path, *arguments: str, folder: Path | None = None, **variables: str) -> str:
    """What a program prints; a failure shows all it said."""
    # What the light core lacks is left out of its run on purpose, on a CI machine too.
    own = {**os.environ, "CI": "", **variables}
    answer = subprocess.run([program, *arguments], cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def project_table() -> dict[str, str]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
