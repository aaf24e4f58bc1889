"""Reports of knelpunten: what they hold, how they are taken in, and what becomes of them."""
