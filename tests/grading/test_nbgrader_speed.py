"""A submission is graded several times as fast as nbgrader grades it, which runs every notebook."""

from collections.abc import Callable

import pytest
from grading.beside_stock import graded

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader runs notebooks")]


def test_a_submission_takes_less_than_a_third_of_what_stock_nbgrader_takes(measured: Callable[[str], None]) -> None:
    ours, stock = (graded(4, is_stock=is_stock) for is_stock in (False, True))
    ratio = stock.seconds / ours.seconds
    measured(f"a submission: {ours.seconds:.2f} s, stock nbgrader {stock.seconds:.2f} s ({ratio:.1f} times as long)")
    assert ours.points == stock.points == {100.0}
    assert ratio > 3
