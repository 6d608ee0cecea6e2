"""What the demonstration is made of, in order; a step that runs again changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhiliang.core.feed import Outcome

YEARS = range(2011, 2016)
SIGNERS = ("office", "statistics")


@dataclass(frozen=True)
class Step:
    """One line of progress: a title and what to do, which returns what came of it."""

    title: str
    run: Callable[[], str]


def database() -> str:
    """Make the tables, or bring them to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    return ""


def reference() -> str:
    """Load places, place sets, departments, working days and statutory time limits."""
    from zhiliang.core.actions import load_reference

    loaded = load_reference(by=None)
    return f"{sum(one.rows for one in loaded.values())} 行 rows"


def mandate() -> str:
    """Read the opinion; a fault in it stops the demonstration here."""
    from zhiliang.mandate import load_clauses, load_targets

    return f"{len(load_clauses())} 条 clauses, {len(load_targets())} 个目标 targets"


def published_figures() -> str:
    """Load what the province itself published."""
    from zhiliang.systems.returns.actions import load_published

    return f"{_accepted(*load_published(by=None).values())} 个数 figures"


def air_bulletins() -> str:
    """Load the monthly bulletins of the 21 cities."""
    from zhiliang.systems.environment.actions import load_bulletins

    return f"{load_bulletins(by=None)} 期 bulletins"


def observations() -> str:
    """Take in Guangzhou's hours of PM2.5 and one official hour of all stations."""
    from zhiliang.systems.environment.actions import load_observations

    return f"{load_observations(by=None)} 个监测值 readings"


def monitoring() -> str:
    """Make the invented outlets, stations and waters of every city, and what they measured."""
    from zhiliang.systems.environment.actions import load_monitoring

    return f"{load_monitoring(by=None)} 个示例排放口 sample outlets"


def verdicts() -> str:
    """Judge every day of the invented outlets and cities, and the real hours of Guangzhou."""
    from datetime import date

    from zhiliang.systems.environment.actions import judge_cities, judge_monitoring

    written = judge_monitoring(by=None)
    written += judge_cities(date(2011, 11, 1), date(2014, 12, 31), by=None)
    return f"{written} 个判定 verdicts"


def sample_province() -> str:
    """Make the believable but invented returns of every city and many districts."""
    from zhiliang.systems.returns.actions import load_sample

    return f"{_accepted(load_sample(by=None))} 个示例数 sample figures"


def people() -> str:
    """Open one account for each role."""
    from zhiliang.command.demo import accounts

    return f"{accounts.create()} 个 accounts"


def follow_up() -> str:
    """Make the invented tasks of several cities and departments."""
    from zhiliang.systems.coordination.actions import load_sample

    return f"{load_sample(by=None)} 件示例任务 sample tasks"


def sampling() -> str:
    """Take in the invented results of five years; make the invented running plans."""
    from zhiliang.systems.sampling.actions.made_up import load_history, load_running

    settled = load_history(by=None)
    return f"{settled + load_running(by=None)} 批示例样品 sample batches"


def recalls() -> str:
    """Make the invented clues, recalls and drills."""
    from zhiliang.systems.recalls.actions import load_sample

    return f"{load_sample(by=None)} 起示例召回 sample recalls"


def complaints() -> str:
    """Make the invented complaints and tip-offs."""
    from zhiliang.systems.complaints.actions import load_sample

    return f"{load_sample(by=None)} 件示例来件 sample submissions"


def risk() -> str:
    """Make years of invented observations, signals, warnings and a response."""
    from zhiliang.systems.risk.actions import load_sample

    return f"{load_sample(by=None)} 个示例信号 sample signals"


def programmes() -> str:
    """Make the invented emission ledgers, audits, pilots, vehicles and projects."""
    from zhiliang.systems.environment.actions import load_programme_sample

    return f"{load_programme_sample(by=None)} 项示例任务 sample emission tasks"


def traceability() -> str:
    """Make some weeks of an invented chain of milk, meat and rice cookers."""
    from zhiliang.systems.traceability.actions import load_sample

    return f"{load_sample(by=None)} 个示例事件 sample events"


def keys() -> str:
    """Make a key for each of the two offices that seal a year."""
    from zhiliang.evaluation.seal.keys import keys_folder, make_key

    for name in SIGNERS:
        if not (keys_folder() / f"{name}.pem").exists():
            make_key(name, keys_folder())
    return " ".join(SIGNERS)


def project() -> str:
    """Bring the lake up to date with the records."""
    from zhiliang.indicators.current import refresh

    return f"manifest {refresh()['number']}"


def evaluate() -> str:
    """Evaluate every year of the plan."""
    from zhiliang.evaluation.actions import evaluate as evaluate_year

    for year in YEARS:
        evaluate_year(year, by=None)
    return f"{YEARS[0]}-{YEARS[-1]}"


def cycle() -> str:
    """Begin the cycle of the last year: cases at different steps, for whoever tries them."""
    from zhiliang.core.models import Person
    from zhiliang.evaluation.sample import open_sample_cycle

    office = Person.objects.filter(username="office").first()
    if office is None:
        return "没有办公室账号 no office account"
    return f"{open_sample_cycle(office=office).cases.count()} 个案卷 cases"


def publish() -> str:
    """Print the circular, the white paper and the analysis report of the last year."""
    from django.utils import timezone

    from zhiliang.evaluation.actions import publish_year

    folder = publish_year(YEARS[-1], by=None, issued=timezone.localdate())
    return f"{sum(1 for _ in folder.rglob('*.*'))} 份 documents"


def _accepted(*outcomes: "Outcome") -> int:
    for outcome in outcomes:
        if outcome.rejected:
            raise RuntimeError(f"a shipped file was refused: {outcome.rejected[0]}")
    return sum(outcome.accepted for outcome in outcomes)


STEPS = (
    Step("数据库 database", database),
    Step("地区与日历 reference data", reference),
    Step("意见 mandate", mandate),
    Step("公布的数字 published figures", published_figures),
    Step("空气质量通报 air bulletins", air_bulletins),
    Step("实测空气数据 observations", observations),
    Step("示例省 sample province", sample_province),
    Step("示例监测 sample monitoring", monitoring),
    Step("判定 verdicts", verdicts),
    Step("人员 people", people),
    Step("督办任务 follow-up tasks", follow_up),
    Step("示例减排台账 sample programmes", programmes),
    Step("示例抽查 sample supervision sampling", sampling),
    Step("示例追溯链 sample traceability", traceability),
    Step("示例召回 sample recalls", recalls),
    Step("示例投诉举报 sample complaints", complaints),
    Step("示例风险 sample risks", risk),
    Step("密钥 keys", keys),
    Step("数据湖 lake", project),
    Step("评价 evaluation", evaluate),
    Step("考核周期 cycle", cycle),
    Step("文件 documents", publish),
)
