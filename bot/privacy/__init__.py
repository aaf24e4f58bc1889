"""Finding personal data in what people write, and taking it out."""
