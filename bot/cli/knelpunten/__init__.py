"""`wegwijzer knelpunten`: what was reported, for those who tend it; one file a command."""
