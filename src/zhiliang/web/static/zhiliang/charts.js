// Draws every <figure data-chart> from the Vega-Lite specification beside it.
// The specification is JSON; colours and type come from the page's own tokens.
"use strict";

(() => {
  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const theme = () => {
    const [ink, soft, line] = ["--ink", "--ink-2", "--line"].map(token);
    const words = { font: token("--font"), fontSize: 12, fill: ink };
    return {
      background: "transparent",
      font: words.font,
      padding: 2,
      view: { stroke: null },
      axis: {
        domainColor: token("--line-2"),
        gridColor: line,
        tickColor: token("--line-2"),
        labelColor: soft,
        titleColor: soft,
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: 400,
        labelPadding: 6,
        tickSize: 4,
      },
      axisY: { domain: false, ticks: false },
      axisX: { grid: false },
      legend: { labelColor: soft, titleColor: soft, labelFontSize: 12, titleFontSize: 12 },
      bar: { fill: token("--mark"), cornerRadiusEnd: 1 },
      line: { stroke: token("--mark"), strokeWidth: 2 },
      point: { fill: token("--mark"), stroke: token("--raised"), filled: true, size: 55 },
      rule: { stroke: ink },
      text: words,
      range: {
        category: ["--mark", "--mark-2", "--good", "--warn", "--sample"].map(token),
        ordinal: ["--grade-c", "--grade-b", "--grade-a"].map(token),
      },
      style: {
        aim: { stroke: ink, strokeDash: [4, 3], strokeWidth: 1.5 },
        "aim-tick": { fill: ink, stroke: ink },
        "aim-word": { fill: ink, fontWeight: 600 },
        required: { stroke: token("--ink-3"), color: token("--ink-3"), strokeDash: [2, 3] },
        quiet: { fill: token("--mark-2"), color: token("--mark-2") },
        chosen: { fill: token("--accent") },
        bad: { fill: token("--bad"), color: token("--bad") },
        band: { fill: token("--mark"), opacity: 0.18 },
      },
    };
  };

  const options = () => ({
    ast: true,
    actions: false,
    defaultStyle: false,
    renderer: "svg",
    config: theme(),
    tooltip: { disableDefaultStyle: true },
  });

  const draw = async (figure) => {
    // Vega renames the element it draws in; the name stays on the one around it.
    const plot = figure.querySelector(".canvas");
    const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    try {
      figure.drawn?.finalize();
      figure.drawn = await window.vegaEmbed(plot, spec, options());
      plot.setAttribute("aria-hidden", "true");
      figure.dataset.state = "drawn";
    } catch (error) {
      figure.dataset.state = "failed";
      plot.textContent = plot.parentElement.dataset.failed;
      console.error(error);
    }
  };

  const figures = () => [...document.querySelectorAll("figure[data-chart]")];

  // The bundle is large: it is fetched once, and only where a chart comes into view.
  let bundle;
  const load = () =>
    (bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector("script[data-vega]").dataset.vega;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));

  const seen = new IntersectionObserver(
    (entries) =>
      entries
        .filter((entry) => entry.isIntersecting)
        .forEach(({ target }) => {
          seen.unobserve(target);
          load().then(() => draw(target));
        }),
    { rootMargin: "300px" },
  );

  const watch = () =>
    figures()
      .filter((figure) => !figure.dataset.state)
      .forEach((figure) => {
        figure.dataset.state = "waiting";
        seen.observe(figure);
      });

  const redraw = () =>
    figures()
      .filter((figure) => figure.dataset.state === "drawn")
      .forEach(draw);

  watch();
  document.addEventListener("htmx:afterSettle", watch);
  document.addEventListener("zhiliang:theme", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () =>
    figures()
      .filter((figure) => figure.dataset.state === "waiting")
      .forEach((figure) => load().then(() => draw(figure))),
  );
})();
