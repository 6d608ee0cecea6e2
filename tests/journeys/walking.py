"""What a walk through a page looks at: complaints of the browser, names, contrast, width."""

from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Page, Response

# A day of the made-up chain of milk, whenever the demo is made.
CHAIN = date.today() - timedelta(days=15)
# The made-up plan that is nearly finished was drawn so long ago, whenever the demo is made.
FINISHED = date.today() - timedelta(days=170)
PUBLIC = (
    "/",
    "/?year=2013",
    "/places/440100/",
    "/targets/air_grade2_days/",
    "/targets/china_brand_rank/",
    "/indicators/",
    "/indicators/environment.good_air_days/",
    "/indicators/environment.good_air_days/?period=2017-08",
    "/evaluations/2015/",
    "/evaluations/2015/?kind=district",
    "/evaluations/2015/440100/",
    "/evaluations/announced/",
    "/evaluations/compare/?left=2014&right=2015",
    "/documents/",
    "/draws/",
    "/mandate/",
    "/chapters/environment/",
    "/interface/",
    "/environment/",
    "/environment/air/",
    "/environment/board/",
    "/environment/air/calendar/?place=440100&year=2015",
    "/environment/air/days/440100/2015-08-03/",
    "/environment/air/episodes/?year=2015",
    "/environment/outlets/",
    "/environment/outlets/1/",
    "/environment/outlets/1/trace/?cn=2061&start=2015-07-01T00:00&end=2015-08-01T00:00",
    "/environment/outlet-days/",
    "/environment/ledger/?place=440100&pollutant=cod&year=2015",
    "/environment/tasks/",
    "/environment/accounts/",
    "/environment/vehicles/",
    "/environment/vehicles/1/",
    "/sampling/results/",
    "/sampling/results/?q=头盔",
    "/sampling/results/LS2015010000/",
    "/sampling/draws/",
    f"/sampling/draws/CQ{FINISHED:%Y}-0001/",
    "/sampling/explorer/",
    "/sampling/explorer/?lot=40&aql=0.10",
    "/sampling/explorer/?lot=1&aql=1.2&good=1&bad=1.1&limit=0&n=500",
    "/traceability/",
    "/complaints/new/",
    "/complaints/new/?code=09520084000037",
    "/complaints/status/",
    "/complaints/firms/",
    "/risk/",
    "/risk/?place=440100&q=燃气",
    "/risk/announced/",
    "/risk/announced/1/",
    "/risk/announced/3/",
    "/accounts/sign-in/",
)
# Pages that stand alone: read on an old phone, with no frame around them.
SCANS = (
    f"/01/09520084000037/10/{CHAIN:%y%m%d}",
    "/01/09520084000105/21/1000",
    "/01/09520084000037",
    "/01/09520084000037/10/UNKNOWN",
)
DESKS = (
    ("office", "/workspace/"),
    ("office", "/coordination/"),
    ("office", "/coordination/tasks/"),
    ("office", "/coordination/tasks/new/"),
    ("office", "/coordination/tasks/6/"),
    ("office", "/coordination/extensions/1/"),
    ("office", "/environment/measures/"),
    ("office", "/environment/measures/1/"),
    ("office", "/environment/audits/"),
    ("office", "/environment/pilots/"),
    ("office", "/environment/eliminations/"),
    ("office", "/environment/eliminations/1/"),
    ("office", "/environment/projects/"),
    ("city", "/environment/measures/new/"),
    ("city", "/environment/accounts/new/"),
    ("city", "/environment/vehicles/new/"),
    ("sampler", "/sampling/tasks/"),
    ("office", "/sampling/board/"),
    ("office", "/sampling/board/?by=class"),
    ("office", f"/traceability/explorer/?code=09520084000013+{CHAIN:%y%m%d}"),
    ("office", f"/traceability/explorer/?code=09520084000037+{CHAIN:%y%m%d}&direction=backward"),
    ("office", "/traceability/completeness/"),
    ("office", "/traceability/events/"),
    ("office", "/traceability/jobs/"),
    ("office", "/traceability/jobs/1/"),
    ("office", "/traceability/sites/"),
    ("enterprise", "/traceability/desk/"),
    ("enterprise", "/traceability/sites/new/"),
    ("enterprise", "/traceability/explorer/?code=09520084000105"),
    ("office", "/risk/room/"),
    ("office", "/risk/matrix/"),
    ("office", "/risk/signals/"),
    ("office", "/risk/signals/2/"),
    ("office", "/risk/assessments/1/"),
    ("office", "/risk/warnings/3/"),
    ("office", "/risk/incidents/1/"),
    ("office", "/risk/informations/?receipt=overdue"),
    ("office", "/risk/observations/"),
    ("city", "/risk/warnings/new/"),
    ("city", "/risk/incidents/new/"),
    ("city", "/risk/signals/2/inform/"),
    ("city", "/risk/mine/"),
    ("office", "/returns/"),
    ("office", "/objections/"),
    ("office", "/cycles/"),
    ("office", "/cycles/1/"),
    ("office", "/cycles/new/"),
    ("office", "/cases/"),
    ("office", "/cases/5/"),
    ("office", "/cases/5/assign_reviewers/"),
    ("office", "/reviews/desk/"),
    ("office", "/checks/"),
    ("office", "/discrepancies/2015/"),
    ("city", "/cases/1/"),
    ("city", "/cases/1/file_targets/"),
    ("city", "/discrepancies/2015/"),
    ("office", "/evaluations/2015/"),
    ("office", "/evaluations/2015/441900/"),
    ("office", "/environment/quality/?days=30&end=2015-08-01T00:00"),
    ("office", "/environment/gateway/?days=92"),
    ("city", "/environment/gateway/"),
    ("office", "/environment/exceedances/"),
    ("office", "/environment/exceedances/1/"),
    ("city", "/environment/board/"),
    ("city", "/coordination/"),
    ("city", "/coordination/tasks/2/"),
    ("city", "/coordination/tasks/2/submit/"),
    ("office", "/evaluations/2015/445200/"),
    ("office", "/evaluations/2015/annex/?code=440200"),
    ("office", "/evaluations/2015/annex/?kind=district"),
    ("office", "/evaluations/2015/annex/?kind=department"),
    ("office", "/evaluations/2015/scheme/"),
    ("office", "/evaluations/compare/?left=2014&right=2015"),
    ("office", "/evaluations/2015/agriculture/"),
    ("city", "/evaluations/2014/440100/"),
    ("city", "/returns/"),
    ("city", "/returns/new/"),
    ("city", "/accounts/"),
    ("auditor", "/audit/?verify=1"),
    ("administrator", "/people/"),
    ("administrator", "/people/1/"),
    ("administrator", "/assignments/"),
)

NAMELESS = """() => {
  const shown = (e) => e.checkVisibility({visibilityProperty: true});
  const words = (e) => [e.getAttribute('aria-label'), e.innerText, e.title,
    ...(e.labels ? [...e.labels].map((l) => l.innerText) : []),
    ...(e.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
      .map((id) => document.getElementById(id)?.innerText)].join('').trim();
  return [...document.querySelectorAll('a[href],button,input,select,textarea,summary')]
    .filter((e) => e.type !== 'hidden' && shown(e) && !words(e)).map((e) => e.outerHTML);
}"""

PALE = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = (top, under) => {
    const a = top[3] / 255;
    return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a)).concat(255);
  };
  const ground = (e) => e === null ? rgba('Canvas')
    : over(rgba(getComputedStyle(e).backgroundColor), ground(e.parentElement));
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, words = walker.currentNode.textContent.trim();
    if (!words || e.closest('script,svg,option,.unseen,.skip')
        || !e.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(e), under = ground(e);
    const [a, b] = [light(over(rgba(style.color), under)), light(under)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.7 && style.fontWeight >= 600);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5))
      found.add(`${words.slice(0, 20)} ${style.color} ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return [...found];
}"""

# A chart is drawn when it comes into view; one that is passed within a frame is never seen.
LOOK = """chart => {
  chart.scrollIntoView()
  return chart.dataset.state === "drawn"
}"""

SMALL = """() => [...document.querySelectorAll('button:not(.fig),input,select,.button,.chips a')]
  .filter((e) => e.type !== 'hidden' && e.type !== 'checkbox' && e.checkVisibility())
  .map((e) => e.type === 'radio' && e.labels[0] || e)
  .filter((e) => e.getBoundingClientRect().height < 43.5)
  .map((e) => e.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Found:
    """What was found on one page: everything a rule may be about, read while it was open."""

    complaints: tuple[str, ...]
    overflow: int
    nameless: tuple[str, ...]
    pale: tuple[str, ...]
    small: tuple[str, ...]
    weight: int


class Walk:
    """A page with everything the browser complained about since it was opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.received: dict[str, int] = {}
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._weigh)

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _weigh(self, response: Response) -> None:
        if response.ok and "/assets/vega" not in response.url:
            self.received[response.url] = len(response.body())

    def open(self, path: str) -> "Walk":
        """Open a page and look at all of it, so that every chart is drawn."""
        answer = self.page.goto(path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        for chart in self.page.locator("figure[data-chart]").element_handles():
            # a reader's eye: stay with one chart until it is drawn, whatever moves above it
            self.page.wait_for_function(LOOK, arg=chart, timeout=20_000)
        return self

    def found(self) -> Found:
        """Everything there is to say about the open page."""
        return Found(
            complaints=tuple(self.complaints),
            overflow=self.page.evaluate("document.documentElement.scrollWidth - innerWidth"),
            nameless=tuple(self.page.evaluate(NAMELESS)),
            pale=tuple(self.page.evaluate(PALE)),
            small=tuple(self.page.evaluate(SMALL)),
            weight=sum(self.received.values()),
        )
