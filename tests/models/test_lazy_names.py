"""What a package offers stands once, in its stub, and is imported when it is first asked for."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import pmkit

PACKAGES = ("pmkit", "pmkit.checks", "pmkit.evidence", "pmkit.incidents")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_offers_what_its_stub_names(name: str) -> None:
    package = import_module(name)
    stub = Path(str(package.__file__)).with_suffix(".pyi").read_text(encoding="utf-8")
    offered = {line.split()[3]: line.split() for line in stub.splitlines() if line.startswith("from ")}
    assert offered
    assert all(words[3] == words[5] and len(words) == 6 for words in offered.values())
    assert {*offered, *({"__version__"} if name == "pmkit" else ())} == {*package.__all__}
    assert {*offered, "__name__"} <= {*dir(package)}


@pytest.mark.lab
@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_is_there(name: str) -> None:
    package = import_module(name)
    assert [one for one in package.__all__ if not hasattr(package, one)] == []


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'pmkit' has no attribute 'nothing'"):
        _ = pmkit.nothing


def test_to_import_the_package_imports_none_of_what_it_offers() -> None:
    code = "import sys, pmkit; print([name for name in sys.modules if name.startswith('pmkit.')])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "['pmkit.models', 'pmkit.models.lazy_names']"
