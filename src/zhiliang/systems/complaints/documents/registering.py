"""What came in, on paper: the two registration tables, and passing a case on to an office below."""

from collections.abc import Iterable

from zhiliang.core.models import Place
from zhiliang.core.notice.form import Form, Row
from zhiliang.systems.complaints.clocks import local_day
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.models import Case, Complaint, Submission, TipOff


def complaint_register(case: Complaint, edition: Edition) -> Form:
    """The registration of a complaint (投诉登记表, form 1)."""
    told = case.submission
    rows = [
        edition.head("complainant"),
        *_complainant(told, edition),
        edition.head("accused"),
        edition.pair(("firm_name", told.accused), ("firm_contact", "")),
        edition.pair(("firm_address", told.firm_address), ("firm_phone", "")),
        *edition.long("facts", _facts(told), height=46),
        *edition.long("demand", told.demand, height=20),
        edition.signatures("complainant", "clerk"),
    ]
    return _table(case, "complaint_register", rows, edition, notes=4)


def _complainant(told: Submission, edition: Edition) -> Iterable[Row]:
    person = edition.shown(told)
    yield edition.pair(("name", person.name), ("phone", person.phone))
    yield edition.pair(("id_kind", person.id_kind), ("id_number", person.id_number))
    yield edition.pair(("address", person.address))
    agreed = (("publish_ok", told.publish_ok), ("delegate_ok", told.delegate_ok))
    yield edition.pair(
        *((key, edition.words(f"common.choice_{'yes' if ok else 'no'}")) for key, ok in agreed)
    )


def tip_off_register(case: TipOff, edition: Edition) -> Form:
    """The registration of a tip-off (举报登记表, form 2): for the case officer alone."""
    told = case.submission
    person = edition.shown(told)
    name = edition.words("common.anonymous") if told.anonymous else person.name
    rows = [
        edition.head("reporter"),
        edition.pair(("name", name), ("phone", person.phone)),
        edition.pair(("address", person.address), ("identity", person.id_number)),
        edition.head("reported"),
        edition.pair(("firm_name", told.accused)),
        edition.pair(("firm_address", told.firm_address)),
        *edition.long("clues", _facts(told), height=80),
        edition.signatures("reporter", "clerk"),
    ]
    return _table(case, "tip_off_register", rows, edition, notes=3, last="secret")


def _facts(told: Submission) -> str:
    """What it is about in one line, then what happened in the words of whoever told it."""
    goods = (told.title, told.brand, told.model_spec, told.code, told.platform)
    bought = told.bought_on.isoformat() if told.bought_on else ""
    paid = f"¥{told.amount_fen / 100:.2f}" if told.amount_fen is not None else ""
    line = " · ".join(one for one in (*goods, bought, paid) if one)
    return f"{line}\n{told.text}"


def _table(
    case: Case, key: str, rows: list[Row], edition: Edition, *, notes: int, last: str = ""
) -> Form:
    printed = [edition.words(f"{key}.note_{number}") for number in range(1, notes + 1)]
    printed += [edition.words(f"{key}.{last}")] if last else []
    return edition.form(case, key, body=[edition.table(*rows)], notes=printed)


def passed_on(case: Case) -> bool:
    """Whether a desk sent it to an office below."""
    return case.assigned_at is not None and case.place_id != case.submission.place_id


def complaint_dispatch(case: Complaint, edition: Edition) -> Form:
    """A complaint is passed on (投诉/举报分送通知书, form 3)."""
    return _dispatch(case, "complaint_dispatch", edition.shown(case.submission).name, edition)


def tip_off_dispatch(case: TipOff, edition: Edition) -> Form:
    """A tip-off is passed on; who told is named by the number of the receipt alone."""
    who = edition.words("common.reporter", number=case.submission.number)
    return _dispatch(case, "tip_off_dispatch", who, edition)


def _dispatch(case: Complaint | TipOff, key: str, who: str, edition: Edition) -> Form:
    told = {
        "who": who,
        "day": edition.day(case.received_at),
        "title": case.submission.title,
        "law": edition.law(local_day(case.assigned_at)),
        "report_by": edition.blank("report_by"),
    }
    annex = {"count": case.submission.photos.count(), "pages": edition.blank("pages")}
    body = [*edition.said(f"{key}.body", **told), *edition.said("dispatch.annex", **annex)]
    sender = edition.agency(desk_of(case))
    return edition.form(case, key, to=edition.agency(case.place), body=body, signed_by=sender)


def desk_of(case: Case) -> Place:
    """The desk that sent a case to its office: of the city for a county, else of the province."""
    code = case.place_id
    above = f"{code[:4]}00" if not code.endswith("00") else f"{code[:2]}0000"
    return Place.objects.filter(pk=above).first() or case.place
