"""Short fixed replies to greetings, thanks, and questions about the assistant itself."""

import re

from bot.intents.question_form import is_asked
from bot.messages import Block, Listing, Text, paragraph
from bot.wording.phrases import Phrases

_WHAT_CAN_YOU_DO = re.compile(
    r"\b(help|hulp|wat (kan|kun|doe)|hoe werk(t|) (je|jij|dit)|what (can|do) you|how do you work)"
)
_WHO_ARE_YOU = re.compile(
    r"\b(wie ben|wat ben|ben (je|jij|ik)|met wie|bot|robot|mens|who are|what are|are you|chatgpt|ai)\b"
)
_HOW_ARE_YOU = re.compile(r"\b(hoe (gaat|is) (het|ie)|alles goed|how are you)\b")
_THANKS = re.compile(
    r"\b(dank\w*|bedankt|thanks?|thx|merci|top|fijn|mooi|super|prima|ok(e|é|ee|ay)?|helder|duidelijk|great)\b|👍|🙏"
)
_FAREWELL = re.compile(
    r"\b(doei|dag|tot (ziens|straks|morgen|snel|later)|bye|fijne (dag|avond|weekend)|goodbye|later)\b"
)


def smalltalk_blocks(text: str, phrases: Phrases) -> tuple[Block, ...]:
    """Choose the fixed reply; where nothing more specific fits, a greeting, or where to ask what it asks."""
    lowered = text.lower()
    if _WHAT_CAN_YOU_DO.search(lowered):
        return help_blocks(phrases)
    if _HOW_ARE_YOU.search(lowered):
        return (paragraph(phrases.how_are_you),)
    if _WHO_ARE_YOU.search(lowered):
        return (paragraph(phrases.who_are_you),)
    if _THANKS.search(lowered):
        return (paragraph(phrases.thanks),)
    if _FAREWELL.search(lowered):
        return (paragraph(phrases.farewell),)
    return (paragraph(phrases.off_topic if is_asked(text) else phrases.greeting),)


def help_blocks(phrases: Phrases) -> tuple[Block, ...]:
    """Say what the assistant can do."""
    lines = (*phrases.how_to_ask, *phrases.how_to_report)
    return (paragraph(phrases.who_are_you), Listing(tuple((Text(line),) for line in lines)))
