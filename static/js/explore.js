// The chart to explore. Loads plotly.js when it is asked for, and moves from figure to figure by keyboard. Without it the page has the drawn chart and the table.
(() => {
  "use strict";

  const root = document.querySelector("[data-explore]");
  if (!root) {
    return;
  }
  const part = (name) => root.querySelector(`[data-explore-${name}]`);
  const figure = JSON.parse(document.getElementById("explore-figure").textContent);
  const words = part("said").dataset;
  const lines = figure.data.length - 1; // the series is the last trace, over its limits and targets
  const drawn = figure.data[lines].y.flatMap((value, place) => (value === null ? [] : [place]));
  let at = drawn.length - 1;

  const say = (text) => {
    part("said").textContent = text;
  };

  const load = (address) =>
    new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = loaded;
      script.onerror = failed;
      document.head.append(script);
    });

  const show = (step) => {
    at = Math.min(Math.max(at + step, 0), drawn.length - 1);
    const point = drawn[at];
    say(figure.data[lines].text[point]);
    globalThis.Plotly.Fx.hover(part("plot"), [{ curveNumber: lines, pointNumber: point }]);
  };

  /** Show a share of the time in view, about the figure that was last said. */
  const zoom = (share) => {
    const [start, end] = part("plot").layout.xaxis.range.map((day) => new Date(day).getTime());
    const middle = new Date(figure.data[lines].x[drawn[at]]).getTime();
    const half = ((end - start) * share) / 2;
    const range = [new Date(middle - half).toISOString(), new Date(middle + half).toISOString()];
    return globalThis.Plotly.relayout(part("plot"), { "xaxis.range": range });
  };

  const whole = () => globalThis.Plotly.relayout(part("plot"), { "xaxis.autorange": true, "yaxis.autorange": true });

  const DO = {
    earlier: () => show(-1),
    later: () => show(1),
    first: () => show(-drawn.length),
    last: () => show(drawn.length),
    closer: () => zoom(0.5),
    further: () => zoom(2),
    whole,
  };
  const KEYS = {
    ArrowLeft: "earlier",
    ArrowRight: "later",
    Home: "first",
    End: "last",
    "+": "closer",
    "=": "closer",
    "-": "further",
    0: "whole",
  };

  const plot = async () => {
    await globalThis.Plotly.newPlot(part("plot"), figure.data, figure.layout, {
      displaylogo: false,
      displayModeBar: false,
      responsive: true,
      scrollZoom: false,
    });
    part("start").hidden = true;
    part("plot").tabIndex = 0;
    part("tools").hidden = false;
    part("plot").focus();
    show(0);
  };

  part("start").hidden = false;
  part("start").querySelector("button").addEventListener("click", async (event) => {
    event.currentTarget.disabled = true;
    say(words.loading);
    try {
      await load(root.dataset.library);
    } catch {
      say(words.failed);
      part("start").querySelector("button").disabled = false;
      return;
    }
    await plot();
  });

  part("tools").addEventListener("click", (event) => {
    const does = event.target.closest("button")?.dataset.do;
    DO[does]?.();
  });

  part("plot").addEventListener("keydown", (event) => {
    const does = event.altKey || event.ctrlKey || event.metaKey ? undefined : KEYS[event.key];
    if (does && globalThis.Plotly) {
      event.preventDefault();
      DO[does]();
    }
  });
})();
