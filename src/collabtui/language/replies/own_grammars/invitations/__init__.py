"""Parts of an answer to an invitation beside the yes or no: who comes instead, and how somebody takes part."""
