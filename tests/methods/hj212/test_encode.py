"""Making packets: the standard's examples again, round trips, answers, packets cut in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.hj212 import vectors
from zhiliang.methods.hj212 import answer, decode, encode, encode_all, read_heads, reassemble, scan
from zhiliang.methods.hj212.encoding import frame

pytestmark = pytest.mark.once

words = st.text("ABCDEFabcdef0123456789", min_size=1, max_size=24)
factors = st.from_regex(r"[aw][0-9]{5}", fullmatch=True)
statistics = st.sampled_from(["Rtd", "Min", "Avg", "Max", "Cou", "ZsRtd"])
values = st.decimals(-9999, 9999, places=3).map(str)
items = st.dictionaries(
    factors,
    st.dictionaries(statistics, values, min_size=1).flatmap(
        lambda held: st.sampled_from("NFMSDCTB").map(lambda flag: held | {"Flag": flag})
    ),
    max_size=60,
).map(lambda found: list(found.items()))
times = st.datetimes().map(lambda time: time.strftime("%Y%m%d%H%M%S").rjust(14, "0"))


def rows(decoded):
    columns = ("mn", "factor", "statistic", "value", "flag")
    return [tuple(row.values()) for row in decoded.readings.select(columns).to_pylist()]


def expected(mn, made):
    return [
        (mn, factor, statistic, float(value), held["Flag"])
        for factor, held in made
        for statistic, value in held.items()
        if statistic != "Flag"
    ]


@given(words, times, items)
def test_what_was_encoded_is_decoded(mn, time, made):
    packet = encode(cn="2011", mn=mn, st="32", pw="123456", data_time=time, items=made[:8])
    decoded = decode(packet)
    assert (decoded.rejects, decoded.tail) == ((), b"")
    assert rows(decoded) == expected(mn, made[:8])


@given(st.sampled_from(["2005", "2017", "2025"]), st.booleans())
def test_the_flag_has_version_and_wish_for_an_answer(version, ack):
    packet = encode(cn="2011", mn="1", version=version, ack=ack)
    (row,) = decode(packet).frames.to_pylist()
    assert (row["version"], row["needs_ack"]) == (version, ack)


def test_the_first_example_of_annex_c_is_made():
    example = vectors.rows("annex_c")[0]["frame"].encode()
    assert example == encode(
        qn="20160801085857223",
        st="32",
        cn="1000",
        pw="123456",
        mn="010000A8900016F000169DC0",
        ack=True,
        parameters={"OverTime": 5, "ReCount": 3},
    )


def test_a_value_that_would_end_its_item_is_refused():
    with pytest.raises(ValueError, match="would end the value"):
        encode(cn="3020", mn="1", items=[("i11001", {"Info": "a;b"})])


def test_an_unknown_version_is_refused():
    with pytest.raises(ValueError, match="2005, 2017, 2025"):
        encode(cn="2011", mn="1", version="2030")


@given(items, st.randoms())
def test_packets_cut_in_parts_join_in_any_order(made, random):
    packets = encode_all(cn="2061", mn="1", data_time="20240101080000", items=made)
    random.shuffle(packets)
    buffer = b"".join(packets)
    decoded = decode(buffer)
    if len(packets) > 1:
        (upload,) = reassemble(buffer, decoded).complete
        order = upload.frames
    else:
        order = [0]
    by_frame = {frame: [] for frame in order}
    for row in decoded.readings.to_pylist():
        by_frame[row["frame"]].append(
            (row["mn"], row["factor"], row["statistic"], row["value"], row["flag"])
        )
    assert [row for frame in order for row in by_frame[frame]] == expected("1", made)


@given(items, st.sampled_from([("2005", 960), ("2017", 950)]))
def test_no_content_is_longer_than_the_edition_allows(made, edition):
    version, limit = edition
    packets = encode_all(cn="2061", mn="1", version=version, data_time="20240101080000", items=made)
    contents = [packet[:-6].partition(b"CP=&&")[2].removesuffix(b"&&") for packet in packets]
    assert max(map(len, contents)) <= limit


def uploads_and_answers():
    """Return the uploads of Annex C that want an answer, each with the answer printed next."""
    rows = vectors.rows("annex_c")
    pairs = zip(rows, rows[1:], strict=False)
    return [
        (one["segment"], other["frame"])
        for one, other in pairs
        if ";CN=9014;" in other["segment"] and one["segment"][3:20] == other["segment"][3:20]
    ]


@pytest.mark.parametrize(("upload", "printed"), uploads_and_answers())
def test_the_answers_of_annex_c_are_made(upload, printed):
    (head,) = read_heads(scan(frame(upload.encode())))
    assert answer(head, "9014") == printed.encode()


@pytest.mark.parametrize("packet", vectors.valid())
def test_an_answer_echoes_the_qn_and_asks_for_nothing(packet):
    (head,) = read_heads(scan(packet))
    (row,) = decode(answer(head, "9014")).frames.to_pylist()
    assert (row["qn"] or "", row["st"], row["mn"]) == (head.qn, "91", head.mn)
    assert (row["needs_ack"], row["version"]) == (False, head.version or "2017")


def test_answers_with_a_code_say_it():
    (head,) = read_heads(scan(vectors.valid()[1]))
    assert decode(answer(head, "9011", code=1)).parameters.to_pylist()[0]["key"] == "QnRtn"
    assert decode(answer(head, "9012", code=100)).parameters.to_pylist()[0]["text"] == "100"


@pytest.mark.parametrize(("cn", "code"), [("9011", None), ("9014", 1), ("2011", None)])
def test_an_answer_that_is_none_is_refused(cn, code):
    (head,) = read_heads(scan(vectors.valid()[1]))
    with pytest.raises(ValueError, match="9011 and 9012 take a code"):
        answer(head, cn, code=code)


@pytest.mark.parametrize("packet", vectors.valid())
def test_heads_read_alone_say_what_decoding_says(packet):
    (head,) = read_heads(scan(packet))
    (row,) = decode(packet).frames.to_pylist()
    texts = (head.mn, head.st, head.cn, head.qn, head.pw, head.version)
    assert texts == tuple(row[name] or "" for name in ("mn", "st", "cn", "qn", "pw", "version"))
    assert (head.flag, head.pnum, head.pno) == (row["flag"], row["pnum"], row["pno"])
    assert (head.needs_ack, head.fault) == (row["needs_ack"], "")
