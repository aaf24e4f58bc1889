"""Questions that got no good answer."""
