"""A province in which every text that somebody must not read is marked, and everybody's people.

Each mark begins like a formula and holds what would be markup, so that the same walk through the
site that looks for leaks also finds what was written without escaping.
"""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from zhiliang.core import actions
from zhiliang.core.models import Assignment, Department, Document, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.evaluation.actions import raise_objection
from zhiliang.evaluation.models import (
    Case,
    Check,
    Cycle,
    Drawing,
    Evaluation,
    Review,
    SelfMark,
)
from zhiliang.evaluation.terms import shipped_terms
from zhiliang.mandate import load_targets
from zhiliang.methods.canonical import canonical_json, digest
from zhiliang.systems.coordination import actions as followup
from zhiliang.systems.environment import actions as environment
from zhiliang.systems.environment.models import Outlet, OutletDay, OutletDayFactor
from zhiliang.systems.recalls.models import (
    Check as EffectivenessCheck,
)
from zhiliang.systems.recalls.models import (
    Clue,
    Consignee,
    Drill,
    Recall,
    Scope,
    Visit,
)
from zhiliang.systems.returns import actions as returns
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.returns.tests.tables import MARKET, TODAY
from zhiliang.systems.risk.models import Incident, LogEntry, PublicWarning, Signal
from zhiliang.systems.sampling.models import (
    Objection,
    ProductClass,
    SamplingCase,
    SamplingSheet,
)
from zhiliang.systems.traceability.models import Site

YEAR, ITEM, JUDGED = 2015, "market", "good_air"
GUANGZHOU, SHENZHEN, HOUSING = "440100", "440300", "housing"
SUBJECTS = {GUANGZHOU: "city", SHENZHEN: "city", HOUSING: "department"}
PASSWORD = "广东-质量-2015"
HOSTILE = "<b>&\"'"

PEOPLE = {
    "office": (Role.OFFICE, {}),
    "provincial": (Role.PROVINCIAL_OFFICER, {}),
    "guangzhou": (Role.CITY_OFFICER, {"place_id": GUANGZHOU}),
    "colleague": (Role.CITY_OFFICER, {"place_id": GUANGZHOU}),
    "shenzhen": (Role.CITY_OFFICER, {"place_id": SHENZHEN}),
    "housing": (Role.DEPARTMENT_OFFICER, {"department_id": HOUSING}),
    "auditor": (Role.AUDITOR, {}),
    "administrator": (Role.ADMINISTRATOR, {}),
    "former": (Role.OFFICE, {"valid_to": date(2011, 1, 1)}),
    "nobody": (None, {}),
}


def mark(what):
    """A text to look for; nothing else on the site contains it."""
    return f"=秘〔{what}〕{HOSTILE}"


def found_in(text, what):
    return f"秘〔{what}〕" in text


class World:
    """Everything by name: `world.people["office"]`, `world.figures["440100"]` …"""

    def __init__(self):
        make_places()
        day = date(2009, 1, 1)
        Department.objects.create(code=HOUSING, name_zh="住建厅", valid_from=day)
        self.company = Organisation.objects.create(
            name=mark("company"), place_id=GUANGZHOU, kind="enterprise"
        )
        self.people = {name: _person(name, *given) for name, given in PEOPLE.items()}
        own = {"organisation": self.company}
        self.people["enterprise"] = _person("enterprise", Role.ENTERPRISE, own)
        self.evaluation = _evaluation()
        self.figures = self._figures()
        self.objections = self._objections()
        self.tasks = self._tasks()
        self._programmes()
        self.documents = _documents()
        self.outlets = {code: self._outlet(code) for code in (GUANGZHOU, SHENZHEN)}
        for code in (GUANGZHOU, SHENZHEN):
            self._sample(code)
            self._recall(code)
            self._risk(code)
        self._cycle()
        self.layout = returns.save_mapping(
            by=self.people["guangzhou"], name=mark("layout")[:80], columns={"数": "value"}
        )

    def _figures(self):
        found = {}
        owners = {GUANGZHOU: "guangzhou", SHENZHEN: "shenzhen", HOUSING: "housing"}
        for code, name in owners.items():
            figure = returns.enter(
                by=self.people[name],
                today=TODAY,
                indicator=MARKET,
                place=SHENZHEN if code == HOUSING else code,
                period="2014" if code == HOUSING else "2015",
                value="91.5",
                note=mark(f"figure {code}"),
            )
            name_of_file = f"秘〔evidence {code}〕.pdf"
            content = mark(f"evidence {code}").encode()
            returns.attach_evidence(
                figure, by=self.people[name], name=name_of_file, content=content
            )
            found[code] = figure
        return found

    def _outlet(self, code):
        """An outlet of a sewage plant with a note of the source and a case of which it was told."""
        day = date(YEAR, 8, 1)
        outlet = Outlet.objects.create(
            code=f"X-{code}",
            name_zh="总排口",
            kind="wastewater",
            place_id=code,
            mn=f"MN{code}",
            password=mark(f"password {code}"),
            active_from=date(2014, 1, 1),
        )
        owner = self.people["guangzhou" if code == GUANGZHOU else "shenzhen"]
        environment.note_standstill(
            outlet,
            by=owner,
            kind="outage",
            starts_at=timezone.now() - timedelta(hours=2),
            ends_at=timezone.now(),
            reason=mark(f"standstill {code}"),
        )
        verdict = OutletDay.objects.create(
            outlet=outlet,
            place_id=outlet.place_id,
            day=day,
            standing="exceeded",
            industrial=True,
            rule="x",
            judged_at=timezone.now(),
        )
        limits = {"mean_e6": 50_000_000, "upper_e6": 40_000_000, "standing": "exceeded"}
        OutletDayFactor.objects.create(day=verdict, factor="w01018", **limits)
        case = environment.detect(verdict, by=None)
        environment.notify(case, by=owner, demand=mark(f"exceedance {code}"))
        file = f"秘〔exhibit {code}〕.pdf"
        content = mark(f"exhibit {code}").encode()
        case.evidence.add(actions.hold_file(by=owner, name=file, content=content))
        return outlet

    def _sample(self, code):
        """A sample of which the parties were told, with its sheet and an objection to it."""
        firm = Organisation.objects.create(name=f"X-{code}", place_id=code, kind="enterprise")
        product, _made = ProductClass.objects.get_or_create(
            code="X", defaults={"name_zh": "产品", "regime": "industrial"}
        )
        case = SamplingCase.objects.create(
            number=f"X-{code}",
            product_class=product,
            regime_key="industrial",
            level="city",
            authority_id=code,
            place_id=code,
            site="production",
            firm=firm,
            sampled_on=date(2026, 3, 1),
            state="notified",
            first_conclusion="fail",
            imported="x",
            assigned_at=timezone.now(),
        )
        SamplingSheet.objects.create(
            case=case,
            product="产品",
            standard="x",
            batch="1",
            test_quantity=1,
            spare_quantity=1,
            test_seal="a",
            spare_seal="b",
            storage=mark(f"sampled {code}"),
            at=timezone.now(),
        )
        gln = {GUANGZHOU: "6901234500004", SHENZHEN: "6901234500011"}[code]
        traced = Site(canonical=f"https://id.gs1.org/414/{gln}", organisation=firm, place_id=code)
        traced.name = mark(f"traced {code}")
        traced.save()
        Objection.objects.create(
            case=case,
            organisation=firm,
            kind="procedure",
            grounds=mark(f"disputed {code}"),
            due_on=date(2026, 4, 1),
            state="filed",
        )

    def _recall(self, code):
        """A recall that is not announced, with its clue, a scope, a consignee, a check, a drill."""
        firm = Organisation.objects.create(name=f"Z-{code}", place_id=code, kind="enterprise")
        now = timezone.now()
        own = {"place_id": code, "source": "records"}
        Clue.objects.create(
            number=f"Z-{code}",
            origin="complaint",
            product="产品",
            finding=mark(f"clue {code}"),
            known_at=now,
            state="received",
            **own,
        )
        recall = Recall.objects.create(
            number=f"Z-{code}",
            regime_key="consumer",
            level="none",
            basis="voluntary",
            product="产品",
            reason=mark(f"recalled {code}"),
            harm="x",
            firm=firm,
            authority_id=code,
            known_at=now,
            decided_at=now,
            state="decided",
            **own,
        )
        content = {"roots": [], "window": None, "lots": [], "holders": [], "unknowns": []}
        Scope.objects.create(
            recall=recall,
            version=1,
            as_of=now,
            algorithm="by hand",
            content=canonical_json(content),
            digest=digest(content),
            lot_count=0,
            holder_count=0,
            unknown_count=0,
            taken_at=now,
        )
        consignee = Consignee.objects.create(
            recall=recall, name="收货", place_id=code, reply=mark(f"replied {code}")
        )
        check = EffectivenessCheck.objects.create(
            recall=recall,
            number=1,
            population=1,
            confidence_e6=950_000,
            wanted_e6=900_000,
            allowed=0,
            size=1,
            names="[1]",
            seed="x",
            digest="x",
            drawn_at=now,
        )
        Visit.objects.create(
            check_of=check, consignee=consignee, position=1, note=mark(f"visited {code}")
        )
        Drill.objects.create(
            number=f"Z-{code}",
            organisation=firm,
            product="产品",
            lot=mark(f"drilled {code}"),
            minutes=1,
            state="running",
            started_at=now,
            place_id=code,
        )

    def _risk(self, code):
        """A signal, a draft and an incident: for officers of the place and of the province."""
        now = timezone.now()
        Signal.objects.create(
            number=f"R-{code}",
            place_id=code,
            product="toys",
            kinds="complaint",
            ends_on=date(2026, 3, 1),
            observed=3,
            expected_e6=0,
            upper_e6=1,
            score_e6=3_000_000,
            method="farrington_flexible",
            parameters='{"alpha":"0.005","b":4,"w":3,"first_week":"2026-02-09"}',
            counts="[0,1,3]",
            digest="x",
            last_on=date(2026, 3, 1),
            state="watched",
            reason=mark(f"watched {code}"),
            raised_at=now,
        )
        PublicWarning.objects.create(
            number=f"R-{code}",
            kind="notice",
            title="提示",
            place_id=code,
            area="x",
            starts_at=now,
            matters=mark(f"drafted {code}"),
            measures="x",
            state="drafted",
            drafted_at=now,
        )
        incident = Incident.objects.create(
            number=f"R-{code}",
            kind="food",
            title="事件",
            place_id=code,
            finding=mark(f"incident {code}"),
            occurred_at=now,
            known_at=now,
            registered_at=now,
            state="reported",
        )
        LogEntry.objects.create(
            incident=incident, at=now, entered_at=now, text=mark(f"logged {code}")
        )

    def _cycle(self):
        """A cycle in which every subject has said, and others have found, something marked."""
        self.cycle = Cycle.objects.create(
            year=YEAR,
            scheme_digest="0" * 64,
            terms=dict(shipped_terms()),
            sample=True,
            opened_at=timezone.now(),
        )
        Drawing.objects.create(
            cycle=self.cycle,
            sources="双色球",
            pool=[],
            pool_digest="0" * 64,
            items=1,
            records=1,
            announced_at=timezone.now(),
        )
        for code, kind in SUBJECTS.items():
            self._case(code, kind)

    def _case(self, code, kind):
        owner = {"department_id": code} if code == HOUSING else {"place_id": code}
        now = timezone.now()
        case = Case.objects.create(
            cycle=self.cycle, subject=code, kind=kind, state="verifying", opened_at=now, **owner
        )
        said = SelfMark.objects.create(
            case=case, item=JUDGED, points_e6=0, text=mark(f"self {code}")
        )
        proof = actions.hold_file(
            by=self.people["office"],
            name=f"秘〔proof {code}〕.pdf",
            content=mark(f"cycle proof {code}").encode(),
        )
        said.evidence.add(proof)
        Review.objects.create(
            case=case,
            item=JUDGED,
            seat=1,
            reviewer=self.people["provincial"],
            assigned_at=now,
            points_e6=0,
            rule_e6=0,
            ground=mark(f"ground {code}"),
            scored_at=now,
        )
        place = {} if code == HOUSING else {"place_id": code}
        Check.objects.create(
            case=case, item=JUDGED, cause="drawn", found=mark(f"found {code}"), **place
        )

    def _objections(self):
        owners = {GUANGZHOU: "guangzhou", SHENZHEN: "shenzhen", HOUSING: "housing"}
        return {
            code: raise_objection(
                self.evaluation,
                by=self.people[name],
                subject=code,
                item=ITEM,
                ground=mark(f"objection {code}"),
            )
            for code, name in owners.items()
        }

    def _tasks(self):
        owners = {GUANGZHOU: "guangzhou", SHENZHEN: "shenzhen", HOUSING: "housing"}
        return {code: self._task(code, self.people[name]) for code, name in owners.items()}

    def _task(self, code, carrier):
        task = followup.open_task(
            by=self.people["office"],
            kind="rectification",
            year=YEAR,
            title_zh="整改",
            finding_zh=mark(f"task {code}"),
            due_on=date(2016, 7, 31),
            place_id=None if code == HOUSING else code,
            department_id=code if code == HOUSING else None,
        )
        followup.accept(task, by=carrier)
        file = (f"秘〔proof {code}〕.pdf", mark(f"proof {code}").encode())
        followup.report(task, by=carrier, text=mark(f"report {code}"), evidence=[file])
        until = {"asked_until": date(2099, 1, 1), "reason": mark(f"delay {code}")}
        return followup.ask_extension(task, by=carrier, **until)

    def _programmes(self):
        """A public emission account, and what cities wrote about enterprises."""
        plan = {"plan_from": 2011, "plan_to": 2015, "base_year": 2010, "year": 2011}
        for code, name in {GUANGZHOU: "guangzhou", SHENZHEN: "shenzhen"}.items():
            own = {"place_id": code, "pollutant": "cod"}
            by, numbers = self.people[name], {"base": Decimal(9), "target": Decimal(8)}
            environment.assign_task(by=None, basis="local", **plan, **numbers, **own)
            filed = environment.file_account(by=by, new=Decimal(1), year=2011, **own)
            environment.confirm_account(filed, by=self.people["provincial"])
            environment.claim_measure(
                by=by,
                claimed=Decimal(1),
                year=2011,
                kind="engineering",
                name="项目",
                carrier=mark(f"carrier {code}"),
                commissioned_on=date(2011, 3, 1),
                ground=mark(f"measure {code}"),
                **own,
            )
            environment.list_enterprise(
                by=by,
                place_id=code,
                enterprise=mark(f"audited {code}"),
                cause="toxic",
                listed_on=date(2015, 3, 1),
                due_on=date(2016, 3, 1),
            )


def _person(name, role, scope):
    made = Person(username=name, display_name=mark(f"name {name}"), email=f"{name}@secret.cn")
    made.set_password(PASSWORD)
    made.save()
    if role:
        held = {"valid_from": date(2010, 1, 1), **scope}
        Assignment.objects.create(person=made, role=role, **held)
    return made


def _documents():
    audience = Document.Audience
    wanted = {
        "public": (audience.PUBLIC, ""),
        GUANGZHOU: (audience.SUBJECT, GUANGZHOU),
        SHENZHEN: (audience.SUBJECT, SHENZHEN),
        HOUSING: (audience.SUBJECT, HOUSING),
        "office": (audience.OFFICE, ""),
    }
    return {name: _document(name, *given) for name, given in wanted.items()}


def _document(name, audience, subject):
    content = mark(f"file {name}").encode()
    path = Path(settings.VAR) / "documents" / f"{name}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Document.objects.create(
        kind="circular",
        title=mark(f"document {name}"),
        year=YEAR,
        path=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        audience=audience,
        subject=subject,
        created_at=timezone.now(),
    )


def _evaluation():
    return Evaluation.objects.create(
        year=YEAR,
        version=1,
        scheme="guangdong-2015",
        scheme_digest="0" * 64,
        manifest=1,
        engine="reference",
        results=_results(),
        digest="0" * 64,
        computed_at=timezone.now(),
    )


GRADED = {
    "bands": [{"grade": "A", "from": "90"}, {"grade": "B", "from": "0"}],
    "rounding": {"mode": "none", "places": 2},
}


def _results():
    scheme = {"key": "x", "title_zh": "方案", "title_en": "Scheme", "digest": "0" * 64}
    return {
        "year": YEAR,
        "period": str(YEAR),
        "as_of": "2016-07-01T00:00:00+00:00",
        "manifest": 1,
        "lake_digest": "0" * 64,
        "scheme": scheme | {"example": True, "max_points": "100", **GRADED},
        "subjects": [_subject(code, kind) for code, kind in SUBJECTS.items()],
        "targets": [_target(target) for target in load_targets()],
        "directions": [],
    }


def _subject(code, kind):
    return {
        "code": code,
        "kind": kind,
        "name_zh": code,
        "name_en": code,
        "grade": "B",
        "sample": False,
        "score": f"83.{code[-3:]}1",
        "exact": "83",
        "rank": 77,
        "vetoes": [],
        "items": [_item(code)],
    }


def _item(code):
    words = dict.fromkeys(("reason_zh", "reason_en"), mark(f"points {code}"))
    names = dict.fromkeys(("name_zh", "name_en", "regain_zh", "regain_en"), "x")
    return {
        "key": ITEM,
        "clause": "二(一)",
        "lead": HOUSING,
        "indicator": MARKET,
        "group": "product",
        "place": code,
        "rule": "ratio_to_target",
        "parameters": {"target": "90"},
        "points": "5",
        "earned": "4.2",
        "lost": "0.8",
        "value": "91.1",
        "numerator": None,
        "denominator": None,
        "unit": "%",
        "target": "95",
        "status": "ok",
        "source": "returns",
        "period": str(YEAR),
        "counted": True,
        "records": [],
        **words,
        **names,
    }


def _target(target):
    return {
        "key": target.key,
        "clause": target.clause,
        "name_zh": target.name_zh,
        "name_en": target.name_en,
        "op": target.op,
        "target": str(target.value),
        "unit": target.unit,
        "horizon": target.horizon,
        "indicator": target.indicator,
        "judgement": "not_collected",
        "value": None,
        "source": None,
        "status": "not_collected",
        "baseline": None,
        "path": [],
        "reason_zh": "",
        "reason_en": "",
    }


__all__ = ["actions", "World", "found_in", "mark"]
