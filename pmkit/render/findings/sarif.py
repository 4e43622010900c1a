"""Findings as SARIF 2.1.0, the format in which code hosts and editors take what a checker says."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pmkit.render.findings.place import Lines
from pmkit.render.findings.shown import Found, Record

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"fix": "warning", "consider": "note"}
"""Never "error": a sentence to write anew breaks nothing, and hosts let errors block a merge by default."""

PRECISION = {"fix": "very-high", "consider": "medium"}
STANDARD_INPUT = "stdin"


def log(
    findings: Sequence[Found],
    checks: Iterable[Record],
    lines: Mapping[str, Lines],
    *,
    version: str,
    errors: Sequence[str] = (),
) -> dict[str, Any]:
    """One run of pmkit as a SARIF log: plain data, ready for JSON.

    `lines` are the files' texts by path, `errors` what could not be read. Waived findings are suppressed
    results, with the author's reason.
    """
    described = [_rule(rule) for rule in checks]
    index = {rule["id"]: number for number, rule in enumerate(described)}
    results = [_result(one, index, lines[one.path]) for one in findings]
    notes = [{"level": "error", "message": {"text": error}} for error in errors]
    run = {
        "tool": {"driver": {"name": "pmkit", "semanticVersion": version, "rules": described}},
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Record) -> dict[str, Any]:
    parts = [rule.why, rule.instead, *([f"Instead, for example: {rule.example}"] if rule.example else [])]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.says.replace("{quote}", "…")},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n".join(parts), "markdown": "\n\n".join(parts)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "precision": PRECISION[rule.severity],
            "tags": sorted({"postmortem", rule.id.partition("/")[0]}),
        },
    }


def _result(one: Found, index: Mapping[str, int], lines: Lines) -> dict[str, Any]:
    span = lines.span(one)
    start_line, start_column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    words = lines.text[span.start : span.end]
    region: dict[str, Any] = {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    if words:
        region["snippet"] = {"text": words}
    result = {
        "ruleId": one.check,
        "ruleIndex": index[one.check],
        "level": LEVELS[one.severity],
        "message": {"text": f"{one.says} {one.instead}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.path), "region": region}}],
        "partialFingerprints": {"words/v1": _fingerprint(one)},
    }
    if one.waived:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": one.waived}]
    return result


def _artifact(path: str) -> dict[str, str]:
    """A relative path stays relative to where pmkit ran: the root of the checkout, for hosts."""
    if path == "-":
        return {"uri": STANDARD_INPUT}
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(Path(path).as_posix(), errors="surrogateescape")}


def _fingerprint(one: Found) -> str:
    """The same for the same words in the same file, wherever they move to in it."""
    words = " ".join(one.quote.split())
    return hashlib.sha256(f"{one.check}\0{one.path}\0{words}".encode(errors="replace")).hexdigest()[:32]
