"""An answer to a plan, item by item: cut, read part by part, and put together. The door is `plan_items`."""
