"""Understanding of a reply, step by step. `language.replies.understand` is the way in and names the steps."""
