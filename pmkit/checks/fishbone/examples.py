"""What the examples of the fishbone checks are made of: a few short causes on three or more bones."""

from pmkit.models.fishbone import Fishbone, FishboneCause

BONES = ("People", "Process", "Tools")


def bones(
    people: str = "Training covers the old console only",
    process: str = "No rollback procedure",
    tools: str = "No canary",
    *,
    problem: str = "Checkout returned errors for 47 minutes",
    **empty: str,
) -> Fishbone:
    """A fishbone of three bones with a cause on each that has a text; `empty` holds words on bones without."""
    causes = [
        FishboneCause(category=category, text=text)
        for category, text in zip(BONES, (people, process, tools), strict=True)
        if text
    ]
    return Fishbone(problem=problem, categories=list(BONES), empty=empty or None, causes=causes)


def on_one(category: str, *texts: str) -> Fishbone:
    """A fishbone with all causes on one bone."""
    causes = [FishboneCause(category=category, text=text) for text in texts]
    return Fishbone(problem="Service outage", categories=list(BONES), causes=causes)
