"""One ECMAScript module out of several: a widget's script and all that it imports, put together when it is loaded."""

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).with_name("static")
DEFAULT = "$default"
NAME = r"[A-Za-z_$][\w$]*"
IMPORT = re.compile(rf'import \{{(\s*{NAME}(?:,\s+{NAME})*,?\s*)\}} from "(\.{{1,2}}/[\w./]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(rf"export ((?:(?:async )?function|const|class) ({NAME}))\b")
EXPORT_DEFAULT = re.compile(r"export default (?=\{)")
STATEMENT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
END = """const { render, ...more } = $["%s"].%s;
export default { ...more, render: (view) => (view.el.classList.add("%s"), render(view)) };
//# sourceURL=pmkit/%s
"""
GRAMMAR = 'write import { a, b } from "./file.js"; export function, const or class; and export default {'


class ScriptError(ValueError):
    """A script that cannot be put together; the message says where, and what to write."""


class Import(NamedTuple):
    """The names that a line takes from another file."""

    source: str
    names: tuple[str, ...]
    line: int


class Script(NamedTuple):
    """One file: what it takes and gives, and its text without these words, line for line as it was."""

    imports: tuple[Import, ...]
    exports: tuple[str, ...]
    body: str


@cache
def script(entry: str) -> str:
    """The text of the file `entry` of `static/` and of all that it imports, each once. Raises ScriptError."""
    return assembled(STATIC, entry)


def styles(entry: str, *names: str) -> str:
    """The style sheets of these files of `static/`, one after the other, for widgets of the script `entry` alone.

    A page keeps the sheets of all widgets that it has shown, in the order in which they came, and most begin with the
    same files: where each reached every widget, the copy that came last would win over other widgets' own rules.
    `:where` and nesting add nothing to a selector's weight, so that a widget looks as if its sheet were not nested.
    """
    rules = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    return f":where(.{_within(entry)}) {{\n{rules}\n}}\n"


def assembled(folder: Path, entry: str) -> str:
    """`entry` and what it imports as one module, in which a function for each file keeps the file's names to itself."""
    scripts = _reached(folder, entry)
    for path, one in scripts.items():
        _check(path, one, scripts, is_entry=path == entry)
    needs = {path: [wanted.source for wanted in one.imports] for path, one in scripts.items()}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise ScriptError(f"files import each other in a circle: {' < '.join(error.args[1])}") from None
    parts = (_wrapped(path, scripts[path]) for path in order)
    return "\n".join(["const $ = {};", *parts, END % (entry, DEFAULT, _within(entry), entry)])


def _within(entry: str) -> str:
    """The class of the element in which a page shows widgets of this script."""
    return f"pmkit-within-{posixpath.splitext(entry)[0].replace('_', '-')}"


def read(text: str, path: str) -> Script:
    """A file by a grammar far smaller than the language's, which needs no parser. Raises ScriptError."""
    imports: list[Import] = []
    exports: list[str] = []
    body: list[str] = []
    done = 0
    for statement in STATEMENT.finditer(text):
        start = statement.start()
        body.append(text[done:start])
        if found := IMPORT.match(text, start):
            source = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2]))
            imports.append(Import(source, tuple(re.findall(NAME, found[1])), _line(text, start)))
            body.append(f'const {{{found[1]}}} = $["{source}"];')
        elif found := EXPORT.match(text, start):
            exports.append(found[2])
            body.append(found[1])
        elif (found := EXPORT_DEFAULT.match(text, start)) and DEFAULT not in exports:
            exports.append(DEFAULT)
            body.append(f"const {DEFAULT} = ")
        else:
            raise ScriptError(f"{path}:{_line(text, start)}: this line is not known here; {GRAMMAR}")
        done = found.end()
    return Script(tuple(imports), tuple(exports), "".join([*body, text[done:]]).rstrip())


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


@cache
def _file(folder: Path, path: str) -> Script:
    return read((folder / path).read_text(encoding="utf-8"), path)


def _reached(folder: Path, entry: str) -> dict[str, Script]:
    """Every file that `entry` needs, by its path in the folder."""
    scripts: dict[str, Script] = {}
    waiting = [(entry, entry)]
    while waiting:
        path, asked = waiting.pop()
        if path in scripts:
            continue
        if path.startswith("../") or not (folder / path).is_file():
            raise ScriptError(f"{asked}: there is no file {path}")
        scripts[path] = _file(folder, path)
        waiting += [(wanted.source, f"{path}:{wanted.line}") for wanted in scripts[path].imports]
    return scripts


def _check(path: str, one: Script, scripts: Mapping[str, Script], *, is_entry: bool) -> None:
    if is_entry and DEFAULT not in one.exports:
        raise ScriptError(f"{path}: a widget's own file has an export default {{ render }}")
    if not is_entry and DEFAULT in one.exports:
        raise ScriptError(f"{path}: only a widget's own file has an export default, and nothing imports that file")
    for source, names, line in one.imports:
        for name in names:
            if name not in scripts[source].exports:
                raise ScriptError(f"{path}:{line}: {source} exports no {name}")


def _wrapped(path: str, one: Script) -> str:
    return f'$["{path}"] = (() => {{ // {path}\n{one.body}\nreturn {{ {", ".join(one.exports)} }};\n}})();'
