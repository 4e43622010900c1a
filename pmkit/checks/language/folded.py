"""What is vague in a document, told in one line that counts it and quotes the worst: nobody reads thirty remarks."""

from collections.abc import Iterable
from dataclasses import replace

from pmkit.checks.check import Finding
from pmkit.checks.text.folding import fold
from pmkit.checks.text.lexicon import lexicon

VAGUE = "language/vague"
MOST = 3
"""How many are quoted; so many are told one by one."""


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as given, but those of `language/vague` that stand as one, where they are more than three.

    That one stands where the worst of them does, and comes last here: words about an effect on users weigh more than
    those about a time, and these more than a plan. `pmkit check --select language/vague` shows each.
    """
    given = list(findings)
    open_ = [one for one in given if one.check == VAGUE and not one.waived]
    if len(open_) <= MOST:
        return given
    worst = sorted(open_, key=lambda one: (-_weight(one), one.start))[:MOST]
    first = worst[0]
    quoted = ", ".join(f"“{one.quote}” (line {one.line})" for one in sorted(worst, key=lambda one: one.start))
    said = f"{len(open_)} places cannot be checked; the three that hide most: {quoted}."
    line = replace(first, says=said, instead=f"{first.instead} `--select {VAGUE}` shows each place.")
    return [*(one for one in given if one.check != VAGUE or one.waived), line]


def _weight(finding: Finding) -> int:
    """2 for words about whom it befell or how much, 1 for a time, 0 for the rest."""
    words = {fold(word) for word in finding.quote.split()}
    if words & (lexicon.vague.served | lexicon.vague.trouble | lexicon.vague.impactnoun):
        return 2
    return 1 if words & lexicon.vague.measured or words & lexicon.vague.stretches else 0
