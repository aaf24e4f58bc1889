"""The only place that speaks SQL: what is kept, and how it changes."""
