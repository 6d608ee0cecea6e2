"""Time as the lake labels it: naive, in China, which has one zone and no summer time."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def china_now() -> datetime:
    """This moment."""
    return datetime.now(CHINA).replace(tzinfo=None)


def naive(moment: datetime) -> datetime:
    """Any moment; naive ones are in China already."""
    return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment
