"""Takes cases along the cycle, as far as a test needs them."""

from decimal import Decimal

from zhiliang.evaluation import actions
from zhiliang.evaluation.models import Case
from zhiliang.evaluation.sheets import undertaken

OWNER = {"440100": "guangzhou", "440300": "shenzhen", "housing_construction": "housing"}
DAY = "2016-04-01"


class Walk:
    """Everybody does what is theirs, for every case of a cycle."""

    def __init__(self, cycle, people):
        self.cycle, self.people = cycle, people

    def cases(self):
        return list(Case.objects.filter(cycle=self.cycle).order_by("subject"))

    def case(self, subject="440100"):
        return Case.objects.get(cycle=self.cycle, subject=subject)

    def owner(self, case):
        return self.people[OWNER[case.subject]]

    def file(self):
        for case in self.cases():
            wanted = {i.key: Decimal(i.parameters["target"]) for i in undertaken(case)}
            actions.file_targets(case, by=self.owner(case), targets=wanted)
            actions.submit_filing(case, by=self.owner(case))
        return self

    def accept(self):
        for case in self.file().cases():
            actions.accept_filing(case, by=self.people["office"], note="示例年度，同意")
        return self

    def evaluate_self(self):
        for case in self.accept().cases():
            actions.mark_rest_as_computed(case, by=self.owner(case))
            actions.submit_self_evaluation(case, by=self.owner(case))
        return self

    def assign(self):
        for case in self.evaluate_self().cases():
            actions.assign_reviewers(
                case,
                by=self.people["office"],
                first=self.people["first"],
                second=self.people["second"],
            )
        return self

    def review(self):
        for case in self.assign().cases():
            for name in ("first", "second"):
                actions.confirm_computed(case, by=self.people[name])
            actions.finish_review(case, by=self.people["office"])
        return self

    def verify_rest(self):
        """From cases of which one is reviewed already to all of them verified."""
        office = self.people["office"]
        for case in self.cases():
            if case.state == "reviewing":
                for name in ("first", "second"):
                    actions.confirm_computed(case, by=self.people[name])
                actions.finish_review(case, by=office)
        return self._drawn()._verified()

    def draw(self):
        return self.review()._drawn()

    def verify(self):
        return self.draw()._verified()

    def _drawn(self):
        office = self.people["office"]
        actions.announce_draw(self.cycle, by=office, sources="双色球", items=2, records=1)
        actions.draw_checks(self.cycle, by=office, seeds=["8 9 14 22 27 31", "2016"])
        return self

    def _verified(self):
        for case in self.cases():
            for check in case.checks.all():
                actions.confirm(check, by=self.people["first"], found="现场相符")
            actions.finish_verification(case, by=self.people["office"])
        return self

    def decide(self, reference="第3次会议"):
        office = self.people["office"]
        scored = actions.score_cycle(self.cycle, by=office)
        actions.enter_decision(
            self.cycle,
            by=office,
            version=scored.version,
            reference=reference,
            decided_on=DAY,
        )
        return self
