"""A small Guangdong: a province, two cities, a district, and one that ended in 2014."""

from datetime import date

from django.utils import timezone

from zhiliang.core.models import Place, PlaceName

PLACES = {
    "440000": ("province", "广东省", "廣東省", "Guangdong", None),
    "440100": ("city", "广州市", "廣州市", "Guangzhou", "440000"),
    "440106": ("district", "天河区", "天河區", "Tianhe District", "440100"),
    "440116": ("district", "萝岗区", "蘿崗區", "Luogang District", "440100"),
    "440300": ("city", "深圳市", "深圳市", "Shenzhen", "440000"),
}
ENDS = {"440116": date(2014, 2, 11)}


def make_places() -> None:
    """Put them into the database."""
    Place.objects.bulk_create(Place(code=code, level=row[0]) for code, row in PLACES.items())
    PlaceName.objects.bulk_create(
        PlaceName(
            place_id=code,
            name_zh=zh,
            name_zh_hant=hant,
            name_en=en,
            parent_id=parent,
            valid_from=date(2005, 1, 1),
            valid_to=ENDS.get(code),
            recorded_at=timezone.now(),
        )
        for code, (_level, zh, hant, en, parent) in PLACES.items()
    )
