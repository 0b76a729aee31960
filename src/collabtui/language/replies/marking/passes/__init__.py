"""The passes that mark a block, by what they look for. Their order is kept beside this folder."""
