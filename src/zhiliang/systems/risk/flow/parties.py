"""Who takes part: officers of a place, of a department, of the province; governments."""

from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
DRAFTERS = (*OFFICERS, Role.DEPARTMENT_OFFICER)
GOVERNMENTS = (Role.CITY_OFFICER, Role.OFFICE)
"""Roles that may act for a government; whether somebody does is asked of `policy.governs`."""
READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
OFFICES = (*OFFICERS, Role.OFFICE, Role.AUDITOR, Role.DEPARTMENT_OFFICER)
