"""How a reply is understood, step by step. `language.reply` is the way in and names the steps."""
