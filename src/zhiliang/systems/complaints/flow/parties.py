"""Who takes part: officers of a county, a city or the province, and the firm complained about."""

from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
OFFICES = (*OFFICERS, Role.OFFICE, Role.AUDITOR)
FIRM = (Role.ENTERPRISE,)
