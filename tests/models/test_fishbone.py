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
    needed = "write the number of an earlier cause of this category that has no parent itself"
    assert str(caught.value).splitlines() == [
        "answers/fishbone.toml has 6 problems:",
        "  category 2: got ' '; write a name, such as Process",
        "  category 3: 'people' stands there twice; write another name",
        "  empty, Process: no category is called so; write one of People, people, Tools",
        "  cause 1, category: got 'Tool'; write Tools",
        "  cause 2, category: got '{Zorg}'; write one of People, people, Tools",
        f"  cause 3, parent: cause 3 cannot have it as a sub-cause; {needed}",
    ]


@pytest.mark.parametrize(
    ("causes", "problem"),
    [
        ([("Tools", None), ("Process", 1)], "cause 2, parent: cause 1 cannot"),  # another bone
        ([("Tools", None), ("Tools", 1), ("Tools", 2)], "cause 3, parent: cause 2 cannot"),  # a third level
        ([("Tools", 2), ("Tools", None)], "cause 1, parent: cause 2 cannot"),  # a later cause
        ([("Tools", 0)], "cause 1, parent: got 0; write parent = 1"),
    ],
)
def test_a_sub_cause_stands_under_an_earlier_cause_of_its_bone(
    causes: list[tuple[str, int | None]], problem: str
) -> None:
    tables = [
        f'[[causes]]\ncategory = "{category}"\ntext = "x"\n' + (f"parent = {parent}\n" if parent is not None else "")
        for category, parent in causes
    ]
    with pytest.raises(AnswerError, match=problem):
        Fishbone.parse("".join(tables))


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
