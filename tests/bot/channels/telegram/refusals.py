"""What goes wrong on a Bot API server."""


class Refusal(Exception):
    """What the server answers instead of doing what it is asked."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Drop(Refusal):
    """The connection falls away, before or after the call was carried out."""

    def __init__(self, *, after: bool) -> None:
        super().__init__(0, "dropped")
        self.after = after
