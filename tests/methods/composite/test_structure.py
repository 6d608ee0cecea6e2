"""The tree of an index: forms it comes in, and what is refused with its place."""

import pytest

from zhiliang.methods.composite import effective_weights, load

pytestmark = pytest.mark.once


def row(code, parent="", **more):
    return {"code": code, "parent": parent, **more}


TREE = [
    row("x", "a"),
    row("y", "a", weight=3, direction=-1),
    row("a", "top"),
    row("z", "top"),
    row("top"),
]


def test_rows_and_a_nested_mapping_say_the_same():
    nested = {"top": {"a": {"x": None, "y": {"weight": 3, "direction": -1}}, "z": None}}
    rows = {code: (n.parent, n.weight, n.direction) for code, n in load(TREE).nodes.items()}
    ours = {code: (n.parent, n.weight, n.direction) for code, n in load(nested).nodes.items()}
    assert ours == rows


def test_coinrs_own_columns_are_read_and_other_types_left_out():
    rows = [
        {"iCode": "x", "Parent": "top", "Level": 1, "Type": "Indicator", "Direction": "-1"},
        {"iCode": "gdp", "Parent": None, "Level": float("nan"), "Type": "Denominator"},
        {"iCode": "top", "Parent": "NA", "Level": 2, "Type": "Aggregate", "Weight": "2"},
    ]
    tree = load(rows)
    assert (tree.top, tree.indicators, tree.directions.tolist()) == ("top", ("x",), [-1])


def test_branches_may_differ_in_depth():
    tree = load(TREE)
    assert (tree.level(1), tree.level(2), tree.top, tree.height) == (
        ("x", "y", "z"),
        ("a",),
        "top",
        3,
    )


def test_a_list_of_codes_and_a_weighted_group_can_be_nested():
    tree = load({"top": {"a": {"weight": 2, "children": ["x", "y"]}, "b": ["z"]}})
    assert tree.indicators == ("x", "y", "z")
    assert tree.nodes["a"].weight == 2
    assert tree.nodes["a"].children == ("x", "y")


def test_effective_weights_multiply_down_the_tree():
    assert effective_weights(TREE) == {"x": 0.125, "y": 0.375, "a": 0.5, "z": 0.5, "top": 1}


def test_effective_weights_take_other_weights():
    assert effective_weights(TREE, {"y": 1, "z": 3})["x"] == 0.125


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(""), row("top")], "row 1 .* no code"),
        ([row("x", "top"), row("x", "top"), row("top")], "x is in the structure twice"),
        ([row("x", "pillar"), row("top")], "x: its parent pillar is not"),
        ([row("x", "a"), row("a", "b"), row("b", "a"), row("top")], "circle: x → a → b"),
        ([row("x", "x"), row("y", "top"), row("top")], "circle: x → x"),
        ([row("x", "top"), row("top"), row("other")], r"one top .*\['top', 'other'\]"),
        ([row("top")], "top is alone"),
        ([], "one top is needed"),
        ([row("x", "top", weight=-1), row("top")], r"row 1 .*\(x\): a weight"),
        ([row("x", "top", weight="much"), row("top")], "weight is not a number: 'much'"),
        ([row("x", "top", weight=0), row("y", "top", weight=0), row("top")], "below top sum to 0"),
        ([row("x", "top", direction=2), row("top")], "direction is 1 or -1, got 2"),
        ([row("x", "top", level="low"), row("top")], "level is not a number: 'low'"),
        ([row("x", "top", level=2), row("top", level=3)], "x: Level says 2"),
        ([row("x", "top", level=1), row("a", "top", level=2), row("top")], "a: Level says 2"),
    ],
)
def test_a_broken_tree_is_refused_with_the_place(rows, message):
    with pytest.raises(ValueError, match=message):
        load(rows)
