"""What a person is asked, given how far their draft is."""

from collections.abc import Sequence

from bot.conversation.form import Step
from bot.conversation.progress import SUMMARY, Phase
from bot.knelpunten.choices import AFTER_STOP, ASIDE, AT_SUMMARY, TO_RESUME, fields_to_change, look_alikes
from bot.knelpunten.draft import Draft, Purpose
from bot.knelpunten.form import FORMS
from bot.knelpunten.report import Knelpunt
from bot.knelpunten.titles import propose_title
from bot.messages import Block, Choice, Kind, Listing, Reply, Text, paragraph
from bot.text import as_sentence
from bot.wording import intake as words
from knowledge.sentences import split_sentences

SENTENCES_OF_LOOK_ALIKE = 2


def ask(
    draft: Draft, known: Sequence[Knelpunt], attachments: Sequence[str], before: Sequence[Block] = ()
) -> Reply:
    """Ask what the draft is waiting for.

    Args:
        draft: how far it is.
        known: the knelpunten that it names: proposed, related or supported.
        attachments: names of its files.
        before: what is said first.
    """
    blocks, choices = _asked(draft, known, attachments)
    return Reply((*before, *blocks), Kind.REPORT, choices)


def title_of(draft: Draft) -> str:
    """Give what a draft is about, or ``""`` when nothing was said yet."""
    answers = draft.progress.answers
    return answers.get("title") or propose_title(answers.get("description") or answers.get("remark") or "")


def _asked(
    draft: Draft, known: Sequence[Knelpunt], attachments: Sequence[str]
) -> tuple[tuple[Block, ...], tuple[Choice, ...]]:
    match draft.progress.phase:
        case Phase.STOPPING:
            return (paragraph(words.STOPPING),), AFTER_STOP
        case Phase.CHOOSING:
            return (paragraph(words.WHICH_CHANGE),), fields_to_change(draft.purpose)
        case Phase.RESUMING | Phase.PAUSED:
            title = title_of(draft)
            sentence = words.RESUMING.format(title=as_sentence(title)) if title else words.RESUMING_UNTITLED
            return (paragraph(sentence),), TO_RESUME
    if draft.proposed:
        return _same(draft, known), look_alikes(draft.proposed)
    if draft.progress.at == SUMMARY:
        return _summary(draft, attachments), AT_SUMMARY
    return _step(draft, FORMS[draft.purpose].step(draft.progress.at))


def _step(draft: Draft, step: Step) -> tuple[tuple[Block, ...], tuple[Choice, ...]]:
    asked = [other.name for other in FORMS[draft.purpose].asked]
    question = words.QUESTIONS[step.name]
    if step.name in asked and not draft.progress.editing:
        position = words.POSITION.format(position=asked.index(step.name) + 1, total=len(asked))
        question = f"{position} {question}"
    blocks = [paragraph(question)]
    if step.name in draft.progress.answers:
        answer = draft.progress.answers[step.name] or words.SKIPPED
        blocks.append(paragraph(words.HAS_ANSWER.format(answer=as_sentence(answer))))
    elif not step.required:
        blocks.append(paragraph(words.OPTIONAL))
    if draft.aside is not None:
        blocks.append(paragraph(words.ASIDE))
        return tuple(blocks), (ASIDE,)
    return tuple(blocks), step.choices


def _same(draft: Draft, known: Sequence[Knelpunt]) -> tuple[Block, ...]:
    proposed = [knelpunt for knelpunt in known if knelpunt.number in draft.proposed]
    blocks: list[Block] = [paragraph(words.SAME)]
    for knelpunt in proposed:
        report = knelpunt.report
        start = " ".join(split_sentences(report.description)[:SENTENCES_OF_LOOK_ALIKE])
        stands = words.REPORTED_BY.format(organisation=report.organisation, status=knelpunt.status)
        blocks.append(paragraph(Text(f"{knelpunt.number}: {report.title}", strong=True)))
        blocks.append(paragraph(f"{start} {stands}"))
    return tuple(blocks)


def _summary(draft: Draft, attachments: Sequence[str]) -> tuple[Block, ...]:
    is_report = draft.purpose is Purpose.REPORT
    intro = words.SUMMARY if is_report else words.SUMMARY_SUPPORT.format(number=draft.supported)
    entries = [
        (words.LABELS[step.name], draft.progress.answers.get(step.name) or words.SKIPPED)
        for step in FORMS[draft.purpose].steps
    ]
    if attachments:
        entries.append((words.ATTACHMENTS, ", ".join(attachments)))
    if draft.related:
        entries.append((words.RELATED, ", ".join(draft.related)))
    listing = Listing(tuple((Text(f"{label}: ", strong=True), Text(said)) for label, said in entries))
    return paragraph(intro), listing, paragraph(words.SEND_OR_CHANGE)
