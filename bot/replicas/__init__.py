"""Several processes on one PostgreSQL: one leads each channel, all of them answer."""
