"""A fishbone answer: categories that can be renamed, causes and their sub-causes, errors that say what to write."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.models.answer import AnswerError
from pmkit.models.fishbone import CATEGORIES, MOST_CAUSES, Fishbone, FishboneCause
from pmkit.models.fishbone_questions import ANY, questions, questions_for

words = st.text(st.characters(codec="utf-8"), max_size=40)
names = st.lists(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip),
    min_size=3,
    max_size=10,
    unique_by=lambda name: name.strip().casefold(),
)


@st.composite
def fishbones(draw: st.DrawFn) -> Fishbone:
    """Any fishbone that keeps the rules: a sub-cause stands under an earlier cause of its bone."""
    categories = draw(st.just([*CATEGORIES]) | names)
    causes: list[FishboneCause] = []
    for _ in range(draw(st.integers(0, 10))):
        category = draw(st.sampled_from(categories))
        above = [index + 1 for index, one in enumerate(causes) if one.category == category and one.parent is None]
        parent = draw(st.none() | st.sampled_from(above)) if above else None
        evidence, contributed = draw(st.none() | words), draw(st.none() | st.booleans())
        causes.append(
            FishboneCause(
                category=category, text=draw(words), evidence=evidence, contributed=contributed, parent=parent
            )
        )
    empty = draw(st.none() | st.dictionaries(st.sampled_from(categories), words, max_size=2))
    return Fishbone(problem=draw(words), categories=categories, empty=empty or None, causes=causes)


@given(fishbones())
def test_what_is_dumped_parses_back_as_an_equal_answer(answer: Fishbone) -> None:
    assert Fishbone.parse(answer.dump()) == answer


@given(fishbones())
def test_every_cause_stands_once_on_its_bone_or_under_its_cause(answer: Fishbone) -> None:
    stands = [
        (index, category)
        for category, bone in answer.bones().items()
        for cause, below in bone.items()
        for index in (cause, *below)
    ]
    assert sorted(stands) == [(index, cause.category) for index, cause in enumerate(answer.causes)]


@given(fishbones())
def test_arranging_keeps_what_stands_where_and_does_nothing_twice(answer: Fishbone) -> None:
    def shape(fishbone: Fishbone) -> list[tuple[str, str, list[str]]]:
        said = [cause.text for cause in fishbone.causes]
        return [
            (category, said[cause], [said[one] for one in below])
            for category, bone in fishbone.bones().items()
            for cause, below in bone.items()
        ]

    arranged = answer.arranged()
    assert shape(arranged) == shape(answer)
    assert arranged.arranged() == arranged


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_parses_or_says_what_is_the_matter(text: str) -> None:
    try:
        told = Fishbone.parse(text, "fishbone.toml").dump()
    except AnswerError as error:
        told = str(error)
    assert told.startswith(("fishbone.toml has ", "problem = "))


def test_without_categories_there_are_the_six_of_the_module() -> None:
    assert Fishbone.parse('problem = "x"').categories == [
        "People",
        "Process",
        "Technology",
        "Environment",
        "Communication",
        "Tools",
    ]


def test_the_file_of_the_design_is_read() -> None:
    text = (
        'problem = "Service outage"\n[empty]\nTools = "No tool had changed"\n[[causes]]\ncategory = "Process"\n'
        'text = "No rollback procedure"\nevidence = "runbook"\ncontributed = true\n'
        '[[causes]]\ncategory = "Process"\ntext = "The runbook is old"\nparent = 1\n'
    )
    answer = Fishbone.parse(text)
    assert (answer.bones()["Process"], answer.contributing(), answer.word_on("Tools"), answer.word_on("People")) == (
        {0: [1]},
        [0],
        "No tool had changed",
        "",
    )


def test_all_problems_are_told_at_once_with_what_to_write() -> None:
    text = (
        'categories = ["People", " ", "people", "Tools"]\nempty = {Process = "x"}\n'
        '[[causes]]\ncategory = "Tool"\ntext = "a"\n[[causes]]\ncategory = "{Zorg}"\ntext = "b"\n'
        '[[causes]]\ncategory = "Tools"\ntext = "c"\nparent = 3\n'
    )
    with pytest.raises(AnswerError) as caught:
        Fishbone.parse(text, "answers/fishbone.toml")
    needed = "write the number of another cause, which does not lead back to this one"
    assert str(caught.value).splitlines() == [
        "answers/fishbone.toml has 5 problems:",
        "  category 2: got ' '; write a name, such as Process",
        "  category 3: 'people' stands there twice; write another name",
        "  empty, Process: no category is called so; write one of People, people, Tools, {Zorg}",
        "  cause 1, category: got 'Tool'; write Tools",
        f"  cause 3, parent: cause 3 cannot be what it leads to; {needed}",
    ]


@pytest.mark.parametrize(
    ("causes", "problem"),
    [
        ([("Tools", 1)], "cause 1, parent: cause 1 cannot"),  # itself
        ([("Tools", 3)], "cause 1, parent: cause 3 cannot"),  # a cause that is not there
        ([("Tools", 2), ("Process", 1)], "cause 2, parent: cause 1 cannot"),  # one that leads back
        ([("Tools", 0)], "cause 1, parent: got 0; write parent = 1"),
    ],
)
def test_a_cause_leads_to_another_that_does_not_lead_back(causes: list[tuple[str, int | None]], problem: str) -> None:
    tables = [
        f'[[causes]]\ncategory = "{category}"\ntext = "x"\n' + (f"parent = {parent}\n" if parent is not None else "")
        for category, parent in causes
    ]
    with pytest.raises(AnswerError, match=problem):
        Fishbone.parse("".join(tables))


def test_a_cause_may_lead_to_one_on_another_bone_and_to_a_sub_cause() -> None:
    rows = [("Tools", None), ("Process", 1), ("Tools", 1), ("Tools", 3), ("People", 6), ("Tools", None)]
    answer = Fishbone(causes=[FishboneCause(category=name, text="x", parent=parent) for name, parent in rows])
    assert [answer.leads_to(index) for index in range(6)] == [None, 0, 0, 2, 5, None]
    assert {name: bone for name, bone in answer.bones().items() if bone} == {
        "People": {4: []},
        "Process": {1: []},
        "Tools": {0: [2, 3], 5: []},
    }
    assert Fishbone.parse(answer.arranged().dump()) == answer.arranged()


def test_a_category_that_only_a_cause_names_becomes_a_bone_unless_it_looks_like_a_slip() -> None:
    answer = Fishbone.parse('[[causes]]\ncategory = "Mail"\ntext = "a"\n[[causes]]\ncategory = "process"\ntext = "b"\n')
    assert answer.categories[-1] == "Mail"
    assert [cause.category for cause in answer.causes] == ["Mail", "Process"]
    with pytest.raises(AnswerError, match="got 'Proces'; write Process"):
        Fishbone.parse('[[causes]]\ncategory = "Proces"\ntext = "a"\n')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('categories = ["a", "b"]', "3 to 10 names"),
        (f"categories = {[str(number) for number in range(11)]}", "3 to 10 names"),
        (f'categories = ["a", "b", "{"c" * 61}"]', "category 3: 61 characters; write at most 60"),
        ("[empty]\nTools = 3", "empty, Tools: got 3"),
        ('[[causes]]\ncategory = "Tools"\ntxt = "x"', "cause 1, txt: not a key that is known here; write text"),
        ('[[causes]]\ncategory = "Tools"\ntext = "x"\n' * (MOST_CAUSES + 1), "causes: got "),
    ],
)
def test_a_problem_says_where_what_we_got_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Fishbone.parse(text)
    assert problem in str(caught.value)


def test_a_parent_that_an_edit_in_place_made_impossible_counts_as_none() -> None:
    answer = Fishbone(causes=[FishboneCause(category="Tools", text="a")])
    answer.causes.append(FishboneCause(category="Tools", text="b", parent=9))
    assert answer.bones()["Tools"] == {0: [], 1: []}


def test_every_category_of_the_module_has_questions_of_its_own_and_any_other_gets_some() -> None:
    own = [questions_for(category) for category in CATEGORIES]
    assert len({tuple(one) for one in own} | {tuple(questions()[ANY])}) == 7
    assert questions_for(" TOOLING ") == questions_for("Tools")
    assert questions_for("Zorg") == questions()[ANY]


def test_each_name_of_a_category_is_listed_once() -> None:
    table = tomllib.loads((files("pmkit.models") / "questions" / "fishbone.toml").read_text(encoding="utf-8"))
    listed = [name for key, entry in table.items() for name in (key, *entry["also"])]
    assert sorted(listed) == sorted(questions())
    assert listed == [name.casefold() for name in listed]


@pytest.mark.parametrize("question", sorted({one for asked in questions().values() for one in asked}))
def test_a_starter_question_is_one_and_passes_our_own_checks(question: str) -> None:
    assert (question[-1], examine(question)) == ("?", [])
