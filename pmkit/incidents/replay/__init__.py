"""Replay: an incident told again under the effects that action items claim; would it have helped?

`pmkit.incidents.replay.replay.replay(story, effects)` tells it once, both ways; `…recurrence.recurrence(story,
effects, seed)` counts in how many of a hundred next years it happens again; `…assumptions.assuming(story, …)` is the
story under other assumptions. Stories come from `make_incident(…).story`, effects from `pmkit.grading.replay`.
"""
