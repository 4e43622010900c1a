"""`pmkit timeline clocks` and `convert`: figures with their anchors, tables of four kinds, clear errors."""

import json
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.checks.timeline.examples import BAD_DEPLOY
from pmkit.tables.timeline import ENDINGS, read_timeline, write_text

EXPECTED = {
    "module": [239, 314, 839, 1319, 1319],
    "impact": [87, 162, 987, 1167, 987],
    "pagerduty": [0, 75, 735, 1080, 1080],
    "google": [87, 75, 822, 1080, 987],
}


def run(*words: str) -> Result:
    return invoke("timeline", *words)


@pytest.fixture(params=ENDINGS)
def bad_deploy(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / f"timeline{request.param}"
    path.write_text(write_text(BAD_DEPLOY, request.param), newline="")
    return str(path)


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "timeline.toml"
    path.write_text("[anchors]\ncause = 2026-01-31T14:23:01Z\nalerted = 2026-01-31T13:27:00\n")
    return str(path)


def test_the_modules_figures_are_printed_with_their_anchors(bad_deploy: str) -> None:
    lines = run("clocks", bad_deploy).stdout.splitlines()
    assert lines[0] == "From the cause (policy module)"
    assert lines[4:] == [
        f"{figure:<8}  {words:<19}  {minutes:>7}  {exact:>8}  from cause (2026-01-31T14:23:01Z) to {end}"
        for figure, words, minutes, exact, end in [
            ("TTD", "time to detect", "4 min", "3:59", "alerted (2026-01-31T14:27:00Z)"),
            ("TTA", "time to acknowledge", "5 min", "5:14", "acknowledged (2026-01-31T14:28:15Z)"),
            ("TTM", "time to mitigate", "14 min", "13:59", "mitigation_begun (2026-01-31T14:37:00Z)"),
            ("TTR", "time to resolve", "22 min", "21:59", "resolved (2026-01-31T14:45:00Z)"),
            ("duration", "duration", "22 min", "21:59", "resolved (2026-01-31T14:45:00Z)"),
        ]
    ]


@pytest.mark.parametrize("policy", EXPECTED)
def test_json_holds_the_seconds_of_a_policy(bad_deploy: str, policy: str) -> None:
    data = json.loads(run("clocks", bad_deploy, "--policy", policy, "--format", "json").stdout)
    assert (data["policy"], [one["name"] for one in data["figures"]], [one["seconds"] for one in data["figures"]]) == (
        policy,
        ["TTD", "TTA", "TTM", "TTR", "duration"],
        EXPECTED[policy],
    )
    assert {tuple(one) for one in data["figures"]} == {("name", "seconds", "from", "to")}


def test_all_policies_stand_in_one_table(bad_deploy: str) -> None:
    lines = run("clocks", bad_deploy, "--policy", "all").stdout.splitlines()
    assert lines[:5] == [
        "policy      TTD   TTA    TTM    TTR  duration",
        "module     3:59  5:14  13:59  21:59     21:59",
        "google     1:27  1:15  13:42  18:00     16:27",
        "impact     1:27  2:42  16:27  19:27     16:27",
        "pagerduty  0:00  1:15  12:15  18:00     18:00",
    ]
    assert "  TTM       from impact_start to mitigation_effective" in lines
    data = json.loads(run("clocks", bad_deploy, "--policy", "all", "--format", "json").stdout)
    assert {one["policy"]: [figure["seconds"] for figure in one["figures"]] for one in data["policies"]} == EXPECTED


def test_a_missing_anchor_says_which_key_to_write(wrong: str) -> None:
    result = run("clocks", wrong, "--policy", "module")
    lines = result.stdout.splitlines()
    acknowledge = lines[5].split()
    assert (result.exit_code, acknowledge[:1], " ".join(acknowledge[4:])) == (
        0,
        ["TTA"],
        "- from cause to acknowledged: acknowledged missing",
    )
    assert "acknowledged is missing: write acknowledged = 2026-01-31T14:27:00Z (its own time) under [anchors]." in lines
    figures = json.loads(run("clocks", wrong, "--format", "json").stdout)["figures"]
    assert [one["seconds"] for one in figures] == [-3361, None, None, None, None]


def test_a_negative_figure_and_a_time_without_offset_are_pointed_at(wrong: str) -> None:
    lines = run("clocks", wrong).stdout.splitlines()
    assert "−56 min    −56:01" in lines[4]  # noqa: RUF001 -- a minus sign
    assert "alerted (2026-01-31T13:27:00) lies before cause (2026-01-31T14:23:01Z): correct one of them." in lines
    assert "alerted has no offset and is taken as UTC: write 2026-01-31T13:27:00Z." in lines


@pytest.mark.parametrize("command", ["clocks", "convert"])
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.toml", None, "none.toml is not there; write the path of a timeline"),
        ("timeline.toml", b"[", "timeline.toml has 1 problem:"),
        ("timeline.toml", b"\xff\xfe", "not UTF-8 text"),
        ("timeline.csv", b"a,b\n1,2\n", "not a table of events"),
        ("timeline.yaml", b"x: 1", "write a name that ends in .toml, .csv, .md, .jsonl"),
        ("timeline.md", b"| Time | Event |\n|--|--|\n| 14:00 | x |\n", "'14:00' has no date"),
    ],
)
def test_what_cannot_be_read_is_one_clear_message(
    command: str, name: str, content: bytes | None, says: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(command, str(tmp_path / name))
    assert (result.exit_code, says in result.stderr, result.stdout) == (2, True, "")
    assert "Traceback" not in result.stderr


def test_a_folder_is_no_timeline(tmp_path: Path) -> None:
    result = run("clocks", str(tmp_path))
    assert (result.exit_code, result.stderr.count("\n") <= 2, "Traceback" in result.stderr) == (2, True, False)


def test_an_unknown_policy_is_refused(bad_deploy: str) -> None:
    result = run("clocks", bad_deploy, "--policy", "ours")
    assert (result.exit_code, result.stderr) == (
        2,
        "no policy is called 'ours'; write one of: module, google, impact, pagerduty, all\n",
    )


def test_a_table_without_days_gets_its_day(tmp_path: Path) -> None:
    path = tmp_path / "timeline.md"
    path.write_text("| Time (UTC) | Event |\n|--|--|\n| 14:00 | x |\n")
    assert "at = 2026-01-31T14:00:00Z" in run("convert", str(path), "--date", "2026-01-31").stdout


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_timeline_is_converted_without_loss(bad_deploy: str, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"converted{ending}"
    result = run("convert", bad_deploy, "-o", str(target))
    assert (result.exit_code, result.stdout, read_timeline(target)) == (0, f"{target}\n", BAD_DEPLOY)


@pytest.mark.parametrize(
    ("target", "says"), [("x.xml", "no kind of timeline ends in .xml"), ("none/x.csv", "cannot be written")]
)
def test_a_target_that_cannot_be_written_is_told(bad_deploy: str, tmp_path: Path, target: str, says: str) -> None:
    result = run("convert", bad_deploy, "-o", str(tmp_path / target))
    assert (result.exit_code, says in result.stderr) == (2, True)


@pytest.mark.parametrize(("ending", "starts"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")])
@pytest.mark.lab
def test_a_timeline_is_checked_and_drawn_by_its_name(tmp_path: Path, ending: str, starts: bytes) -> None:
    path, target = tmp_path / "timeline.toml", tmp_path / f"picture.{ending}"
    BAD_DEPLOY.save(path)
    assert invoke("check", str(path)).exit_code == 0
    assert invoke("draw", str(path), "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(starts)


def test_a_table_is_no_answer_that_a_folder_is_searched_for(tmp_path: Path) -> None:
    (tmp_path / "timeline.csv").write_text(write_text(BAD_DEPLOY, ".csv"))
    (tmp_path / "timeline.toml").write_text(BAD_DEPLOY.dump())
    result = invoke("check", str(tmp_path), "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["checked"]) == (0, [str(tmp_path / "timeline.toml")])


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z is what programs write where they know no time; it is kept"),
        ("1977-09-02T22:04:05Z", "a time lies before 1990 or more than a year ahead (1977-09-02T22:04:05Z here)"),
        ("2530-01-01T00:00:00", "a time lies before 1990 or more than a year ahead (2530-01-01T00:00:00 here)"),
    ],
)
def test_a_time_of_a_table_that_is_none_or_lies_far_is_kept_and_said(tmp_path: Path, at: str, says: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"time,event\n{at},Alert fires\n2026-01-31T14:27:00Z,Rolled back\n", encoding="utf-8")
    done = invoke("timeline", "convert", str(table))
    assert (done.exit_code, f"at = {at}" in done.stdout) == (0, True)
    assert says in done.stderr
    table.write_text("time,event\n2026-01-31T14:27:00Z,Rolled back\n", encoding="utf-8")
    assert invoke("timeline", "convert", str(table)).stderr == ""
