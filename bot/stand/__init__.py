"""The Stand van de Uitvoering of an organisation: a draft of its yearly letter about knelpunten."""
