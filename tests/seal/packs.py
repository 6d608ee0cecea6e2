"""A small pack: pass rates of three cities, graded by a plan, derived from the rows each time."""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from zhiliang.evaluation.seal import Content, Source, read_signer, read_trusted, write_pack
from zhiliang.evaluation.seal.keys import make_key
from zhiliang.evaluation.seal.source import Exclusion
from zhiliang.evaluation.seal.statement import (
    STATEMENT,
    Statement,
    envelope_bytes,
    envelope_of,
    read_envelope,
)
from zhiliang.evaluation.seal.writing import Signing, stated_files
from zhiliang.methods.canonical import canonical_json

AS_OF = "2016-03-01T08:00:00.000000Z"
PLAN = {
    "scheme": {"bands": [{"grade": "A", "from": "90"}, {"grade": "B", "from": "0"}]},
    "definitions": {"sampling.pass_rate": {"numerator": "passed", "denominator": "total"}},
}
ROWS = {
    "place": ["440300", "440100", "440100", "440200"],
    "period": ["2015", "2015", "2015", "2015"],
    "source": ["records"] * 4,
    "passed": [95, 91, 88, 79],
    "total": [100, 100, 100, 100],
}
LOG = {"number": 7, "hash": "ab" * 32, "count": 7, "manifest": 3}


def derive(pack):
    """Results and values that the source rows and the plan of a pack give."""
    rows = pq.read_table(pack / "source/inspection.parquet").to_pylist()
    bands = json.loads((pack / "plan/scheme.json").read_text())["bands"]
    return derived(rows, bands)


def derived(rows, bands):
    values = []
    for place in sorted({row["place"] for row in rows}):
        mine = [row for row in rows if row["place"] == place]
        passed, total = (sum(row[name] for row in mine) for name in ("passed", "total"))
        rate = Fraction(passed * 100, total)
        values.append({"place": place, "exact": rate, "numerator": passed, "denominator": total})
    subjects = [{"code": v["place"], "grade": grade(v["exact"], bands)} for v in values]
    return {"results": {"year": 2015, "as_of": AS_OF, "subjects": subjects}, "values": values}


def grade(rate, bands):
    return next(band["grade"] for band in bands if rate >= Fraction(band["from"]))


def content(rows=ROWS, year=2015, **changes):
    table = pa.table(rows)
    found = derived(table.to_pylist(), PLAN["scheme"]["bands"])
    parts = {
        "year": year,
        "period": str(year),
        "as_of": AS_OF,
        "tables": {"inspection": Source(table, ("place", "period", "source"))},
        "plan": PLAN,
        "results": {**found["results"], "year": year},
        "values": found["values"],
        "log": LOG,
        "code": {"package": "zhiliang", "version": "0"},
        "exclusions": [Exclusion("inspection", 2, "时期在后", "later periods")],
    }
    return Content(**(parts | changes))


class Keyring:
    """Pairs of keys by name, made when first asked for."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name, ending):
        path = self.folder / f"{name}.{ending}"
        if not path.exists():
            make_key(name, self.folder)
        return path

    def signer(self, name):
        return read_signer(self.path(name, "pem"))

    def trusted(self, *names):
        return [read_trusted(self.path(name, "pub")) for name in names]

    def signing(self, *names, **more):
        return Signing([self.signer(name) for name in names], **more)


def sealed(out, signing, **more):
    options = {key: more.pop(key) for key in ("previous", "recompute") if key in more}
    write_pack(out, content(**more), signing=signing, **options)
    return out


def copied(pack, folder):
    return Path(shutil.copytree(pack, folder / pack.name))


def rewrite_json(path, change):
    """Change a JSON file in place, keeping its canonical form."""
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_bytes(canonical_json(value).encode())


def restate(pack, *, change=lambda predicate: None, sign=(), describe=True):
    """Make the statement (and the data package) fit the files again, as a forger would.

    Without `sign` the old signatures are kept.
    """
    old = read_envelope(pack)
    (pack / STATEMENT).unlink()
    if describe:
        files = stated_files(pack)
        rewrite_json(pack / "datapackage.json", lambda package: _refresh(package, files))
    statement = Statement(stated_files(pack), dict(Statement.read(old.payload).predicate))
    change(statement.predicate)
    fresh = envelope_of(statement)
    for signer in sign:
        fresh.sign(signer.crypto)
    fresh.signatures = fresh.signatures or old.signatures
    (pack / STATEMENT).write_bytes(envelope_bytes(fresh))


def _refresh(package, files):
    for resource in package["resources"]:
        file = files[resource["path"]]
        resource |= {"bytes": file.bytes, "hash": f"sha256:{file.digest['sha256']}"}
        resource["sm3"] = file.digest["sm3"]


def codes(report):
    return {(problem.file, problem.code) for problem in report.problems}
