"""Scripts put together: what a file imports comes before it, and what cannot be put together says where."""

import re
from pathlib import Path

import pytest

from pmkit.widgets.esm import STATIC, ScriptError, assembled, read, script

ENTRY = "export default { render };\n"
ENTRIES = [path.name for path in sorted(STATIC.glob("*.js")) if "export default" in path.read_text(encoding="utf-8")]
FILES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))


def put_together(folder: Path, files: dict[str, str]) -> str:
    """What becomes of these files, the first of which is a widget's own."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return assembled(folder, next(iter(files)))


def test_a_file_stands_once_and_before_those_that_import_it(tmp_path: Path) -> None:
    text = put_together(
        tmp_path,
        {
            "entry.js": f'import {{ b }} from "./lib/b.js";\nimport {{ a }} from "./lib/a.js";\n{ENTRY}',
            "lib/a.js": "export const a = 1;\n",
            "lib/b.js": 'import { a } from "./a.js";\n\nexport function b() {}\n',
        },
    )
    assert re.findall(r"// (\S+\.js)$", text, re.MULTILINE) == ["lib/a.js", "lib/b.js", "entry.js"]


def test_each_file_keeps_its_names_to_itself_and_gives_what_it_exports(tmp_path: Path) -> None:
    text = put_together(
        tmp_path,
        {
            "entry.js": f'import {{\n  a,\n  b,\n}} from "./a.js";\n\nconst own = 2;\n{ENTRY}',
            "a.js": "const own = 1;\nexport const a = own;\nexport class b {}\n",
        },
    )
    assert text == (
        "const $ = {};\n"
        '$["a.js"] = (() => { // a.js\nconst own = 1;\nconst a = own;\nclass b {}\nreturn { a, b };\n})();\n'
        '$["entry.js"] = (() => { // entry.js\nconst {\n  a,\n  b,\n} = $["a.js"];\n\nconst own = 2;\n'
        "const $default = { render };\nreturn { $default };\n})();\n"
        'const { render, ...more } = $["entry.js"].$default;\n'
        'export default { ...more, render: (view) => (view.el.classList.add("pmkit-within-entry"), render(view)) };\n'
        "//# sourceURL=pmkit/entry.js\n"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_line_of_a_file_stays_a_line(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert read(text, name).body.count("\n") == text.rstrip().count("\n")


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./a.js";',
        'import { a as b } from "./a.js";',
        'import a from "./a.js";',
        'import "./a.js";',
        'import { a } from "somewhere";',
        'import { a } from "./a.js"; a();',
        "export { a };",
        'export * from "./a.js";',
        "export let a = 1;",
        "export const { a } = b;",
        "export default render;",
        f"{ENTRY}{ENTRY}".strip(),
    ],
)
def test_what_the_grammar_does_not_know_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ScriptError, match=r"^lib/a\.js:[34]: this line is not known here; write import"):
        read(f"// What for.\n\n{line}\n", "lib/a.js")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.js": f'\nimport {{ b }} from "./b.js";\n{ENTRY}'}, "a.js:2: there is no file b.js"),
        ({"a.js": f'import {{ b }} from "../b.js";\n{ENTRY}'}, "a.js:1: there is no file ../b.js"),
        (
            {"a.js": f'import {{ b }} from "./b.js";\n{ENTRY}', "b.js": "const b = 1;\n"},
            "a.js:1: b.js exports no b",
        ),
        ({"a.js": "export const a = 1;\n"}, "a.js: a widget's own file has an export default { render }"),
        (
            {"a.js": f'import {{ b }} from "./b.js";\n{ENTRY}', "b.js": f"export const b = 1;\n{ENTRY}"},
            "b.js: only a widget's own file has an export default, and nothing imports that file",
        ),
        (
            {
                "a.js": f'import {{ b }} from "./b.js";\n{ENTRY}',
                "b.js": 'import { c } from "./c.js";\nexport const b = 1;\n',
                "c.js": 'import { b } from "./b.js";\nexport const c = 1;\n',
            },
            "files import each other in a circle: b.js < c.js < b.js",
        ),
    ],
)
def test_what_cannot_be_put_together_says_where(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(ScriptError) as raised:
        put_together(tmp_path, files)
    assert str(raised.value) == says


def test_every_script_is_part_of_a_widget_and_every_export_is_imported() -> None:
    scripts = {name: read((STATIC / name).read_text(encoding="utf-8"), name) for name in FILES}
    imported = {(one.source, name) for script in scripts.values() for one in script.imports for name in one.names}
    exported = {(path, name) for path, script in scripts.items() for name in script.exports if name != "$default"}
    assert exported == imported
    assert set(FILES) == {
        part for entry in ENTRIES for part in re.findall(r"// (\S+\.js)$", script(entry), re.MULTILINE)
    }
