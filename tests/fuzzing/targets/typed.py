"""What people type: commands, what stands behind them, and whatever else they say."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.answering.asked_for import asked_for, holds
from bot.answering.several import split_questions
from bot.channels.matrix.mentions import Me, without_mention
from bot.channels.telegram.deep_links import read_start
from bot.commands.command import nearest, read_command
from bot.commands.roles import change_roles
from bot.conversation.choosing import answer_to, chosen, yes_or_no
from bot.conversation.control import control_of
from bot.conversation.progress import Progress
from bot.fetching.address import read_address
from bot.fetching.refused import FetchRefused
from bot.fixed_answers.day import read_day
from bot.fixed_answers.form import forms_of
from bot.fixed_answers.labelled import read_labelled
from bot.fixed_answers.reply import text_blocks
from bot.fixed_answers.subject import subject_of
from bot.knelpunten.draft import Draft
from bot.knelpunten.form import REPORT_FORM
from bot.knelpunten.moves import move
from bot.knelpunten.number import find_number, number_and_rest
from bot.knelpunten.organisations import nearest_organisations
from bot.knelpunten.titles import propose_title
from bot.language import language_of
from bot.library.argument import read_named
from bot.library.term_words import TermsNotUnderstood, read_terms
from bot.library.terms import Terms
from bot.linking.code import read_code
from bot.messages import Choice, Kind, Link, Listing, Quote, QuotedLine, Reply, Text, paragraph
from bot.overview.arguments import PeriodNotUnderstood, read_wanted
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.smalltalk import smalltalk_blocks
from bot.stand.reply import organisation_in
from bot.text import clean, clean_lines
from bot.wording.phrases import PHRASES
from bot.workflow import filtering
from bot.workflow.reach import largest_reach
from knowledge.sentences import split_sentences
from tests.bot.incoming import incoming
from tests.fuzzing.mutation import of_text
from tests.fuzzing.rendered import are_shown, is_well_made
from tests.fuzzing.target import Target, must

_TODAY = date(2026, 2, 28)
_ORGANISATIONS = ("Gemeente Zwolle", "SVB", "UWV (Uitvoeringsinstituut)")
_DOCUMENTS = ("nota voor iedereen.docx", "014-driehoek.md")
_HOSTS = ("example.org", "www.werkaanuitvoering.nl")
_LONGEST_TYPED = 20_000

_COMMANDS = (
    "/melden Ouders wachten",
    "!status KP-2026-0042",
    "/rol matrix:@sanne:example.org behandelaar Gemeente Zwolle, SVB",
    "/overzicht vanaf maart 2025 t/m kwartaal 2 2026 Gemeente Zwolle",
    "/koppel 7KQ2-M4XD",
    "/document nota voor iedereen.docx geldig van 1 mei t/m 31-12-2026 voor deze kamer en matrix:!a:b.nl",
    "/voegtoe https://example.org/pad?a=b#c",
    "/antwoord nieuw vraag: Wat is WaU?\nbron: 014-driehoek.md\nnakijken: over een half jaar\ntekst: Dit.",
    "/knelpunten open schulden SVB pagina 2 mijn",
    "/stand Gemeente Zwolle 2026",
    "/start melden-abc",
    "mijn meldingen",
)
_SAID = (
    "Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen, ongeveer 40 gezinnen per jaar.",
    "Bel mevrouw De Vries op 06-12345678 of mail jan.de.vries@example.org; BSN 123456782, NL91ABNA0417164300",
    "Geboren op 3 mei 1980, Kerkstraat 12b, 8011 AB Zwolle, kenteken AB-123-C, paspoort NXA1B2C34.",
    "En wat kost dat dan? En wie betaalt het?",
    "Hoi, hoe gaat het? Bedankt!",
    "burgers, anders: ondernemers en gemeenten",
    "1",
    "sla over",
)


def targets() -> dict[str, Target]:
    """Each for what is read of it."""
    return {
        "command": _target(_COMMANDS, _command, 300),
        "argument": _target([text.partition(" ")[2] for text in _COMMANDS], _argument, 300),
        "answer": _target(_SAID, _answer, 100),
        "question": _target(_SAID, _question, 200),
        "personal": _target(_SAID, _personal, 150),
        "address": _target(
            ("https://example.org/pad?a=b#c", "HTTPS://xn--a.example.org.:443/"), _address, 300
        ),
        "reply": _target(
            ("Een **zin** met https://example.org/a en <b>meer</b>.", "1. een\n- twee"), _shown, 60
        ),
    }


def _target(samples: Sequence[str], check: Callable[[str], None], runs: int) -> Target:
    def read(data: bytes) -> None:
        check(data.decode(errors="surrogatepass" if b"\xed" in data else "replace")[:_LONGEST_TYPED])

    def tolerant(data: bytes) -> None:
        try:
            read(data)
        except UnicodeDecodeError:
            check(data.decode(errors="replace")[:_LONGEST_TYPED])

    encoded = [sample.encode() for sample in samples]
    return Target(samples=lambda: encoded, mutate=of_text, check=tolerant, runs=runs)


def _command(text: str) -> None:
    command = read_command(text)
    if command is not None:
        nearest(command.typed)
    read_start(text)
    control_of(text)
    without_mention(text, Me("@w:example.org", "Weg.wijzer+"))
    is_clean = clean(text)
    are_shown([is_clean, clean_lines(text)])
    must(clean(is_clean) == is_clean, "cleaning twice is not the same as once")


def _argument(text: str) -> None:
    for read in (
        lambda: read_wanted(text, _TODAY),
        lambda: read_terms(text, Terms(), "matrix:!a:b.nl", _TODAY),
    ):
        try:
            read()
        except (PeriodNotUnderstood, TermsNotUnderstood):
            continue
    read_day(text, _TODAY)
    read_labelled(text)
    read_code(text)
    read_named(text, _DOCUMENTS, with_rest=True)
    filtering.read_wanted(text, _ORGANISATIONS, ("schulden",))
    (find_number(text), number_and_rest(text), organisation_in(text))
    nearest_organisations(text, _ORGANISATIONS)
    done = change_roles(text, incoming(text))
    is_well_made(done.reply)


def _answer(text: str) -> None:
    """Answer every step of a report with the same words, as they come through the privacy gate."""
    text = clean_lines(text)
    draft: Draft | None = Draft(progress=Progress(REPORT_FORM.steps[0].name))
    for step in range(len(REPORT_FORM.steps) + 3):
        if draft is None:
            break
        draft = move(draft, text, is_question=step % 2 == 1).draft
    for step in REPORT_FORM.steps:
        answer_to(step, text)
        chosen(text, step.choices)
    yes_or_no(text)
    propose_title(text)
    largest_reach([text])


def _question(text: str) -> None:
    question = clean(text)
    split_questions(question)
    holds(question, asked_for(question))
    smalltalk_blocks(question, PHRASES[language_of(question)])
    (forms_of(question), subject_of(question))
    split_sentences(question)


def _personal(text: str) -> None:
    found = find_personal_data(text)
    once = blacken(text, found)
    must(all(data.text not in once for data in find_personal_data(once) if data in found), "not blackened")


def _address(text: str) -> None:
    try:
        url = read_address(text, _HOSTS)
    except FetchRefused as refused:
        are_shown([refused.detail])
        return
    must(url.scheme == "https" and url.host in _HOSTS and url.port == 443, "another host")
    must(url.user is None and url.password is None, "a name or password")
    must(read_address(str(url), _HOSTS) == url, "read otherwise the second time")


def _shown(text: str) -> None:
    url = text.partition(" ")[2][:1000]
    words = clean_lines(text)[:1000]
    is_well_made(
        Reply(
            (
                paragraph(Text(words, strong=True), Link(words, url), Link(url, url)),
                Quote((QuotedLine(words, "1."), QuotedLine(words, "-"), QuotedLine(words, after_gap=True))),
                Listing(((Text(words),), (Link(words, url),)), ordered=True),
                *text_blocks(words),
            ),
            Kind.ANSWER,
            choices=(Choice(words, text),),
        )
    )
