"""Days out of words: "下周三", "by Friday", +3d. `reading` is the door."""
