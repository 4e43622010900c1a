"""What a line does that harms: minutes, moods, and an answer of whoever it hits."""

from pmkit.meetings.hearing import Heard, named_in
from pmkit.meetings.library import move_rules
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.state import Noticed, SaidMove
from pmkit.models.meeting.wording import words_of


def do_harms(sitting: Sitting, heard: Heard) -> None:
    """Each harmful move takes something off its element, once a turn; one person answers."""
    answered = False
    for one in heard.harms:
        rule = move_rules()[one.name]
        if rule.element:
            sitting.moment(rule.element, one.name, rule.takes, 0.0, harm=True)
        hit = _hit_by(sitting, heard, one)
        for who in hit:
            sitting.feel(who, rule.them)
        sitting.feel_all(rule.room)
        better = (heard.sample.better if heard.sample else "") or rule.better
        sitting.findings.append(Noticed(kind="harm", of=one.name, says=rule.says, better=better))
        if hit and not answered:
            sitting.speak(hit[0], sitting.meeting.person_by_id[hit[0]].reacts.hurt, one.name)
            answered = True


def _hit_by(sitting: Sitting, heard: Heard, move: SaidMove) -> list[str]:
    """Those it is about, else those it is said to, else whoever spoke last."""
    about = named_in(sitting.meeting, words_of(move.about or ""))
    found = about or list(heard.to) or [sitting.last_speaker()]
    return [who for who in dict.fromkeys(found) if who in sitting.moods]
