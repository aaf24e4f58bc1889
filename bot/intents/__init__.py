"""What a message is meant as: a question, a report, small talk, or something else."""
