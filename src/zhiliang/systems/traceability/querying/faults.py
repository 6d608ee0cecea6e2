"""What is wrong with a query."""

from zhiliang.core.errors import ClerkError


class QueryFault(ClerkError):
    """A parameter that the standard does not know, or whose value does not fit (8.2.7.1)."""

    code = "QueryParameterException"


class TooLarge(ClerkError):
    """More events than the query said that it would take (8.2.7.1, maxEventCount)."""

    code = "QueryTooLargeException"
