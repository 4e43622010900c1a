"""What is said of an answer that cannot be read; apart from the models, which need pydantic."""


class AnswerError(ValueError):
    """An answer that cannot be read: `path` says where, `problems` lists each thing to put right."""

    def __init__(self, path: str, problems: list[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([f"{path} has {count}:", *(f"  {problem}" for problem in problems)]))
