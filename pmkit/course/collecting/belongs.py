"""Which files of a download belong together, as one trainee's hand-in, and whose it is said to be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pmkit.course.collecting.archives import Leaf
from pmkit.course.collecting.names import Whose, letters, of_plain, of_platform, without_copy
from pmkit.grading.exercise import Exercise
from pmkit.grading.own_incident import FILE as INCIDENT
from pmkit.grading.own_incident import OwnIncident
from pmkit.grading.packing import MANIFEST, Manifest
from pmkit.models.answer import AnswerError

NOT_FOLDERS = frozenset({"answers", "evidence"})
NOBODY = Whose("")


@dataclass(slots=True)
class HandIn:
    """What one person handed in: where each file belongs, and the id that the files themselves name."""

    whose: Whose
    files: dict[str, Leaf] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    """Files of kinds that are not read: a person is told of them."""
    claimed: str = ""


def hand_ins(leaves: list[Leaf], exercise: Exercise) -> list[HandIn]:
    """The hand-ins in a download, in the order of their names; files of other exercises' archives are left out."""
    known = tuple({PurePosixPath(exercise.answer).name, INCIDENT, MANIFEST, f"{exercise.slug}.ipynb"})
    own = _own_archives(leaves, exercise)
    found: dict[tuple[str, ...], HandIn] = {}
    for leaf in leaves:
        whose, inside = _whose(leaf.trail, own, known, exercise)
        key = (letters(whose.name), whose.number) if whose != NOBODY else ("", *leaf.trail[:-1])
        _add(found.setdefault(key, HandIn(whose)), leaf, inside, exercise)
    return [found[key] for key in sorted(found) if found[key].files or found[key].others]


def _own_archives(leaves: list[Leaf], exercise: Exercise) -> set[tuple[str, ...]]:
    """The archives that hold one answer at most: a trainee's own, where others are a class's."""
    answer = letters(PurePosixPath(exercise.answer).name)
    counts: dict[tuple[str, ...], int] = {}
    for leaf in leaves:
        for prefix in _archives(leaf.trail):
            counts[prefix] = counts.get(prefix, 0) + letters(without_copy(leaf.trail[-1])).endswith(answer)
    return {prefix for prefix, count in counts.items() if count <= 1}


def _archives(trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for end in range(1, len(trail)):
        if _is_archive(trail[end - 1]):
            yield trail[:end]


def _is_archive(part: str) -> bool:
    return part.lower().endswith(".zip")


def _whose(
    trail: tuple[str, ...], own: set[tuple[str, ...]], known: tuple[str, ...], exercise: Exercise
) -> tuple[Whose, tuple[str, ...]]:
    """Whose a file is by the names around it, the platform's first, and the path within the hand-in."""
    for index, part in enumerate(trail):
        if _is_archive(part) and index + 1 < len(trail) and trail[: index + 1] not in own:
            continue
        if found := of_platform(part):
            return found, trail[index + 1 :] or (found.rest or part,)
    folders = [part for part in trail[:-1] if not _is_archive(part)]
    if not folders and (found := of_plain(trail[-1], known)):
        return found, (found.rest,)
    mine = next((prefix for prefix in _archives(trail) if prefix in own), None)
    if mine:
        return Whose(_without_exercise(mine[-1][:-4], exercise)), trail[len(mine) :]
    passed = {letters(exercise.slug), *NOT_FOLDERS}
    for index, part in enumerate(trail[:-1]):
        if not _is_archive(part) and letters(part) not in passed:
            return Whose(part), trail[index + 1 :]
    return NOBODY, trail[-1:]


def _without_exercise(name: str, exercise: Exercise) -> str:
    """`five-whys-ada` and `ada_five_whys` are ada's."""
    for slug in (exercise.slug, exercise.slug.replace("-", "_")):
        for between in "-_+ ":
            name = name.removeprefix(f"{slug}{between}").removesuffix(f"{between}{slug}")
    return "" if letters(name) == letters(exercise.slug) else name


def _add(hand_in: HandIn, leaf: Leaf, inside: tuple[str, ...], exercise: Exercise) -> None:
    """Put a file where it belongs; of two with one place the later one counts, of equal ones either."""
    place = _place(inside, exercise)
    if not place:
        return
    if leaf.content is None:
        hand_in.others.append(PurePosixPath(place).name)
        return
    name = PurePosixPath(place).name
    if name in {MANIFEST, INCIDENT}:
        hand_in.claimed = hand_in.claimed or _claimed(name, leaf.content)
        if name == MANIFEST:
            return
    there = hand_in.files.get(place)
    if there is None or leaf.when >= there.when:
        hand_in.files[place] = leaf


def _place(inside: tuple[str, ...], exercise: Exercise) -> str:
    """Where in a submitted folder a file belongs; empty for what is no work of the trainee's."""
    *folders, last = inside
    name = "".join(sign for sign in without_copy(last) if sign.isprintable())[:120]
    path = PurePosixPath(name)
    if "evidence" in folders or name in {"timestamp.txt", "submission_secret.txt"} or not path.stem:
        return ""  # who hands in does not say when
    if "answers" in folders:
        return f"answers/{name}"
    if path.suffix == ".ipynb":
        return f"{exercise.slug}.ipynb" if letters(path.stem) == letters(exercise.slug) else name
    return f"answers/{name}" if path.suffix in {".toml", ".md", ".csv"} else name


def _claimed(name: str, content: bytes) -> str:
    """The trainee's id in a file that says whose hand-in this is; empty where it cannot be read."""
    model: type[Manifest | OwnIncident] = Manifest if name == MANIFEST else OwnIncident
    try:
        return model.parse(content.decode("utf-8-sig")).trainee.strip()
    except (AnswerError, UnicodeDecodeError):
        return ""
