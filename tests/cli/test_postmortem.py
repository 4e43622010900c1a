"""`pmkit postmortem`: drafted from data, published as a page, compared with others; never a traceback."""

import json
import re
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit import examine
from pmkit.checks.postmortem.examples import GOOD
from pmkit.models.postmortem.headings import SECTIONS
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.tables.timeline_document import timelines_of

TIMELINE = """title = "Bids stopped"
[anchors]
impact_start = 2026-03-12T06:00:12Z
alerted = 2026-03-12T07:05:00Z
impact_end = 2026-03-12T08:00:12Z
[[events]]
at = 2026-03-12T07:05:00Z
what = "The alert <NoBids> fired | once"
source = "PagerDuty"
[[events]]
at = 2026-03-12T06:00:12Z
what = "Bids stopped"
source = "Kibana"
"""


def run(*words: str) -> Result:
    return invoke("postmortem", *words)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a timeline and a good postmortem."""
    monkeypatch.chdir(tmp_path)
    Path("timeline.toml").write_text(TIMELINE, encoding="utf-8")
    Path("good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_draft_has_every_section_of_the_template_and_leaves_judgement_open() -> None:
    result = run("new")
    found = Postmortem.parse(result.stdout)
    assert result.exit_code == 0
    assert [one.key for one in found.sections] == list(SECTIONS)
    assert found.status == "Draft"
    assert all(found.lacks(key) for key in ("summary", "root_cause", "factors", "resolution", "improve", "lessons"))


def test_a_draft_takes_table_figures_and_duration_from_a_timeline() -> None:
    text = run("new", "--from", "timeline.toml").stdout
    found = Postmortem.parse(text)
    assert (found.title.text, str(found.date)) == ("Bids stopped", "2026-03-12")
    assert found.impact["duration"].text == "2 h, 06:00:12 to 08:00:12 UTC"
    assert "Time to detect" not in text
    rows = [line for line in text.split("\n") if line.startswith("| 2026-03-12")]
    assert [row.split(" | ")[1] for row in rows] == ["Bids stopped", r"The alert \<NoBids\> fired \| once"]
    pagerduty = run("new", "--from", "timeline.toml", "--policy", "google").stdout
    assert re.search(r"Time to detect: 1 h 4 min, from impact start to alerted|Duration: 2 h", pagerduty)


def test_a_draft_of_a_story_says_what_was_told_at_first_and_no_more() -> None:
    text = run("new", "--story", "expired-certificate", "--trainee", "t7").stdout
    assert "What was told at first" in text
    assert not Postmortem.parse(text).points("root_cause")


def test_a_draft_is_never_written_over_another(folder: Path) -> None:
    assert run("new", "-o", "draft.md").exit_code == 0
    (folder / "draft.md").write_text("mine", encoding="utf-8")
    result = run("new", "-o", "draft.md")
    assert (result.exit_code, (folder / "draft.md").read_text("utf-8")) == (2, "mine")


@pytest.mark.parametrize(
    "words",
    [
        ("new", "--from", "nowhere.toml"),
        ("new", "--story", "atlantis"),
        ("new", "--trainee", "t7"),
        ("new", "--policy", "mine"),
        ("new", "-o", "good.md/x.md"),
        ("publish", "nowhere.md"),
        ("publish", "good.md", "-o", "page.pdf"),
        ("publish", "good.md", "-o", "good.md/x.html"),
        ("publish", "good.md", "--edition", "secret"),
        ("similar", "good.md"),
        ("similar", "good.md", "nowhere"),
        ("similar", "nowhere.md", "."),
        ("review",),
    ],
    ids=" ".join,
)
def test_bad_use_is_one_sentence_and_exit_code_2(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_page_is_complete_in_one_file_and_runs_nothing(folder: Path) -> None:
    (folder / "bad.md").write_text(
        GOOD
        + "\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n\n![y](https://a.example/y.png)\n",
        encoding="utf-8",
    )
    assert run("publish", "bad.md", "-o", "page.html").exit_code == 0
    page = (folder / "page.html").read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert not re.search(r"(?:src|href)=\"https?://(?!a\.example)", page)
    assert "<title>Parcel labels could not be printed</title>" in page
    assert page.count("<h2 id=") == len(SECTIONS)


TOLD = """# Postmortem: Bids stopped

**Date**: 2026-03-12
**Authors**: Nerys Hale

## Summary

Nerys Hale's page came late; Teodor renewed the certificate on provider-ham-1 (see [the board](https://graphs.corp.example/d/7)).

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 07:12 | Nerys looked at 10.2.0.14 and db-1.prod.internal | Slack |
| 07:15 | @teo asked certs@calder.example for the token `ghp_abcdefghijklmnopqrstuvwxyz0123456789` | Slack |

## Action Items

| Action | Owner | Priority | Due Date | Status |
| --- | --- | --- | --- | --- |
| Renew version v1.8.2 of e.g. the config.toml in 24 h | Teodor Vance | P1 | 2026-03-19 | Open |

- Public status: https://status.calder.example/7
"""


def test_the_public_edition_lacks_names_hosts_links_and_secrets_and_says_so(folder: Path) -> None:
    (folder / "p.md").write_text(TOLD, encoding="utf-8")
    result = run("publish", "p.md", "-o", "p.html", "--edition", "public", "--keep-host", "status.calder.example")
    page = (folder / "p.html").read_text("utf-8")
    for gone in (
        "Nerys",
        "Hale",
        "Teodor",
        "Vance",
        "@teo",
        "certs@",
        "ghp_",
        "10.2.0.14",
        "internal<",
        "ham-1",
        "graphs.corp",
    ):
        assert gone not in page, gone
    for kept in ("v1.8.2", "config.toml", "the board", "status.calder.example", "07:12", "2026-03-19", "Slack"):
        assert kept in page, kept
    assert "Nerys Hale (line 4)" in result.stdout
    assert "ghp_" not in result.stdout
    assert "1 secret" in result.stdout
    assert "Public edition" in page


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ("See [the board of Nerys Hale](https://graphs.corp.example/d/7).", ["Nerys", "Hale", "corp"]),
        ("| Zo\u00eb M\u00fcller | Slack |", ["Zo\u00eb", "M\u00fcller"]),
        ("\u200bThe token `ghp_abcdefghijklmnopqrstuvwxyz0123456789` was seen.", ["ghp_", "wxyz", "6789"]),
        ("\n\n".join(f"ops{number}@calder.example" for number in range(60)), ["@calder"]),
        ("\n\n".join(f"`ghp_{number:036}`" for number in range(60)), ["ghp_"]),
        ("On DB-PRIMARY-01 and Vault.Corp.Example (OPS-412) it ran.", ["PRIMARY", "Vault", "412"]),
    ],
    ids=["words of a link", "accents", "unseen signs", "many addresses", "many secrets", "capitals"],
)
def test_nothing_slips_through_the_public_edition(folder: Path, told: str, gone: list[str]) -> None:
    (folder / "p.md").write_text(f"# P\n\n**Authors**: Nerys Hale, Zo\u00eb M\u00fcller\n\n{told}\n", encoding="utf-8")
    assert run("publish", "p.md", "-o", "p.html", "--edition", "public").exit_code == 0
    page = (folder / "p.html").read_text("utf-8").partition("<main>")[2]
    assert [words for words in gone if words in page] == []


def test_words_in_capitals_that_are_no_hosts_stay_in_the_public_edition(folder: Path) -> None:
    stays = "SEV-1 by RFC-2818, UTF-8 in UTC-3, P-2 of Q-4; it ended.The team used Node.js."
    (folder / "p.md").write_text(f"# P\n\n{stays}\n", encoding="utf-8")
    assert run("publish", "p.md", "-o", "p.html", "--edition", "public").exit_code == 0
    assert stays in (folder / "p.html").read_text("utf-8")


def test_what_looks_alike_is_listed_with_the_sentences_that_are_alike(folder: Path) -> None:
    library = folder / "library"
    library.mkdir()
    (library / "disk.md").write_text(
        "# Mail stood still\n\n## Summary\n\nA full disk on the mail host stopped 40 shops for an hour.\n\n"
        "## Root Cause\n\nThe spooler keeps each mail for a year and nothing removes or counts them, so the disk of "
        "the host filled.\n",
        encoding="utf-8",
    )
    (library / "other.md").write_text(
        "# Wrong prices\n\n## Summary\n\nA rounding rule of the currency table doubled 12 prices.\n", encoding="utf-8"
    )
    (library / "broken.md").write_bytes(b"\xff\xfe\x00")
    result = run("similar", "good.md", "library", "--format", "json")
    told = json.loads(result.stdout)
    assert [Path(one["name"]).name for one in told["similar"]] == ["disk.md"]
    assert "disk of the host filled" in told["similar"][0]["pairs"][0]["theirs"]
    assert told["compared"] == 2
    assert "broken.md" in result.stderr
    assert "1 is alike" in run("similar", "good.md", "library").stdout


def test_a_document_with_the_sections_of_a_postmortem_is_checked_as_one(folder: Path) -> None:
    (folder / "PM-7.md").write_text(GOOD.replace("EUR 4,100", "TBD"), encoding="utf-8")
    told = json.loads(invoke("check", "PM-7.md", "--format", "json").stdout)
    assert [one["check"] for one in told["findings"]] == ["postmortem/placeholder"]
    assert told["findings"][0]["line"] == GOOD[: GOOD.index("EUR 4,100")].count("\n") + 1
    assert json.loads(invoke("check", "PM-7.md", "--as", "prose", "--format", "json").stdout)["findings"] == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000,
        "# x\n" * 10_000,
        "word " * 150_000,
        "<script>" * 20_000,
        "| a | b |\n| --- | --- |\n" * 20_000,
    ],
    ids=["5 MB", "10,000 headings", "one line", "scripts", "tables"],
)
@pytest.mark.parametrize("command", ["check", "publish", "similar"])
def test_a_text_of_any_form_gets_a_sentence_and_no_traceback(folder: Path, text: str, command: str) -> None:
    (folder / "odd-postmortem.md").write_text(text, encoding="utf-8")
    words = {"check": ("check", "odd-postmortem.md"), "publish": ("postmortem", "publish", "odd-postmortem.md")}
    result = invoke(*words.get(command, ("postmortem", "similar", "odd-postmortem.md", "good.md")))
    assert result.exit_code in {0, 1, 2}
    assert "Traceback" not in result.output
    assert result.output.strip()
    assert (folder / "odd-postmortem.md").read_text("utf-8") == text


def test_a_file_that_is_no_text_gets_a_sentence(folder: Path) -> None:
    (folder / "p.md").write_bytes(b"\xff\xfe# P\x00")
    assert run("publish", "p.md").exit_code == 2
    assert invoke("check", "p.md", "--as", "postmortem").exit_code == 2


@pytest.mark.needs("samples")
def test_public_postmortems_keep_their_rows_and_get_findings_worth_reading(samples: Path) -> None:
    for file in sorted((samples / "postmortems").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        found = examine(text, "postmortem")
        rows = [line for line in text.split("\n") if line.startswith("| 20")]
        assert sum(len(one.timeline.events) for one in timelines_of(text)) == len(rows) > 0
        assert 0 < len(found) < 40
