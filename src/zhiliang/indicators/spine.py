"""Projections of the shared nouns: places and place sets travel with every sealed year."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import PLACE_SETS, PLACES

places = Projection(
    PLACES,
    model="core.PlaceName",
    columns={
        "code": "place_id",
        "level": "place__level",
        "name_zh": "name_zh",
        "name_en": "name_en",
        "parent": "parent_id",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
    },
    where={"superseded_at__isnull": True},
)

place_sets = Projection(
    PLACE_SETS,
    model="core.PlaceSetMember",
    columns={
        "key": "set_id",
        "name_zh": "set__name_zh",
        "name_en": "set__name_en",
        "place": "place_id",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
    },
)
