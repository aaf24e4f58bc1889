"""`wegwijzer antwoorden`: the answers that admins wrote."""
