"""Replay for grading: which effect the words of an action item claim, and whether a claim is borne out by them.

`pmkit.grading.replay.proposal.propose(item, scenario)` reads a lever and a number out of an item's words; None where
they are vague. `pmkit.grading.replay.claimed.claimed(item, scenario)` is the effect that the item's author chose, if
the words say it too, with the reason where they do not. `pmkit.incidents.replay` tells what the effects would change.
"""
