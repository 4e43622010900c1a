"""What a line does that harms: minutes, moods, and an answer of whoever it hits; less where it may not be meant."""

from pmkit.meetings.addressing import named_in
from pmkit.meetings.hearing import TWO, Heard
from pmkit.meetings.library import move_rules
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.state import Noticed, SaidMove
from pmkit.models.meeting.wording import words_of

DOUBTFUL, FAINT = 0.5, 0.2
"""What a harm takes off the score that may not be meant so, and one that the care beside it outweighs."""


def do_harms(sitting: Sitting, heard: Heard) -> None:
    """Each harmful move takes something off its element, once a turn; one person answers.

    Moods move where the harm was meant, and once a turn: what is felt is the worst of it.
    """
    for one in heard.harms:
        rule = move_rules()[one.name]
        takes = rule.takes if heard.sure or one.name == TWO else rule.takes * (DOUBTFUL if heard.weight > 0 else FAINT)
        if rule.element:
            sitting.moment(rule.element, one.name, takes, 0.0, harm=True)
        better = (heard.sample.better if heard.sample else "") or rule.better
        sitting.findings.append(Noticed(kind="harm", of=one.name, says=rule.says, better=better))
    if heard.sure:
        _hurt(sitting, heard)
    elif heard.harsh:
        for who in heard.to:
            sitting.feel(who, -1)


def _hurt(sitting: Sitting, heard: Heard) -> None:
    answered = False
    worst: dict[str, int] = {}
    for one in heard.harms:
        rule = move_rules()[one.name]
        if not rule.them and not rule.room:
            continue
        hit = _hit_by(sitting, heard, one)
        for who in hit:
            worst[who] = min(worst.get(who, 0), rule.them)
        if hit and not answered:
            sitting.speak(hit[0], sitting.meeting.person_by_id[hit[0]].reacts.hurt, one.name)
            answered = True
    for who, by in worst.items():
        sitting.feel(who, by)
    sitting.feel_all(min((move_rules()[one.name].room for one in heard.harms), default=0))


def _hit_by(sitting: Sitting, heard: Heard, move: SaidMove) -> list[str]:
    """Those it is about, else those it is said to, else whoever spoke last."""
    about = named_in(sitting.meeting, words_of(move.about or ""))
    found = about or list(heard.to) or [sitting.last_speaker()]
    return [who for who in dict.fromkeys(found) if who in sitting.moods]
