"use strict";
// The desk's part of its pages: what has changed, picking and judging, adding. Words of reports are only ever set
// as text, or come as parts of pages that the server has escaped.
(() => {
  const bar = document.getElementById("deskbar");
  if (!bar) return;
  const byId = (id) => document.getElementById(id);
  const kept = (name, otherwise) => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  const keep = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
  const made = (tag, text = "", css = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (css) element.className = css;
    return element;
  };
  const button = (text, act, css = "") => {
    const element = made("button", text, css);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const version = bar.dataset.version;
  const sending = byId("sending");

  async function change(path, body = {}) {
    const headers = { "content-type": "application/json", "x-stemma-key": bar.dataset.key };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.error || `the desk answered ${answer.status}`);
    return told;
  }

  // --- what has changed ----------------------------------------------------------------------------------------

  const news = byId("news");
  const working = byId("working");
  const jobs = new Map();

  function tell(text, ...acts) {
    news.replaceChildren(text, ...acts);
    news.hidden = !text;
  }

  function heardOfCase(told) {
    if (kept("stemma-awaited", null)) return;
    // Where files are added, nothing of the case is shown that could be out of date.
    if (told.version !== version && version && !sending) {
      tell("This case has changed since the page was loaded.", button("Show it as it is now", () => location.reload()));
    } else if (told.behind) {
      const work = button("Work it in", () => change("/api/refresh").then(() => tell(""), failed));
      tell("Something has come in that is not worked in yet.", work);
    } else {
      tell("");
    }
  }

  function heardOfJob(told) {
    // The answer to what was asked may come after events that tell of later steps.
    const known = jobs.get(told.id);
    const job = known && known.revision > told.revision ? known : told;
    jobs.set(job.id, job);
    const busy = [...jobs.values()].filter((one) => one.state === "running" || one.state === "waiting");
    const now = busy.find((one) => one.state === "running");
    working.hidden = !busy.length;
    working.textContent = now ? `Working: ${stageWords(now)}` : busy.length ? "Waiting for its turn" : "";
    showJob(job);
    if (kept("stemma-awaited", null) !== job.id) return;
    if (job.state === "done") {
      keep("stemma-awaited", null);
      location.reload();
    } else if (job.state === "failed" || job.state === "stopped") {
      keep("stemma-awaited", null);
      outcome(`It is kept, but the case could not be worked out anew: ${job.why || job.state}`, true);
    }
  }

  const STAGES = { fetch: "fetching", collect: "taking in", read: "reading", compare: "comparing and tracing" };
  function stageWords(job) {
    const stage = STAGES[job.stage] || "beginning";
    if (job.stage === "compare" || !job.done) return stage;
    return job.total ? `${stage} ${job.done} of ${job.total}` : `${stage} ${job.done}`;
  }

  // The desk may have been started anew since: nothing is heard any more of what was awaited then.
  async function stillAwaited() {
    const id = kept("stemma-awaited", null);
    if (!id || (await fetch(`/api/jobs/${encodeURIComponent(id)}`)).ok) return;
    keep("stemma-awaited", null);
    tellLast();
  }

  function listen() {
    const events = new EventSource("/api/events");
    events.addEventListener("case", (event) => heardOfCase(JSON.parse(event.data)));
    events.addEventListener("job", (event) => heardOfJob(JSON.parse(event.data)));
    addEventListener("pagehide", () => events.close());
  }

  // --- picking -------------------------------------------------------------------------------------------------

  const VERBS = [
    ["same", "claim", "One claim", ["claim", "place"]],
    ["different", "claim", "Different claims", ["claim", "place"]],
    ["same", "utterance", "One utterance", ["place"]],
    ["different", "utterance", "Different utterances", ["place"]],
    ["same", "actor", "One actor", ["actor"]],
    ["different", "actor", "Different actors", ["actor"]],
    ["dependent", null, "Not independent", ["actor", "report"]],
    ["independent", null, "Independent", ["actor", "report"]],
  ];
  const tray = byId("tray");
  const author = byId("author");
  let picks = kept("stemma-picks", []);

  const isPicked = (subject) => picks.some((pick) => pick.subject === subject);

  function setPicks(changed) {
    picks = changed;
    keep("stemma-picks", picks);
    outcome("");
    showPicks();
  }

  function toggle({ kind, subject, label }) {
    setPicks(isPicked(subject) ? picks.filter((one) => one.subject !== subject) : [...picks, { kind, subject, label }]);
  }

  function showPicks() {
    tray.hidden = !picks.length && !byId("outcome").textContent;
    document.body.classList.toggle("has-tray", !tray.hidden);
    byId("tray-count").textContent = picks.length || "";
    byId("picks").replaceChildren(...picks.map(pickRow));
    byId("verbs").replaceChildren(...verbButtons());
    for (const part of tray.querySelectorAll(".with-picks")) part.hidden = !picks.length;
    for (const mark of document.querySelectorAll("button.pick")) {
      mark.setAttribute("aria-pressed", String(isPicked(mark.dataset.subject)));
    }
  }

  function pickRow(pick) {
    const row = made("li");
    const label = made("span", pick.label);
    label.dir = "auto";
    label.title = pick.label;
    const away = button("Let go", () => toggle(pick));
    away.setAttribute("aria-label", `Let go: ${pick.label}`);
    row.append(made("b", pick.kind), label, away);
    return row;
  }

  function verbButtons() {
    if (!picks.length) return [];
    if (picks.length < 2) return [made("span", "Pick another to judge how the two stand to each other.", "more")];
    const fitting = VERBS.filter(([, , , kinds]) => picks.every((pick) => kinds.includes(pick.kind)));
    if (!fitting.length) return [made("span", "These can’t be judged together: pick claims and places, or actors, or reports.", "more")];
    return fitting.map(([verb, of, name]) => button(name, () => judge(verb, of, name)));
  }

  function outcome(text, bad = false, ...acts) {
    const told = byId("outcome");
    told.replaceChildren(text, ...acts);
    told.classList.toggle("bad", bad);
    tray.hidden = !picks.length && !text;
    tray.classList.toggle("only-told", !picks.length);
    document.body.classList.toggle("has-tray", !tray.hidden);
  }

  const failed = (error) => outcome(`That was not taken: ${error.message}`, true);

  async function entering(path, body, words) {
    for (const one of tray.querySelectorAll("button")) one.disabled = true;
    try {
      const told = await change(path, { ...body, author: author.value });
      keep("stemma-told", { id: told.judgement.id, words, undo: !path.endsWith("/undo") });
      picks = [];
      keep("stemma-picks", picks);
      await follow(told);
    } catch (error) {
      failed(error);
    } finally {
      for (const one of tray.querySelectorAll("button")) one.disabled = false;
      showPicks();
    }
  }

  // What was judged shows on the page once the case is worked out anew with it.
  async function follow(told) {
    if (!told.job) {
      location.reload();
      return;
    }
    keep("stemma-awaited", told.job.id);
    outcome("Taken. The case is being worked out anew with it …");
    const known = jobs.get(told.job.id);
    if (known) heardOfJob(known);
  }

  const subjects = () => picks.map((pick) => pick.subject);
  const judge = (verb, of, name) =>
    entering("/api/judgements", of ? { verb, of, subjects: subjects() } : { verb, subjects: subjects() }, `Judged: ${name.toLowerCase()}.`);
  const undo = (id) => entering(`/api/judgements/${encodeURIComponent(id)}/undo`, {}, "Undone.");

  function tellLast() {
    const last = kept("stemma-told", null);
    if (!last || kept("stemma-awaited", null)) return;
    keep("stemma-told", null);
    const acts = last.undo ? [" ", button("Undo", () => undo(last.id))] : [];
    outcome(last.words, false, ...acts, " ", button("All judgements", () => location.assign("/judgements")), " ", button("Close", () => outcome("")));
  }

  document.addEventListener("click", (event) => {
    const pick = event.target.closest("button.pick");
    if (pick) toggle(pick.dataset);
    const undoing = event.target.closest("button[data-undo]");
    if (undoing) undo(undoing.dataset.undo);
    const menu = bar.querySelector(".handing[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  byId("besides").open = matchMedia("(min-width: 62rem)").matches;
  byId("unpick").addEventListener("click", () => setPicks([]));
  byId("noting").addEventListener("submit", (event) => {
    event.preventDefault();
    entering("/api/notes", { subjects: subjects(), text: byId("note").value }, "Noted.");
  });
  author.value = localStorage.getItem("stemma-author") || bar.dataset.author;
  author.addEventListener("change", () => localStorage.setItem("stemma-author", author.value.trim()));

  // --- the case file: each claim can be judged in place, and the words that were followed ------------------------------

  const sheet = byId("sheet");

  async function decorate() {
    const outline = await (await fetch("/outline.json")).json();
    if (outline.version !== version) return;
    const claims = () => {
      for (const claim of sheet.querySelectorAll(".claim[id^=c]:not(.judgeable)")) addJudging(claim, outline);
    };
    claims();
    new MutationObserver(claims).observe(sheet, { childList: true, subtree: true });
    const followed = button("Pick these words", () => toggle(followedPlace(outline)), "pick-followed");
    document.body.append(followed);
    const look = () => (followed.hidden = !followedPlace(outline));
    look();
    // The page follows quotations without leaving its address's history to tell of it.
    document.addEventListener("click", () => setTimeout(look));
    addEventListener("popstate", look);
  }

  function addJudging(claim, outline) {
    const id = outline.claims[Number(claim.id.slice(1)) - 1];
    if (!id) return;
    claim.classList.add("judgeable");
    const fold = made("details", "", "judging");
    fold.append(made("summary", "Judge"));
    fold.addEventListener("toggle", () => fill(fold, id), { once: true });
    (claim.tagName === "LI" ? claim.lastElementChild : claim).append(fold);
  }

  async function fill(fold, id) {
    const answer = await fetch(`/claim?part=1&id=${encodeURIComponent(id)}`);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    fold.append(...(answer.ok ? part.body.childNodes : [made("p", "The case has changed; load the page again.")]));
    showPicks();
  }

  function followedPlace(outline) {
    const found = /^#r(\d+)-(\d+)-(\d+)$/.exec(location.hash);
    const report = found && outline.reports[Number(found[1]) - 1];
    if (!report) return null;
    const words = [...document.querySelectorAll(".snap .hit")].map((hit) => hit.textContent).join("");
    return { kind: "place", subject: `${report}:${found[2]}-${found[3]}`, label: words.slice(0, 120) };
  }

  // --- a report: the words that were asked for --------------------------------------------------------------------

  const snap = document.querySelector(".snap[data-followed]");
  if (snap && snap.dataset.followed) {
    const hits = [...snap.querySelectorAll(`[data-p~="${CSS.escape(snap.dataset.followed)}"]`)];
    for (const hit of hits) hit.classList.add("hit");
    if (hits.length) hits[0].scrollIntoView({ block: "center" });
  }

  // --- adding files ---------------------------------------------------------------------------------------------

  function prepareSending() {
    const files = byId("files");
    const drop = byId("drop");
    const chosen = () => {
      const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
      const tooMuch = size > Number(sending.dataset.most);
      byId("send").disabled = !files.files.length || tooMuch;
      byId("chosen").textContent = files.files.length
        ? `${files.files.length} file${files.files.length > 1 ? "s" : ""}, ${(size / 1e6).toFixed(1)} MB${tooMuch ? ": more than is taken at once" : ""}`
        : "";
    };
    files.addEventListener("change", chosen);
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop") {
          files.files = event.dataTransfer.files;
          chosen();
        }
      });
    }
    sending.addEventListener("submit", (event) => {
      event.preventDefault();
      send(files);
    });
  }

  function send(files) {
    const body = new FormData();
    for (const file of files.files) body.append("file", file, file.name);
    const sent = byId("sent");
    const told = byId("sending-outcome");
    const request = new XMLHttpRequest();
    request.open("POST", "/api/reports");
    request.setRequestHeader("x-stemma-key", bar.dataset.key);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) sent.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("loadend", () => {
      sent.hidden = true;
      byId("send").disabled = false;
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // An answer that is none is told by its status.
      }
      const ok = request.status === 202;
      told.classList.toggle("bad", !ok);
      told.textContent = ok ? "" : `That was not taken: ${answer.error || request.status || "the desk does not answer"}`;
      if (!ok) return;
      sending.reset();
      byId("chosen").textContent = "";
      byId("send").disabled = true;
      heardOfJob(answer);
    });
    told.textContent = "";
    sent.hidden = false;
    sent.value = 0;
    byId("send").disabled = true;
    request.send(body);
  }

  // --- adding addresses -----------------------------------------------------------------------------------------

  const asking = byId("asking");
  const addresses = () => [...new Set(byId("addresses").value.split("\n").map((line) => line.trim()).filter(Boolean))];

  function countAddresses() {
    const count = addresses().length;
    const tooMany = count > Number(asking.dataset.most);
    byId("ask").disabled = !count || tooMany;
    byId("asked").textContent = count ? `${count} address${count > 1 ? "es" : ""}${tooMany ? ": more than are taken at once" : ""}` : "";
  }

  async function ask() {
    const told = byId("asking-outcome");
    const asked = addresses();
    told.textContent = "";
    byId("ask").disabled = true;
    try {
      const job = await change("/api/reports", { addresses: asked, ignore_robots: byId("ignore-robots").checked });
      // What was written meanwhile stays; robots.txt is ignored for what it was said of, not for the next.
      byId("addresses").value = addresses().filter((one) => !asked.includes(one)).join("\n");
      byId("ignore-robots").checked = false;
      heardOfJob(job);
    } catch (error) {
      told.classList.add("bad");
      told.textContent = `That was not taken: ${error.message}`;
    } finally {
      countAddresses();
    }
  }

  function prepareAsking() {
    byId("addresses").addEventListener("input", countAddresses);
    asking.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    countAddresses();
  }

  // What could not be had of a build that is done goes back to where it was written, to be tried again or mended.
  function putBack(failed) {
    byId("addresses").value = [...new Set([...addresses(), ...failed])].join("\n");
    countAddresses();
    byId("addresses").focus();
  }

  const JOB_WORDS = { waiting: "Waiting for its turn", running: "Working", done: "Done", failed: "Failed", stopped: "Stopped" };

  function showJob(job) {
    const list = byId("jobs");
    if (!list) return;
    let row = list.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
    if (job.state === "done" && !job.files.length) {
      row?.remove();
      return;
    }
    if (!row) {
      row = made("li", "", "row job");
      row.dataset.job = job.id;
      list.prepend(row);
    }
    const body = made("div");
    body.append(made("p", jobTitle(job)));
    const state = made("p", JOB_WORDS[job.state], job.state === "failed" ? "bad" : "more");
    if (job.state === "running") state.textContent = `Working: ${stageWords(job)}`;
    if (job.state === "done" && job.files.length) state.textContent = `Done: ${job.new} new report${job.new === 1 ? "" : "s"}`;
    if (job.why && job.state === "failed") state.textContent += `: ${job.why}`;
    body.append(state);
    if (job.state === "running") body.append(jobProgress(job));
    body.append(listed(job.problems.map((one) => `${one.file}: ${one.why}`), "problems"), listed(job.notes, "more"));
    row.replaceChildren(body, jobActs(job));
  }

  function jobTitle(job) {
    if (!job.files.length) return "What is derived brought up to date";
    const names = job.files.slice(0, 4).join(", ");
    return job.files.length > 4 ? `${names} and ${job.files.length - 4} more` : names;
  }

  function jobProgress(job) {
    const line = made("progress");
    line.setAttribute("aria-label", stageWords(job));
    if (job.total && job.stage !== "compare") {
      line.max = job.total;
      line.value = job.done;
    }
    return line;
  }

  function listed(texts, css) {
    const list = made("ul", "", css);
    list.append(...texts.map((text) => made("li", text)));
    return list;
  }

  function jobActs(job) {
    const acts = made("p", "", "picking");
    if (job.state === "running" || job.state === "waiting") {
      acts.append(button("Stop", () => change(`/api/jobs/${job.id}/stop`).then(heardOfJob, failed)));
    } else if (job.state === "failed") {
      acts.append(button("Try again", () => change(`/api/jobs/${job.id}/again`).then(heardOfJob, failed)));
    }
    const missed = job.problems.map((one) => one.file).filter((name) => job.files.includes(name) && /^https?:/i.test(name));
    if (job.state === "done" && missed.length) acts.append(button("Write these addresses again", () => putBack(missed)));
    return acts;
  }

  // --- begin ----------------------------------------------------------------------------------------------------

  showPicks();
  tellLast();
  if (sheet) decorate();
  if (sending) prepareSending();
  if (asking) prepareAsking();
  stillAwaited();
  listen();
})();
