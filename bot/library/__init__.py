"""Documents that admins add, replace and withdraw; for whom and when each holds."""
