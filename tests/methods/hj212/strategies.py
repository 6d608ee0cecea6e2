"""Streams for Hypothesis: real packets, mutated ones, noise between them."""

from hypothesis import strategies as st

from tests.methods.hj212 import vectors
from zhiliang.methods.hj212.encoding import frame

PIECES = [
    *(b";", b",", b"=", b"&", b"&&", b";,", b",,,", b"-", b" ", b"\x00", b"\r\n", b"##", b"##0012"),
    *(b"CP=&&", b"CP=", b"MN=", b"QN=;", b"FLAG", b"Flag=9;", b"PNO=1;", b"PNUM=2;", b"-Rtd="),
    *(b"DataTime=", b"datatime=", b"20240101000000", b"20230229000000", b"w01018", b"01018"),
    *(b",a-Flag=Q", b",a-SampleTime=", b"a-EFlag=A01", b"a-SN=1", b"-flag=", b"a-Info=//x//"),
    *(
        b"1e999",
        b"NaN",
        b"-1.5",
        b"+2",
        b".5",
        b"5.",
        b"..",
        b"-0.00",
        b"300",
        b"12345678901234567",
    ),
    *("清洗".encode(), "清洗".encode("gbk"), b"\xff"),
]
SEGMENTS = [made[6:-6] for made in (*vectors.valid(), *vectors.examples())]


@st.composite
def mutated(draw):
    """Return a segment of a real packet with a few pieces put in, taken out or said again."""
    segment = draw(st.sampled_from(SEGMENTS))
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(segment)))
        end = min(len(segment), begin + draw(st.sampled_from([0, 0, 1, 2, 5, 12])))
        donor = draw(st.sampled_from(SEGMENTS))
        cut = draw(st.integers(0, len(donor)))
        items = segment.split(b";")
        piece = draw(
            st.sampled_from(PIECES)
            | st.binary(max_size=2)
            | st.just(donor[cut : cut + 30])
            | st.sampled_from(items).map(lambda item: b";" + item + b";")
        )
        segment = segment[:begin] + piece + segment[end:]
    return segment


frames_of_any_kind = mutated().map(frame)


@st.composite
def damaged(draw):
    """Return a frame with a few bytes changed, cut off or put before it."""
    made = bytearray(draw(st.sampled_from(SEGMENTS).map(frame)))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(made) - 1))
        made[place : place + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
    return draw(st.sampled_from([b"", b"", b"#", b"\r\n", b"noise", b"##"])) + bytes(made)
