"""§4: all or nothing, the same file changes nothing, a correction keeps what it corrects."""

from tests.contracts.files import RATE, figure, table
from tests.contracts.terminal import ROOT

BULLETIN = ROOT / "src/zhiliang/core/reference/guangdong/gd_air_2021_12.csv"


def take(terminal, content, name="returns.csv", *words):
    file = terminal.file(name, content)
    return terminal("import", "returns", file, *words, "--json")


def guangzhou(terminal, key=RATE, period="2014"):
    values = terminal.json("value", key, "--period", period)["values"]
    return next(one for one in values if one["place"] == "440100")


def history(terminal, key=RATE, period="2014"):
    told = terminal.json("explain", key, "--place", "440100", "--period", period)["history"]
    return [(one["value"], one["state"]) for one in told if one["source"] != "sample"]


def test_a_trial_run_writes_nothing(writer):
    log = writer.json("audit", "verify")
    answer = take(writer, table(figure("91.5")), "a.csv", "--dry-run")
    assert (answer.code, answer.json["accepted"]) == (0, 1)
    assert writer.json("audit", "verify") == log
    assert guangzhou(writer)["source"] == "sample"


def test_an_imported_figure_is_seen_and_logged(writer):
    before = writer.json("audit", "verify")["count"]
    assert take(writer, table(figure("91.5"))).json["accepted"] == 1
    told = guangzhou(writer)
    assert (told["value"], told["source"]) == (91.5, "returns")
    log = writer.json("audit", "verify")
    assert log["ok"]
    assert log["count"] > before


def test_the_same_file_again_changes_nothing(writer):
    take(writer, table(figure("91.5")))
    log, known = writer.json("audit", "verify"), history(writer)
    again = take(writer, table(figure("91.5")), "renamed.csv")
    assert (again.code, again.json["accepted"], again.json["unchanged"]) == (0, 0, True)
    assert (writer.json("audit", "verify"), history(writer)) == (log, known)


def test_a_correction_keeps_the_old_value(writer):
    take(writer, table(figure("91.5")))
    take(writer, table(figure("92.5", note="recounted")), "later.csv")
    assert guangzhou(writer)["value"] == 92.5
    assert history(writer) == [("91.5", "superseded"), ("92.5", "accepted")]


def test_one_bad_row_keeps_the_good_ones_out(writer):
    answer = take(writer, table(figure("91.5"), figure("101", place="440300")))
    assert (answer.code, answer.json["accepted"]) == (1, 0)
    assert guangzhou(writer)["source"] == "sample"


def test_a_file_without_periods_takes_one_for_all(writer):
    content = f"indicator,place,value\n{RATE},440100,88\n"
    assert take(writer, content, "a.csv", "--period", "2012").code == 0
    assert guangzhou(writer, period="2012")["value"] == 88


def test_an_old_table_is_mapped_by_its_own_headers(writer):
    names = writer.file("names.yaml", "{指标: indicator, 地市: place, 年份: period, 完成: value}")
    content = f"指标,地市,年份,完成\n{RATE},广州市,2011,88\n"
    assert take(writer, content, "old.csv", "--map", names).json["accepted"] == 1
    assert guangzhou(writer, period="2011")["value"] == 88


def test_a_bulletin_is_seen_corrected_and_remembered(writer):
    key, words = "environment.good_air_days", ("--period", "2021-11", "--json")
    assert writer("import", "air-bulletin", BULLETIN, *words).json["accepted"] == 21
    assert writer("import", "air-bulletin", BULLETIN, *words).json["unchanged"]
    assert guangzhou(writer, key, "2021-11")["value"] == 100
    later = writer.file("later.csv", BULLETIN.read_bytes().replace(b",100,31,", b",99.5,31,"))
    assert writer("import", "air-bulletin", later, *words).code == 0
    assert history(writer, key, "2021-11") == [("100", "superseded"), ("99.5", "accepted")]


def test_a_bulletin_of_four_cities_gives_no_provincial_mean(writer):
    content = b"\n".join(BULLETIN.read_bytes().splitlines()[:5]) + b"\n"
    file = writer.file("short.csv", content)
    assert writer("import", "air-bulletin", file, "--period", "2021-10").code == 0
    told = writer.json("value", "environment.good_air_days", "--period", "2021-10")
    assert {one["value"] for one in told["aggregates"]} == {None}


def test_a_template_that_is_filled_in_is_taken(writer):
    path = writer.folder / "template.csv"
    words = ("--place", "440100", "--period", "2014", "--indicator", RATE)
    assert writer("template", "returns", "--out", path, *words).code == 0
    head, row, *_rest = path.read_text("utf-8-sig").splitlines()
    filled = dict(zip(head.split(","), row.split(","), strict=True)) | {"value": "93"}
    content = f"{head}\n{','.join(filled[name] for name in head.split(','))}\n"
    assert take(writer, content).json["accepted"] == 1
