"""What a file says holds for that file: no reader keeps anything that another file said."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from pmkit.models.event import Evidence
from tests.evidence.sample_files import FILES, OFFICE, calendar

Read = Callable[..., Evidence]
# Each pair is read in a process that has read nothing before: a child of one that has only imported the readers.
PAIRS = """
import json, os, sys
from pathlib import Path
from itertools import permutations
import icalendar, recurring_ical_events
from pmkit.evidence import BY_WORD, SOURCES

def read(word, name):
    evidence = BY_WORD[word].read(Path(sys.argv[1]) / name, zone="UTC")
    return [[list(map(str, one)) for one in evidence.events], [list(one) for one in evidence.warnings]]

def in_a_child(*files):
    ours, theirs = os.pipe()
    if not os.fork():
        os.close(ours)
        with os.fdopen(theirs, "w") as told:
            json.dump([read(*file) for file in files], told)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        text = told.read()
    os.wait()
    return json.loads(text)

files = [tuple(one) for one in json.loads(sys.argv[2])]
alone = {file: in_a_child(file)[0] for file in files}
other = [pair for pair in permutations(files, 2) if in_a_child(*pair) != [alone[one] for one in pair]]
row = in_a_child(*files, *reversed(files))
late = [file for file, told in zip([*files, *reversed(files)], row) if told != alone[file]]
print(json.dumps({"alone": list(alone.values()), "other": other, "late": late}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no child processes: run on Linux or macOS")
def test_each_pair_of_files_gives_in_either_order_what_each_gives_alone(tmp_path: Path) -> None:
    for (_, name), text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", PAIRS, str(tmp_path), json.dumps(list(FILES))]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (told["other"], told["late"]) == ([], [])
    events = [len(events) for events, _ in told["alone"]]
    assert events == [int(name != "none.pem") for _, name in FILES]
    assert len(list(permutations(FILES, 2))) > 500


def hours(evidence: Evidence) -> list[str]:
    return [f"{event.at:%H}" for event in evidence.events]


def test_a_zone_is_what_its_own_file_says_whichever_was_read_before(read: Read) -> None:
    east, west = calendar(OFFICE, "+0300"), calendar(OFFICE, "-0700")
    assert [hours(read("calendar", text)) for text in (east, west, east)] == [["06"], ["16"], ["06"]]
    undefined = read("calendar", calendar(OFFICE, "", defines=False), zone="UTC")
    assert hours(undefined) == ["09"]
    assert "no time zone is called 'Head office'" in undefined.warnings[0].says


def test_two_calendars_in_one_file_have_their_own_zones(read: Read) -> None:
    both = calendar(OFFICE, "+0300") + calendar(OFFICE, "-0700") + calendar(OFFICE, "+0000", defines=False)
    evidence = read("calendar", both, zone="UTC")
    assert hours(evidence) == ["06", "16", "09"]
    assert {event.at_raw for event in evidence.events} == {"20260701T090000 Head office", "20260701T090000"}


def test_two_calendars_in_one_file_name_their_own_zone_for_floating_times(read: Read) -> None:
    floating = "BEGIN:VCALENDAR\n{}BEGIN:VEVENT\nUID:{}\nDTSTART:20260701T090000\nEND:VEVENT\nEND:VCALENDAR\n"
    zones = ["X-WR-TIMEZONE:Asia/Tokyo\n", "X-WR-TIMEZONE:W. Europe Standard Time\n", ""]
    text = "".join(floating.format(zone, number) for number, zone in enumerate(zones))
    evidence = read("calendar", text, zone="UTC")
    assert hours(evidence) == ["00", "07", "09"]
    assert [event.zone_source for event in evidence.events] == ["file", "file", "given"]


def test_a_known_zone_that_a_file_defines_otherwise_is_read_as_the_file_says_and_that_is_said(read: Read) -> None:
    evidence = read("calendar", calendar("Europe/Berlin", "+0500"))
    assert hours(evidence) == ["04"]
    assert "defines the zone 'Europe/Berlin' otherwise" in evidence.warnings[0].says
    as_it_is = read("calendar", calendar("Europe/Berlin", "+0500", defines=False))
    assert (hours(as_it_is), as_it_is.warnings) == (["07"], [])


def test_a_definition_that_cannot_be_understood_spoils_no_entry(read: Read) -> None:
    damaged = calendar("Europe/Berlin", "+0500").replace("TZOFFSETTO:+0500", "TZOFFSETTO:five")
    assert hours(read("calendar", damaged)) == ["07"]


def test_a_zone_is_named_in_folded_lines_and_in_quotation_marks_too(read: Read) -> None:
    text = calendar(OFFICE, "+0300")
    folded = text.replace(f"DTSTART;TZID={OFFICE}", "DTSTART;TZ\n ID=Head\n  office")
    quoted = text.replace(f"DTSTART;TZID={OFFICE}", f'DTSTART;TZID="{OFFICE}"')
    assert [hours(read("calendar", one)) for one in (folded, quoted)] == [["06"], ["06"]]


def test_the_zone_of_one_answer_is_not_that_of_the_next_in_the_same_file(read: Read) -> None:
    incident = {"incident_number": 1, "created_at": "2026-01-31T10:00:00"}
    answers = [{"data": [incident], "time_zone": "America/New_York"}, {"data": [incident]}]
    evidence = read("pagerduty", "\n".join(map(json.dumps, answers)), zone="UTC")
    assert hours(evidence) == ["15", "10"]
