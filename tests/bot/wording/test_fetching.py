import pytest

from bot.fetching.refused import FetchRefused, Refusal
from bot.wording.fetching import refusal


@pytest.mark.parametrize("reason", Refusal)
def test_every_reason_has_a_sentence(reason: Refusal) -> None:
    said = refusal(FetchRefused(reason, "evil.nl", redirected=True), ["www.rijksoverheid.nl"], 2**20)

    assert said.startswith("De pagina verwijst door. ")
    assert "{" not in said


def test_who_names_another_host_is_told_which_ones_there_are() -> None:
    refused = FetchRefused(Refusal.HOST, "evil.nl")

    assert "evil.nl mag ik geen" in refusal(refused, ["www.rijksoverheid.nl", "a.nl"], 1)
    assert "Het mag van: www.rijksoverheid.nl, a.nl." in refusal(refused, ["www.rijksoverheid.nl", "a.nl"], 1)
    assert "knowledge.hosts" in refusal(refused, [], 1)
