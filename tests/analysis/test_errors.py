"""Refusals say what was found, what was needed and what to do."""

import pytest

from analysis import errors


def test_a_refusal_carries_its_three_parts_and_says_them():
    refusal = errors.NotEnoughGaps(found="4 closed gaps", needed="30", do="Declare a cycle.")
    assert (refusal.found, refusal.needed, refusal.do) == ("4 closed gaps", "30", "Declare a cycle.")
    assert str(refusal) == "Found 4 closed gaps; needed 30. Declare a cycle."


@pytest.mark.parametrize("kind", [errors.UnknownChoice, errors.UnknownField, errors.NotEnoughGaps, errors.NoCompletePeriod])
def test_every_refusal_can_be_caught_as_one(kind):
    assert issubclass(kind, errors.Refused)
    assert issubclass(kind, ValueError)


def test_choose_names_the_choices():
    assert errors.choose("kind", "a", ("a", "b")) == "a"
    with pytest.raises(errors.UnknownChoice, match="'c'.*a, b"):
        errors.choose("kind", "c", ("a", "b"))
