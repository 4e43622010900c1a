"""The causal map: whys, factors and the causes of a fishbone as one graph; circles and loose ends are found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.causal_graph import CausalGraph, Node
from pmkit.models.causal_map import CausalMap, causal_map
from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why

WHYS = FiveWhys(
    problem="Bids stopped",
    whys=[
        Why(answer="The daemon was down"),
        Why(answer="Its certificate had expired"),
        Why(answer="The disk was full", parent=1, set_aside="40 % used"),
    ],
)
FACTORS = Factors(
    problem="Something else",
    factors=[
        ContributingFactor(statement="its certificate had expired.", evidence="x509", contributed_as="needed"),
        ContributingFactor(statement="The reminder went to a closed list", leads_to="why 2"),
        ContributingFactor(statement="It was Sunday"),
        ContributingFactor(statement="The disk alert was muted", leads_to="why 3"),
    ],
)
FISHBONE = Fishbone(
    problem="Bids stopped",
    causes=[
        FishboneCause(category="Tools", text="No expiry alert"),
        FishboneCause(category="Tools", text="The tool has no dates", contributed=True, parent=1),
        FishboneCause(category="People", text="Looked into only"),
    ],
)


def names(graph: CausalGraph) -> list[list[str]]:
    return [node.names for node in graph.nodes]


def test_parts_that_say_the_same_become_one_node() -> None:
    graph = CausalMap.of(WHYS, FACTORS).graph()
    assert names(graph)[:3] == [["problem"], ["why 1"], ["why 2", "factor 1"]]
    assert (graph.nodes[0].text, graph.nodes[2].evidence, graph.nodes[2].note) == ("Bids stopped", "x509", "needed")


def test_links_run_from_cause_to_effect() -> None:
    graph = CausalMap.of(WHYS, FACTORS, FISHBONE).graph()
    said = [(graph.nodes[cause].names[0], graph.nodes[effect].names[0]) for cause, effect in graph.links]
    assert said == [
        ("why 1", "problem"),
        ("why 2", "why 1"),
        ("factor 2", "why 2"),
        ("cause 1", "problem"),
        ("cause 2", "cause 1"),
    ]


def test_what_was_put_aside_or_only_looked_into_is_no_cause() -> None:
    graph = CausalMap.of(WHYS, FISHBONE).graph()
    assert {name for node in names(graph) for name in node} & {"why 3", "cause 3"} == set()


def test_a_factor_that_leads_nowhere_is_an_orphan_and_so_is_one_that_leads_to_what_was_put_aside() -> None:
    graph = CausalMap.of(WHYS, FACTORS).graph()
    assert [graph.nodes[index].names for index in graph.orphans()] == [["factor 3"], ["factor 4"]]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_is_found_whole(length: int) -> None:
    factors = [
        ContributingFactor(statement=f"step {n}", leads_to=f"factor {(n + 1) % length + 1}") for n in range(length)
    ]
    graph = CausalMap(factors=factors).graph()
    assert (graph.cycles(), graph.orphans()) == ([list(range(1, length + 1))], list(range(1, length + 1)))


def test_a_chain_that_comes_back_to_its_beginning_is_a_circle() -> None:
    chain = FiveWhys(problem="p", whys=[Why(answer="a"), Why(answer="b"), Why(answer="A.")])
    graph = CausalMap.of(chain).graph()
    assert ([graph.nodes[index].names for index in graph.cycles()[0]], graph.orphans()) == (
        [["why 1", "why 3"], ["why 2"]],
        [],
    )


links = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20, unique=True)


@given(links)
def test_each_node_either_leads_to_the_problem_or_is_an_orphan(pairs: list[tuple[int, int]]) -> None:
    graph = CausalGraph([Node("why", str(number)) for number in range(8)], pairs)
    leading = graph.leading_to_problem()
    assert sorted([*leading, *graph.orphans()]) == list(range(8))
    assert [pair for pair in pairs if pair[1] in leading and pair[0] not in leading] == []


@given(links)
def test_circles_share_no_node_and_a_graph_that_runs_forward_has_none(pairs: list[tuple[int, int]]) -> None:
    nodes = [Node("why", str(number)) for number in range(8)]
    circling = [index for group in CausalGraph(nodes, pairs).cycles() for index in group]
    forward = CausalGraph(nodes, [pair for pair in pairs if pair[0] > pair[1]])
    assert (len(circling), forward.cycles()) == (len(set(circling)), [])


def test_a_map_is_an_answer_file_and_any_of_the_three_files_is_a_map(tmp_path: Path) -> None:
    whole = CausalMap.of(WHYS, FACTORS, FISHBONE)
    assert CausalMap.parse(whole.dump()) == whole
    for name, answer in (("whys", WHYS), ("factors", FACTORS), ("fishbone", FISHBONE)):
        answer.save(tmp_path / f"{name}.toml")
    paths = [tmp_path / f"{name}.toml" for name in ("whys", "factors", "missing", "fishbone")]
    assert causal_map(*paths).graph() == whole.graph()


def test_two_answers_of_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="two answers hold whys; give one of them"):
        CausalMap.of(WHYS, WHYS)
