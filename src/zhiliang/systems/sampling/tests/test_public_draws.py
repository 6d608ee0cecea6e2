"""Draws in public: digests first, the very bytes afterwards, never the nonce too early."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import PoolFirm
from zhiliang.systems.sampling.tests.conftest import days, shots

WHICH = ("before", "after")


@pytest.fixture
def shown(client):
    """What anybody is shown of a draw."""
    return lambda draw: client.get(
        reverse("sampling_draw", kwargs={"number": draw.number})
    ).content.decode()


@pytest.fixture
def file_of(client):
    """A document of a draw as it is downloaded: `file_of(draw, "before")`."""

    def get(draw, which):
        told = {"number": draw.number, "which": which}
        return client.get(reverse("sampling_draw_document", kwargs=told))

    return get


@pytest.fixture
def opened(drawn):
    """A draw of which no task waits to be sampled."""
    for case in drawn.cases.all():
        sampler = case.samplers.order_by("number").first().person
        actions.leave(case, by=sampler, why="closed", note="停产", photos=shots("site"), at=days(1))
    return drawn


def test_a_frozen_draw_shows_digest_commitment_and_the_number_to_come(shown, frozen):
    page = shown(frozen)
    wanted = (frozen.before_digest, frozen.commitment, frozen.entropy_source)
    assert all(words in page for words in (*wanted, frozen.entropy_spelling))


def test_a_frozen_draw_says_why_no_document_is_open(shown, frozen):
    assert "第18号第十四条" in shown(frozen)


def test_no_document_is_given_before_the_draw(file_of, frozen):
    assert [file_of(frozen, which).status_code for which in WHICH] == [404, 404]


def test_no_document_is_given_while_a_task_waits_to_be_sampled(file_of, drawn):
    assert [file_of(drawn, which).status_code for which in WHICH] == [404, 404]


def test_a_draw_shows_its_public_number_and_digest_as_soon_as_it_is_drawn(shown, drawn):
    page = shown(drawn)
    assert drawn.after_digest in page and "07 11 25" in page


@pytest.mark.parametrize("stage", ["frozen", "drawn"])
def test_nobody_learns_the_nonce_or_a_firm_before_the_documents_open(
    client, shown, file_of, request, stage
):
    draw = request.getfixturevalue(stage)
    answers = [file_of(draw, which).content.decode() for which in WHICH]
    pages = [shown(draw), client.get(reverse("sampling_draws")).content.decode(), *answers]
    firms = PoolFirm.objects.values_list("organisation__name", flat=True)
    assert not [word for word in (draw.nonce, *firms) for page in pages if word in page]


@pytest.mark.parametrize("which", WHICH)
def test_the_digest_of_a_downloaded_file_is_the_one_that_was_published(file_of, opened, which):
    content = file_of(opened, which).content
    assert hashlib.sha256(content).hexdigest() == getattr(opened, f"{which}_digest")


def test_an_open_draw_tells_its_result_and_how_to_check_it(shown, opened):
    page = shown(opened)
    drawn = json.loads(opened.after)["drawn"]["S-HELMET/440100/production"]
    assert all(firm in page for firm in drawn)
    assert "sampling/verify-draw.html" in page and "zhiliang draw verify" in page


def test_the_result_is_downloaded_in_the_order_drawn(client, opened):
    answer = client.get(
        reverse("sampling_draw", kwargs={"number": opened.number}), {"format": "csv"}
    )
    rows = answer.content.decode().splitlines()[1:]
    drawn = json.loads(opened.after)["drawn"]["S-HELMET/440100/production"]
    assert [firm in row for firm, row in zip(drawn, rows, strict=True)] == [True, True]


def test_an_annulled_draw_stays_listed_with_its_reason(shown, file_of, drawn, province):
    annulled = actions.annul(drawn, by=province, reason="名录有误", at=days(1))
    assert "名录有误" in shown(annulled)
    assert file_of(annulled, "after").status_code == 404


def test_another_file_of_a_draw_is_not_found(file_of, opened):
    assert file_of(opened, "nonce").status_code == 404


def asked_of(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("sampling_draws"))
    return len(asked)


def test_the_list_asks_no_more_for_more_draws(client, frozen):
    client.get(reverse("sampling_draws"))
    before = asked_of(client)
    plan, draw = frozen.plan, frozen
    plan.pk, plan.number = None, "JH-2"
    plan.save()
    draw.pk, draw.number, draw.before_digest, draw.plan = None, "CQ-2", "0" * 64, plan
    draw.save()
    assert asked_of(client) == before
