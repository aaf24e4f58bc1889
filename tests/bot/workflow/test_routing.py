from pathlib import Path

import pytest

from bot.knelpunten.report import Cause
from bot.wording.errors import explain
from bot.workflow.routing import Account, DriehoekRole, Rule, route, theme_of
from bot.workflow.routing_rules import RoutingInvalid, load_rules
from tests.bot.storage.samples import report

SANNE = Account("matrix", "@sanne:example.org")


def rule(name: str = "eigen", **given: object) -> Rule:
    return Rule(name=name, **{"theme": name, **given})


def applies(one: Rule, **told: str) -> bool:
    return route(report(**told), [one]).rule == one.name


def written(tmp_path: Path, toml: str) -> Path:
    path = tmp_path / "routing.toml"
    path.write_text(toml)
    return path


def test_the_first_rule_that_matches_decides() -> None:
    rules = [rule("van UWV", organisations=("UWV",)), rule("eerste"), rule("tweede")]

    assert route(report(organisation="Gemeente Zwolle"), rules).rule == "eerste"
    assert route(report(organisation="UWV"), rules).rule == "van UWV"


def test_what_a_rule_leaves_open_the_next_that_matches_decides() -> None:
    rules = [
        Rule(name="wie", handler=SANNE),
        rule("schulden", words=("schulden",)),
        rule("rest", handler=Account("telegram", "7"), addressed=DriehoekRole.EIGENAAR),
    ]

    found = route(report(description="Zij hebben schulden."), rules)

    assert (found.rule, found.handler, found.theme) == ("wie", SANNE, "schulden")
    assert found.addressed is DriehoekRole.EIGENAAR


def test_without_rules_the_theme_is_the_cause_and_the_organisation_is_addressed() -> None:
    found = route(report(cause="gegevensdeling"), [])

    assert (found.theme, found.handler, found.addressed) == (
        "gegevensdeling",
        None,
        DriehoekRole.OPDRACHTNEMER,
    )


@pytest.mark.parametrize(
    ("sought", "organisation", "expected"),
    [
        ("UWV", "uwv", True),
        ("UWV", "UWV Werkbedrijf", True),
        ("gemeente zwolle", "Gemeente Zwolle, burgerzaken", True),
        ("gemeente*", "Gemeenteraad Almere", True),
        ("gemeente", "Gemeenteraad Almere", False),
        ("CAK", "Pancakehuis", False),
    ],
)
def test_an_organisation_is_known_by_whole_words(sought: str, organisation: str, expected: bool) -> None:
    assert applies(rule(organisations=(sought,)), organisation=organisation) is expected


@pytest.mark.parametrize(
    ("sought", "regulation", "expected"),
    [
        ("Participatiewet", "artikel 18a Pw", True),
        ("Participatiewet", "de bijstand", True),
        ("AVG", "artikel 6 AVG", True),
        ("Participatiewet", "Wajong", False),
        ("Bbz", "Participatiewet", False),
    ],
)
def test_a_law_is_known_by_its_other_names(sought: str, regulation: str, expected: bool) -> None:
    assert applies(rule(laws=(sought,)), regulation=regulation) is expected


def test_words_are_sought_in_all_that_was_told() -> None:
    assert applies(rule(words=("uitstel van betaling",)), tried="We gaven uitstel, van betaling.")
    assert not applies(rule(words=("motie",)), description="De motieven zijn onduidelijk.")


def test_own_words_for_a_cause_are_another_cause() -> None:
    other = rule(causes=(Cause.OTHER,))

    assert applies(other, cause="anders: de post")
    assert applies(other, cause="")
    assert not applies(other, cause="ICT")


def test_each_condition_must_hold() -> None:
    both = rule(organisations=("UWV", "SVB"), causes=(Cause.ICT,))

    assert applies(both, organisation="SVB", cause="ICT")
    assert not applies(both, organisation="SVB", cause="capaciteit")


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.OTHER])
def test_wegwijzer_itself_has_a_rule_for_each_cause(cause: Cause) -> None:
    assert route(report(cause=cause.value), load_rules()).rule != route(report(), []).rule


def test_what_the_kamer_wants_is_its_own_theme() -> None:
    assert theme_of(report(description="Een amendement kwam te laat."), load_rules()) == (
        "samenwerken met de politiek"
    )


def test_own_rules_come_before_those_of_wegwijzer_itself(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[[rule]]\nname = "SVB"\norganisations = ["SVB"]\nhandler = "matrix:@sanne:example.org"'
    )

    found = route(report(organisation="SVB", cause="ICT"), load_rules(path))

    assert (found.rule, found.handler, found.theme) == ("SVB", SANNE, "digitalisering")


@pytest.mark.parametrize(
    ("toml", "rule_name", "key"),
    [
        ('[[rule]]\nname = "a"\ncauses = ["regels"]\ntheme = "t"', "a", "causes"),
        ('[[rule]]\nname = "a"\nthema = "t"', "a", "thema"),
        ('[[rule]]\nname = "a"\nhandler = "sanne"', "a", "handler"),
        ('[[rule]]\nname = "a"\nhandler = "signal:sanne"', "a", "handler"),
        ('[[rule]]\nname = "a"\nhandler = "telegram:@sanne"', "a", "handler"),
        ('[[rule]]\nname = "a"\naddressed = "baas"', "a", "addressed"),
        ('[[rule]]\nname = "a"\nwords = ["*"]\ntheme = "t"', "a", "words"),
        ('[[rule]]\nname = "a"\ntheme = "t"\n[[rule]]\ntheme = "t"', "2", "name"),
        ('[[rule]]\nname = "a"\ntheme = "t"\n[[rule]]\nname = "a"\ntheme = "t"', "a", "name"),
        ('[[rule]]\nname = "a"', "a", ""),
        ("regel = 1", "", "regel"),
        ("rule =", "", ""),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, toml: str, rule_name: str, key: str) -> None:
    path = written(tmp_path, toml)

    with pytest.raises(RoutingInvalid) as raised:
        load_rules(path)

    assert (raised.value.rule, raised.value.key) == (rule_name, key)
    said = explain(raised.value) or ""
    assert len(said.splitlines()) == 1
    assert all(part in said for part in (str(path), rule_name, key))


def test_a_file_that_cannot_be_read_is_said_with_the_setting_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b'[[rule]]\nname = "\xeb"')

    for name in ("er niet", ".", "latin"):
        with pytest.raises(RoutingInvalid) as raised:
            load_rules(tmp_path / name)

        said = explain(raised.value) or ""
        assert len(said.splitlines()) == 1
        assert str(tmp_path / name) in said
        assert "workflow.routing" in said
