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
        return "nobody is named"
    if said in lexicon.action_items.placeholders:
        return f"{quote} only holds a place"
    if said in lexicon.action_items.nobody:
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


def _names_several(owner: str) -> bool:
    if len(_HANDLE.findall(owner)) > 1:
        return True
    parts = [fold_each(part).strip(_AROUND) for part in _PARTS.split(owner)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return False
    people = [part for part in parts if not _is_group(part)]
    if _SIDE_BY_SIDE.search(owner):  # "Trust and Safety team" is one
        is_team = parts[-1].split()[-1] == "team" and len(parts) == 2
        return not (is_team and lexicon.names.names.isdisjoint(owner.lower().split()) and "," not in owner)
    if len(parts) == 2 and all(" " not in part for part in parts) and parts[1] in lexicon.names.names:
        return parts[0] in lexicon.names.names  # "Okafor, Mina"
    return len(people) != 1


def _is_group(part: str) -> bool:
    """Whether a part tells where somebody works: "SRE", "platform lead"."""
    return not lexicon.action_items.groups.isdisjoint(part.split())
