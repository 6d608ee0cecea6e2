"""Who takes part: officers of a city or of the province, and firms."""

from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
EITHER = (Role.ENTERPRISE, *OFFICERS)
READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
OFFICES = (*OFFICERS, Role.OFFICE, Role.AUDITOR)
PARTIES = (*OFFICES, Role.ENTERPRISE)
