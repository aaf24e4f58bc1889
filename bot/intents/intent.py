"""The intents that are told apart."""

from enum import StrEnum


class Intent(StrEnum):
    """What a message is meant as."""

    QUESTION = "question"
    REPORT = "report"
    COMMAND = "command"
    SMALLTALK = "smalltalk"
    OFF_TOPIC = "off_topic"
    HOSTILE = "hostile"
