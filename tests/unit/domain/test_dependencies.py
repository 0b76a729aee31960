from collabtui.domain.action import cycle


def test_a_cycle_in_the_dependencies_is_named_with_its_way() -> None:
    assert cycle("A1", ["A2"], {"A2": ["A3"], "A3": ["A1"]}) == ("A1", "A2", "A3", "A1")


def test_two_ways_to_the_same_action_are_no_cycle() -> None:
    assert cycle("A1", ["A2", "A3"], {"A2": ["A4"], "A3": ["A4"]}) == ()
