"use strict";
(() => {
  const reader = document.getElementById("reader");
  const back = document.getElementById("back");
  const wide = matchMedia("(min-width: 68rem)");
  let origin = null;
  let unfoldedReport = null;

  // --- following a quotation to its words -----------------------------------------------------------------------

  const placeOf = (hash) => (/^#(r\d+)(-\d+-\d+)?$/.exec(hash) || [null])[0]?.slice(1) ?? null;

  function show(place, moveFocus) {
    const target = document.getElementById(place);
    const report = target && target.closest("details.report");
    if (!report) return;
    for (const old of reader.querySelectorAll(".hit[data-p]")) old.classList.remove("hit");
    if (unfoldedReport && unfoldedReport !== report) unfoldedReport.open = false;
    if (!report.open) unfoldedReport = report;
    report.open = true;
    const hits = [...report.querySelectorAll(`[data-p~="${CSS.escape(place)}"]`)];
    for (const hit of hits) {
      hit.classList.add("hit");
      // Focus for the keyboard and for screen readers, but no stop of the tab key.
      hit.tabIndex = -1;
    }
    scrollTo(hits[0] || report, hits.length > 0);
    if (moveFocus) (hits[0] || report.querySelector("summary")).focus({ preventScroll: true });
  }

  function scrollTo(element, centred) {
    if (wide.matches) {
      const box = element.getBoundingClientRect();
      const frame = reader.getBoundingClientRect();
      const above = centred ? reader.clientHeight * 0.3 : reader.querySelector(".reader-head").offsetHeight + 8;
      reader.scrollTop += box.top - frame.top - above;
    } else {
      element.scrollIntoView({ block: centred ? "center" : "start" });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link === back) {
      event.preventDefault();
      goBack();
      return;
    }
    const hash = link.getAttribute("href");
    const place = placeOf(hash);
    if (!place) return;
    event.preventDefault();
    if (!reader.contains(link)) remember(link);
    history.pushState(null, "", hash);
    show(place, true);
  });

  function remember(link) {
    for (const old of document.querySelectorAll(".followed")) old.classList.remove("followed");
    link.classList.add("followed");
    origin = link;
    const section = link.closest("section");
    const name = section && section.querySelector("h2");
    back.textContent = "Back to where you were" + (name ? ": " + name.firstChild.textContent.trim() : "");
    document.body.classList.add("away");
  }

  function goBack() {
    document.body.classList.remove("away");
    const target = origin || document.getElementById("claims");
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  addEventListener("popstate", () => {
    const place = placeOf(location.hash);
    if (place) show(place, false);
  });

  // --- sieving the claims ---------------------------------------------------------------------------------------

  const claims = [...document.querySelectorAll(".claim")].map((element) => ({
    element,
    status: element.dataset.status,
    words: element.textContent.toLowerCase(),
    folds: element.closest("details.fold"),
  }));
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const buttons = [...document.querySelectorAll("button[data-show]")];
  const unfolded = new Set();

  function sieve() {
    const wanted = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.show));
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const sieving = wanted.size > 0 || words.length > 0;
    let left = 0;
    for (const fold of unfolded) fold.open = false;
    unfolded.clear();
    for (const claim of claims) {
      const fits = (!wanted.size || wanted.has(claim.status)) && words.every((word) => claim.words.includes(word));
      claim.element.hidden = !fits;
      if (!fits) continue;
      left += 1;
      if (sieving && claim.folds && !claim.folds.open) {
        claim.folds.open = true;
        unfolded.add(claim.folds);
      }
    }
    found.textContent = sieving ? `${left} of ${claims.length} claims` : "";
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      sieve();
    });
  }
  find.addEventListener("input", sieve);

  addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      find.focus();
    } else if (event.key === "Escape" && !typing && origin) {
      goBack();
    }
  });

  // --- on paper, what a claim rests on is unfolded --------------------------------------------------------------

  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(".sheet details:not([open])")) {
      fold.open = true;
      fold.dataset.unfolded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-unfolded]")) {
      fold.open = false;
      delete fold.dataset.unfolded;
    }
  });

  // --- the first screen shows words already ---------------------------------------------------------------------

  document.documentElement.classList.add("live");
  const start = placeOf(location.hash);
  const first = document.querySelector(".claim a.q[href]");
  if (start) show(start, false);
  else if (wide.matches && first) show(first.getAttribute("href").slice(1), false);
})();
