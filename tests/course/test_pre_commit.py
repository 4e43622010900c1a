"""The checks in somebody else's repository, as docs/after-the-course.md tells it: before each commit."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "after-the-course.md").read_text("utf-8")
BLAMING = "# Outage of 31 January\n\nPriya carelessly restarted the wrong node.\n"
BLAMELESS = "# Outage of 31 January\n\nThe restart reached another node than intended.\n"


class Repository:
    """A scratch repository, with a home of its own for git and pre-commit."""

    def __init__(self, folder: Path, home: Path, programs: Path | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        who = {f"GIT_{role}_{what}": "Ada" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        # Inside a commit hook git tells its children of the outer repository.
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self.folder = folder
        self.environment = {
            **inherited,
            **who,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PRE_COMMIT_HOME": str(home),
            "PIP_CONSTRAINT": str(PROJECT / "requirements.lock"),
            "PATH": os.pathsep.join([*([str(programs)] if programs else []), os.environ["PATH"]]),
        }
        self.run("git", "init", "--quiet")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--message", "All there is")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")


def configuration(address: Path, revision: str) -> str:
    """What the page tells teams to write, for a hook that lives at `address`."""
    [text] = re.findall(r"```yaml\n(repos:.*?)```", PAGE, re.DOTALL)
    return text.replace("<the address of this project>", str(address)).replace("<a tag or commit of it>", revision)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit is: an environment of its own, as teams have it."""
    folder = tmp_path_factory.mktemp("pre-commit")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "pre-commit>=4,<5"]
    subprocess.run(command, check=True, timeout=300)
    return folder / "bin"


@pytest.mark.slow("pre-commit makes its environment")
@pytest.mark.needs("git", "packages")
def test_the_hook_stops_a_commit_that_blames_and_lets_the_rewrite_pass(
    clean_clone: Path, programs: Path, tmp_path: Path
) -> None:
    address = tmp_path / "hooks"
    shutil.copytree(clean_clone, address)
    hook = Repository(address, tmp_path / "home")
    committed = hook.commit()
    assert committed.returncode == 0, committed.stderr
    revision = hook.run("git", "rev-parse", "HEAD").stdout.strip()

    team = Repository(tmp_path / "team", tmp_path / "home", programs)
    team.write(".pre-commit-config.yaml", configuration(address, revision))
    team.write("postmortems/2026-01-31.md", BLAMING)
    team.write("README.md", BLAMING)
    assert team.run("pre-commit", "install").returncode == 0

    stopped = team.commit()
    assert stopped.returncode == 1, stopped.stderr
    assert "postmortems/2026-01-31.md:3:" in stopped.stderr
    assert "3 | Priya carelessly restarted the wrong node." in stopped.stderr
    assert "README.md:" not in stopped.stderr
    team.write("postmortems/2026-01-31.md", BLAMELESS)
    passed = team.commit()
    assert (passed.returncode, team.run("git", "log", "--oneline").stdout.count("\n")) == (0, 1), passed.stderr
