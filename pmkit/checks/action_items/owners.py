"""Whether an owner is one who is accountable: a person, a role or a team with a name, and only one."""

import re

from pmkit.checks.text.folding import fold_each
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.roster import on_roster
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened

LONGEST_OWNER = 200
LONGEST_QUOTE = 60
LONGEST_ACRONYM = 5
_AROUND = " \t\r\n*_`[]<>{}()-–—.:\"'“”"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PARTS = re.compile(r"[,;/|&+\n]|\b(?:and|or)\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"[;&+\n]|\b(?:and|or)\b", re.IGNORECASE)
_OTHER_SIGNS = re.compile(r"[,;/|+\n]|\b(?:and|or)\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)@\w")


def owner_flaw(owner: str, scenario: Scenario | None = None) -> str:
    """What keeps an owner from being one who is accountable, in words; empty where nothing does.

    >>> owner_flaw("Mina and Jorge"), owner_flaw("the team"), owner_flaw("Mina Okafor (SRE)")
    ('“Mina and Jorge” names more than one', '“the team” is nobody in particular', '')
    """
    owner = owner[:LONGEST_OWNER].strip()
    said = fold_each(owner.strip(_AROUND)).strip(_AROUND)
    quote = f"“{shortened(owner, LONGEST_QUOTE)}”"
    if not any(sign.isalnum() for sign in said):
        return "none is given"
    if said in lexicon.action_items.placeholders:
        return f"{quote} only holds a place"
    if _is_nobody(said):
        return f"{quote} is nobody in particular"
    if scenario and any(fold_each(team) == said for team in scenario.teams):
        return ""
    if _names_several(_ASIDE.sub(" ", owner).strip()):
        return f"{quote} names more than one"
    if "?" in owner or lexicon.action_items.unsettled.intersection(re.findall(r"\w+", said)):
        return f"{quote} is not settled"
    if (
        scenario
        and (scenario.people or scenario.teams)
        and not (on_roster(said.lstrip("@"), scenario) or _is_role(said, scenario))
    ):
        return f"{quote} is not on the roster"
    return ""


def _is_role(said: str, scenario: Scenario) -> bool:
    """Whether somebody of the story is called so by what they do: "support lead"."""
    return any(fold_each(part).strip() == said for person in scenario.people for part in person.role.split(","))


def _is_nobody(said: str) -> bool:
    """Whether it is told by its words that nobody in particular has it: "whoever is free", "the backend folks"."""
    words = re.findall(r"[\w'-]+", said)
    if said in lexicon.action_items.nobody or words[0] in lexicon.action_items.anybody:
        return True
    return words[-1] in lexicon.action_items.many and not (len(words) > 1 and words[0] in lexicon.action_items.one)


def _names_several(owner: str) -> bool:
    if len(_HANDLE.findall(owner)) > 1:
        return True
    parts = [fold_each(part).strip(_AROUND) for part in _PARTS.split(owner)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return False
    if _SIDE_BY_SIDE.search(owner):
        return not _is_one_team(owner, parts)
    if len(parts) == 2 and all(" " not in part for part in parts) and parts[1] in lexicon.names.names:
        return parts[0] in lexicon.names.names  # "Okafor, Mina"
    people = sum(map(_is_somebody, filter(str.strip, _PARTS.split(owner))))
    return "/" in owner or people != 1  # "Mina Okafor, SRE"; "Shift Supervisor, Plant North"


def _is_one_team(owner: str, parts: list[str]) -> bool:
    """Whether "and" or "&" stands within the name of one team: "Trust and Safety team", "Payroll & Benefits"."""
    words = set(" ".join(parts).split())
    if not words.isdisjoint(lexicon.names.names) or len(_SIDE_BY_SIDE.findall(owner)) > 1 or words & {"teams", "or"}:
        return False
    called = lexicon.action_items.called
    if called.isdisjoint(parts[-1].split()[-1:]):
        is_pair = "&" in owner and not _OTHER_SIGNS.search(owner)
        is_post = not lexicon.action_items.posts.isdisjoint(words)
        return is_pair and not is_post and all(_is_group(part) for part in parts) and not _are_plain(parts)
    return all(called.isdisjoint(part.split()) and "," not in owner for part in parts[:-1]) and "+" not in owner


def _are_plain(parts: list[str]) -> bool:
    """Whether each part is a word by which many a team goes by itself: "Dev & Ops"."""
    return all(part in lexicon.action_items.alone for part in parts)


def _is_somebody(part: str) -> bool:
    """Whether a part tells one person: by a name, or by a post that one has."""
    is_written_as_name = all(word[:1].isupper() for word in part.split())
    part = fold_each(part).strip(_AROUND)
    words = part.split()
    if not lexicon.names.names.isdisjoint(words) or not lexicon.action_items.posts.isdisjoint(words):
        return True
    is_unit = not lexicon.action_items.called.isdisjoint(words)
    common = lexicon.action_items.generic | lexicon.action_items.abstract
    return (
        is_written_as_name and not is_unit and len(words) in {2, 3} and not _is_group(part) and common.isdisjoint(words)
    )


def _is_group(part: str) -> bool:
    """Whether a part tells where somebody works: "SRE", "platform lead"."""
    return not (lexicon.action_items.groups | lexicon.action_items.departments).isdisjoint(part.split())
