"""The plain account of a buffer, frame by frame: what the decoder in bulk must say as well."""

from datetime import datetime, timedelta

from zhiliang.methods.hj212.frames import scan
from zhiliang.methods.hj212.heads import version_of
from zhiliang.methods.hj212.packet import read_packet


def moment(milliseconds):
    if milliseconds is None:
        return None
    return datetime(1970, 1, 1) + timedelta(milliseconds=milliseconds)


def packets(buffer):
    """Return (offset, length, packet) of each accepted frame."""
    frames = scan(buffer)
    columns = (frames.start, frames.length, frames.crc_lower)
    for start, length, lower in zip(*(column.tolist() for column in columns), strict=True):
        raw = buffer[start + 6 : start + length - 6]
        packet = read_packet(raw, crc_lower=lower)
        if not packet.fault:
            yield start, length, packet


def head_row(start, length, packet):
    fields = {
        name.lower(): packet.fields.get(name) or None for name in ("MN", "ST", "CN", "QN", "PW")
    }
    return {
        "offset": start,
        "length": length,
        "version": version_of(packet.flag, packet.fields["MN"]) or None,
        **fields,
        "flag": packet.flag,
        "pnum": packet.pnum,
        "pno": packet.pno,
        "data_time": moment(packet.data_time),
        "needs_ack": packet.flag is not None and packet.flag % 2 == 1,
        "readings": len(packet.readings),
    }


def reading_rows(frame, head, packet):
    for reading in packet.readings:
        yield {
            **{name: head[name] for name in ("mn", "st", "cn", "qn", "data_time")},
            "factor": reading.factor,
            "statistic": reading.statistic,
            "value": reading.value,
            "flag": reading.flag,
            "frame": frame,
            "text": reading.text or None,
            "sample_time": moment(reading.sample_time),
            "equipment_flag": reading.equipment_flag,
        }


def account(buffer):
    """Return frames, readings, parameters and diagnostics as lists of dictionaries."""
    frames, readings, parameters, notes = [], [], [], []
    for number, (start, length, packet) in enumerate(packets(buffer)):
        frames.append(head_row(start, length, packet))
        readings += reading_rows(number, frames[-1], packet)
        parameters += [
            {"frame": number, "key": key, "text": text} for key, text in packet.parameters
        ]
        notes += [
            {
                "frame": number,
                "field": note.field or None,
                "code": note.code,
                "text": note.text or None,
            }
            for note in packet.notes
        ]
    return frames, readings, parameters, notes


def tables(decoded):
    """Return the same of a decoded buffer."""
    found = (decoded.frames, decoded.readings, decoded.parameters, decoded.diagnostics)
    return tuple(table.to_pylist() for table in found)
