"""Words strung together are told from sentences, whatever stands between them."""

import pytest

from pmkit.checks.text.text import read
from pmkit.grading.readings.piles import is_strung


@pytest.mark.parametrize(
    "pile",
    [
        "Add alert certificate expiry 30 days owner date priority monitoring renewal automatic",
        "Automate renewal: certificate, job, cert-store, lifetime, third, reload, gateway.",
        "Set the alert and the certificate and the expiry and the 30 days and the page and the owner",
        "Add alert of certificate for expiry at 30 days with owner by date in monitoring of renewal to page",
        "Write certificate renewal runbook steps gateway reload",
        "no measure, no threshold, no number, no test, done when, more is missing",
        "the more and the threshold and the number and the done is not measurable",
    ],
)
def test_words_of_the_task_strung_together_are_no_sentence(pile: str) -> None:
    assert is_strung(read(pile))


@pytest.mark.parametrize(
    "sentence",
    [
        "Add an alert that pages SRE when the certificate has less than 30 days left",
        "Flip the certificate entry from manual to auto in cert-store and reload bid-gateway after each issue",
        "promtool test: fires at 27d, silent at 29d. Test page received.",
        "Automate cert renewal with cert-manager",
        "Move the secrets out of the deploy repo into the vault; pre-commit scan rejects new ones",
        "Due field empty. Next expiry is 2027-02-17; sentence would let it slip past that.",
        "No owner",
        "",
    ],
)
def test_a_sentence_and_a_terse_note_are_not_strung_together(sentence: str) -> None:
    assert not is_strung(read(sentence))
