"""The page Actions. `page` is the door; `action_form` and `looks` serve matters, too."""
