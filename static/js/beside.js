// Opens a figure's history and chart beside the entry grid. Without it the link leads to a page of its own.
(() => {
  "use strict";

  const panel = document.getElementById("beside");
  if (!panel?.show) {
    return;
  }
  const told = panel.querySelector("[data-told]");
  let opener = null;
  let lastCell = null;

  /** The figure that somebody was in last, if it is of the same measure as the link. */
  const addressOf = (link) => {
    const body = link.closest("tbody");
    if (!body || !lastCell || lastCell.closest("tbody") !== body) {
      return link.href;
    }
    const period = lastCell.dataset.figure.slice(lastCell.dataset.figure.indexOf(".") + 1);
    return new URL(`../${period}/`, link.href).href;
  };

  const open = async (link) => {
    const address = addressOf(link);
    const response = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (!response.ok) {
      window.location.assign(address);
      return;
    }
    told.innerHTML = await response.text();
    panel.show();
    told.querySelector("[data-title]").focus();
  };

  const close = () => {
    panel.close();
    (opener?.isConnected ? opener : lastCell)?.focus();
  };

  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("td.in input[data-figure]")) {
      lastCell = event.target;
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-beside]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      opener = panel.contains(link) ? opener : link;
      open(link).catch(() => window.location.assign(link.href));
    }
  });

  panel.querySelector("[data-close]").addEventListener("click", close);

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
})();
