"""Makes up ended complaints about one firm in the prepared demonstration; prints the firm's key."""

from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from zhiliang.core.models import Organisation, Person  # noqa: E402
from zhiliang.systems.complaints import actions  # noqa: E402

SAID = {
    "title": "示例取暖器",
    "text": "示例：外壳漏电。",
    "demand": "退款",
    "name": "示例甲",
    "address": "示例小区",
    "place_id": "440100",
    "publish_ok": True,
    "source": "sample",
}


def make() -> int:
    """Six complaints: four settled, two not."""
    officer = Person.objects.get(username="city")
    firm = Organisation.objects.create(
        name="示例取暖设备公司", place_id="440100", kind="enterprise", sample=True
    )
    for number in range(6):
        at = timezone.now() - timedelta(days=60 * number + 20)
        receipt = actions.submit(
            wants=("complaint",), firm=firm, phone=f"1390000000{number}", at=at, **SAID
        )
        case = receipt.complaint
        assert case
        case = actions.accept(case, by=officer, at=at + timedelta(days=1))
        classes = {"product": "heaters", "hazard": "shock", "topic": "safety"}
        case = actions.classify(case, by=officer, at=at + timedelta(days=2), **classes)
        end = at + timedelta(days=9)
        if number % 3:
            actions.settle(case, by=officer, agreement="退款", at=end)
        else:
            actions.terminate(case, by=officer, end_reason="3", at=end)
    return firm.pk


if __name__ == "__main__":
    print(make())
