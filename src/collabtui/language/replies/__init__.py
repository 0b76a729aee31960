"""How a reply is understood, step by step. `language.replies.understand` is the way in and names the steps."""
