"""Who takes part: officers of a county, a city or the province, and the firm complained about."""

from zhiliang.core.flow import Step
from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
OFFICES = (*OFFICERS, Role.OFFICE, Role.AUDITOR)
FIRM = (Role.ENTERPRISE,)


def step(verb: str, from_: tuple[str, ...] | str, to: str, zh: str, en: str) -> Step:
    """A step of the office that handles a case."""
    return Step(verb, from_=from_, to=to, by=OFFICERS, of="offices", label_zh=zh, label_en=en)
