"""Days out of words: "下周三", "by Friday", +3d. `find_days` is the door."""
