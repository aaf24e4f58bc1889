"""What was learned from knelpunten that are solved, for those who ask later."""
