"""`wegwijzer vragen`: questions that got no good answer."""
