"""What a visitor meets before anything else."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_first_page_opens_without_a_complaint_of_the_browser(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto("/")
    assert (answer.status, complaints) == (200, [])
