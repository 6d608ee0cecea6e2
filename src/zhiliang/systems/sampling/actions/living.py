"""One made-up sample, taken through the same verbs as a real one by made-up people."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from zhiliang.core.actions import seat_made_up_person
from zhiliang.core.models import Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.actions import (
    concluding,
    objecting,
    rectifying,
    retesting,
    taking,
    testing,
)
from zhiliang.systems.sampling.judging import Found
from zhiliang.systems.sampling.models import Objection, Rectification, SamplingCase
from zhiliang.systems.sampling.sample.stories import (
    BAD,
    GOOD,
    UNCERTAINTY,
    Story,
    picture,
)

PROOF = ("示例材料.txt", "示例材料（虚构），演示用。\n".encode())
DAYS = {
    "take": 3,
    "close_down": 3,
    "refuse": 3,
    "receive": 5,
    "reject": 5,
    "report": 20,
    "conclude": 22,
    "notify": 23,
    "deliver": 25,
    "object": 30,
    "uphold": 38,
    "retest": 32,
    "settle": 62,
    "publish": 66,
    "order": 67,
    "correct": 110,
    "inspect": 130,
}


@dataclass(frozen=True)
class Actors:
    """Who takes the steps: the province, a tester, and who re-tests where."""

    officer: Person
    tester: Person
    retester: Person
    retesting: Organisation


@dataclass(frozen=True)
class Calendar:
    """Moments by days from the draw; none is later than now."""

    started: date
    today: date

    def noon(self, days: int) -> datetime:
        """Noon of a day, or now if that is earlier."""
        day = min(self.started + timedelta(days=days), self.today)
        return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())


@dataclass
class Life:
    """A case with its story; `live` takes it through, each step at its own moment."""

    case: SamplingCase
    story: Story
    actors: Actors
    calendar: Calendar
    at: datetime = field(init=False)

    def live(self) -> None:
        """Take every step of the story."""
        for step in self.story.steps:
            self.case = SamplingCase.objects.get(pk=self.case.pk)
            self.at = self.calendar.noon(DAYS[step])
            getattr(self, f"_{step}")()

    def _sampler(self) -> Person:
        first = self.case.samplers.order_by("number").first()
        assert first and first.person
        return first.person

    def _owner(self) -> Person:
        return seat_made_up_person(
            by=None,
            username=f"sample-firm-{self.case.firm_id}",
            display_name="示例·企业经办人",
            role=Role.ENTERPRISE,
            organisation=self.case.firm,
        )

    def _shots(self) -> list[taking.Shot]:
        shown = taking.WANTED[self.case.site]  # type: ignore[index]
        return [
            (what, (f"{what}.png", picture(90 + 20 * place))) for place, what in enumerate(shown)
        ]

    def _take(self) -> None:
        rule = self.case.rule
        assert rule
        price = 12800
        both = self.case.regime.spare_bought
        bought = rule.test_quantity + (rule.spare_quantity if both else 0)
        sheet = {
            "product": self.case.product_class.name_zh,
            "trademark": "示例牌",
            "model": f"SL-{self.case.firm_id}",
            "standard": "示例标准",
            "batch": f"{self.at:%Y%m}01",
            "producer_name": "" if self.case.site == "production" else "示例外省生产者",
            "stock": 20 * (rule.test_quantity + rule.spare_quantity),
            "test_quantity": rule.test_quantity,
            "spare_quantity": rule.spare_quantity,
            "price_fen": price,
            "price_basis": "标价",
            "paid_fen": price * bought,
            "test_seal": f"J{self.case.pk:06d}",
            "spare_seal": f"B{self.case.pk:06d}",
            "storage": "常温、干燥",
        }
        by = self._sampler()
        taking.take(self.case, by=by, sheet=sheet, photos=self._shots(), at=self.at)

    def _close_down(self) -> None:
        self._leave("closed", "已停业，库房清空。")

    def _refuse(self) -> None:
        self._leave("refused", "负责人拒绝抽样，已当场告知法律后果。")

    def _leave(self, why: str, note: str) -> None:
        shot = ("refusal", ("现场.png", picture(60)))
        taking.leave(self.case, by=self._sampler(), why=why, note=note, photos=[shot], at=self.at)

    def _receive(self) -> None:
        testing.receive(
            self.case,
            by=self.actors.tester,
            seals_intact=True,
            condition="外观完好，与抽样单相符",
            at=self.at,
        )

    def _reject(self) -> None:
        testing.reject(
            self.case, by=self.actors.tester, reason="备用样品封条破损，与抽样单不符。", at=self.at
        )

    def _found(self, *, bad: bool) -> dict[str, Found]:
        assert self.case.rule
        values = GOOD | (BAD[self.case.product_class.code] if bad else {})
        return {
            item.code: Found(values[item.code], item.unit, UNCERTAINTY.get(item.code, ""))
            for item in self.case.rule.items.all()
        }

    def _report(self) -> None:
        by = self.actors.tester
        found = self._found(bad=self.story.bad)
        testing.enter_results(self.case, by=by, found=found, at=self.at)
        number = f"示检{self.case.number[2:]}"
        testing.report(self.case, by=by, report_number=number, file=PROOF, at=self.at)

    def _conclude(self) -> None:
        concluding.conclude(self.case, by=self.actors.officer, at=self.at)

    def _notify(self) -> None:
        concluding.notify(self.case, by=self.actors.officer, at=self.at)

    def _deliver(self) -> None:
        for receipt in self.case.receipts.filter(delivered_at=None):
            if receipt.organisation_id == self.case.firm_id:
                by, way, proof = self._owner(), "online", None
            else:
                by, way, proof = self.actors.officer, "post", PROOF
            concluding.record_delivery(receipt, by=by, way=way, proof=proof, at=self.at)

    def _filed(self, kind: str, items: list[str]) -> Objection:
        return objecting.object_to(
            self.case,
            by=self._owner(),
            organisation=self.case.firm,
            kind=kind,
            grounds="示例：请核对抽样记录和检验方法。",
            items=items,
            at=self.at,
        )

    def _object(self) -> None:
        self._filed("procedure", [])

    def _uphold(self) -> None:
        objection = self._filed("procedure", [])
        objecting.accept(objection, by=self.actors.officer, at=self.at)
        answer = "抽样单记载的批号与样品不符，异议成立，结果无效。"
        objecting.uphold(objection, by=self.actors.officer, answer=answer, at=self.at)

    def _retest(self) -> None:
        items = list(BAD[self.case.product_class.code])
        objection = self._filed("result", items)
        officer = self.actors.officer
        objecting.accept(objection, by=officer, at=self.at)
        retesting.arrange(objection, by=self._owner(), fee_fen=90000, at=self.at)
        retesting.name_laboratory(
            objection, by=officer, laboratory=self.actors.retesting, at=self.at
        )
        found = self._found(bad=self.story.retest == "fail")
        retesting.retest(
            objection,
            by=self.actors.retester,
            found={code: found[code] for code in items},
            report_number=f"示复{self.case.number[2:]}",
            at=self.at + timedelta(minutes=1),
        )
        retesting.conclude_retest(objection, by=officer, at=self.at + timedelta(minutes=2))

    def _settle(self) -> None:
        concluding.settle(self.case, by=self.actors.officer, at=self.at)

    def _publish(self) -> None:
        concluding.publish(self.case, by=self.actors.officer, at=self.at)

    def _order(self) -> None:
        rectifying.order_correction(self.case, by=self.actors.officer, at=self.at)

    def _owed(self) -> Rectification:
        return Rectification.objects.get(case=self.case)

    def _correct(self) -> None:
        rectifying.correct(
            self._owed(),
            by=self._owner(),
            measures="停止生产销售该型号，更换供应商并加严出厂检验。",
            evidence=[PROOF],
            at=self.at,
        )

    def _inspect(self) -> None:
        rectifying.inspect(
            self._owed(),
            by=self.actors.officer,
            verb="inspect",
            laboratory=self.actors.retesting,
            found=self._found(bad=self.story.follow_up["inspect"] == "fail"),
            report_number=f"示查{self.case.number[2:]}",
            at=self.at,
        )
