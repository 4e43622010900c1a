"""What is asked about a line that cannot be taken at its words."""

from collections.abc import Mapping

from pmkit.grading.readings.reading import Doubt
from pmkit.models.words.shortened import shortened

LONGEST_QUOTE = 60

QUESTIONS: dict[Doubt, str] = {
    "unread": "This line is not understood yet. Name the exhibit that shows it, or choose what it says.",
    "denied": "Does this line say that it was so, or that it was not? Choose what you mean.",
    "both": "This line says a thing and its opposite: {words}. Which of the two happened?",
    "exchanged": "Which came first? With “{words}” the effect is the cause. Turn it round, or choose what you mean.",
    "strange": "Not in this incident: {words}. Which system, person or time do you mean?",
    "figure": "The exhibits have another figure than {words}. Which one is shown?",
    "asked": "This asks. What do the exhibits answer?",
    "either": "This names several possibilities. Which of them do the exhibits show?",
    "hedged": "This leaves open whether it was so. What do the exhibits show?",
    "person": "No exhibit for this mentions {words}. What happened, or was missing, whoever was there?",
    "judged": "This tells what somebody did or left undone: {words}. Which condition do your exhibits show there?",
    "several": "This names several causes at once. Give each a line of its own.",
    "pasted": "These are the words of the evidence. What do they tell you? Say it in your own words.",
    "repeated": "An earlier line says this already. What led to it?",
    "in-doubt": "Lines beside this one say what the exhibits do not show, so a person reads it with them.",
    "close": "This comes close to something that no exhibit shows. Look once more, or choose what it says.",
    "near-miss": "The exhibits show something else than this reading. Look at them once more.",
    "elsewhere": "Your exhibits have other numbers: what is cited here shows something else. Look at yours once more.",
    "uncited": "Nothing is cited for this. Which of your exhibits shows it?",
    "shown": "These are the words of the solution that was shown. Say in your own what your exhibits show.",
}
"""By doubt; {words} are the words of the line that it is about."""

OF_EVENTS: dict[Doubt, str] = QUESTIONS | {
    "unread": "This line is not understood yet. Name the source that shows it, or choose what it says.",
    "asked": "This asks. What does the evidence answer?",
    "either": "This names several possibilities. Which of them does the evidence show?",
    "hedged": "This leaves open whether it was so. What does the evidence show?",
    "several": "This names several events at once. Give each a line of its own.",
    "repeated": "An earlier line tells this already.",
    "in-doubt": "Lines beside this one say what the evidence does not show, so a person reads it with them.",
    "near-miss": "The evidence shows something else than this reading. Look at it once more.",
}
"""The same about a line of a timeline."""
LEFT_TO_A_PERSON = "Your instructor reads this line."


def question(doubt: Doubt, words: str, questions: Mapping[Doubt, str] = QUESTIONS) -> str:
    """The question that a doubt raises; "" where it raises none."""
    quoted = shortened(words, LONGEST_QUOTE)
    return questions.get(doubt, "").replace("{words}", quoted)
