"""The 21 cities and the nine of the delta, as the reference data list them."""

from pathlib import Path

import yaml

import zhiliang

FILE = Path(zhiliang.__file__).parent / "core/reference/place_sets.yaml"
SETS = {
    row["key"]: [member["place"] for member in row["members"]]
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))
}
