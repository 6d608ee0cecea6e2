"""Who orders sampling and sees to its results: the officers of a city or of the province."""

from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
