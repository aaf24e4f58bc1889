"""From report to result: where a knelpunt may go, who may do what, who treats it."""
