"""What was asked in a message."""

from dataclasses import dataclass

from index.embedding.embedder import Vectors


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        text: the question, complete in itself.
        vector: its embedding with its other names, of shape (dimensions,) and length 1.
    """

    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in a message.

    Attributes:
        message: the message, cleaned.
        vector: its embedding as it stands, of shape (dimensions,) and length 1.
        questions: the questions in it, each complete in itself.
        whole: the message as one question, where one of these leans on another; None where none does.
        compared: what each of two things is, where their difference is asked.
        follows_up: whether it leans on the question before.
    """

    message: str
    vector: Vectors
    questions: tuple[Question, ...]
    whole: Question | None
    compared: tuple[Question, ...]
    follows_up: bool

    @property
    def main(self) -> Question:
        """What decides whether the message is answered."""
        return self.whole or self.questions[0]

    @property
    def within(self) -> tuple[Question, ...]:
        """Questions within the main one, answered only where that is."""
        return (*self.compared, *self.questions[:1]) if self.whole else self.compared

    @property
    def meant(self) -> Vectors:
        """The embedding that tells what is meant: of a follow-up, with the question before in front of it."""
        return self.main.vector if self.follows_up else self.vector
