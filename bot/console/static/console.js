// Keeps the page as new as the desk: who waits, and what is said. Words of people are set as text, never as markup.
"use strict";
(() => {
  const body = document.body, get = (id) => document.getElementById(id);
  const waiting = get("waiting"), mine = get("mine"), lines = get("lines"), search = get("search");
  if (!waiting && !lines) return;
  const title = document.title, number = Number(body.dataset.case);
  let version = Number(body.dataset.version), before = waiting ? waiting.querySelectorAll("form").length : 0;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const row = (each, way) => make("li", { class: each.urgent ? "urgent" : null }, make("p", {}, ...each.parts.map((part) => make("span", {}, part))), way);

  function showQueue(state) {
    const take = (each) => make("form", { method: "post", action: "/take" }, make("button", { name: "case", value: each.case }, waiting.dataset.take, make("span", { class: "unseen" }, ` ${each.nickname}`)));
    const open = (each) => make("a", { href: `/case/${each.case}` }, mine.dataset.open, make("span", { class: "unseen" }, ` ${each.nickname}`));
    waiting.replaceChildren(...(state.waiting.length ? state.waiting.map((each) => row(each, take(each))) : [make("li", {}, waiting.dataset.none)]));
    mine.replaceChildren(...(state.mine.length ? state.mine.map((each) => row(each, open(each))) : [make("li", {}, mine.dataset.none)]));
  }

  function showLines(state) {
    const [found] = state.mine.filter((each) => each.case === number);
    if (!found) { over(); return false; }
    const shown = Math.max(0, ...[...lines.children].map((line) => Number(line.dataset.number)));
    found.lines.filter((line) => line.number > shown).forEach((line) => {
      lines.append(make("p", { class: line.from, "data-number": line.number }, make("b", {}, lines.dataset[line.from]), " ", make("bdi", {}, line.text)));
      lines.scrollTop = lines.scrollHeight;
    });
    return true;
  }

  // The person has stopped: what they wrote leaves this screen too.
  function over() {
    lines.replaceChildren(make("p", {}, lines.dataset.over));
    document.querySelectorAll("main button, main textarea, main input").forEach((each) => { each.disabled = true; });
  }

  // A short tone, made here: nothing is fetched, nothing is shown outside the page.
  function sound() {
    try {
      const audio = new AudioContext(), tone = audio.createOscillator();
      tone.connect(audio.destination); tone.start(); tone.stop(audio.currentTime + 0.15);
    } catch { /* no sound on this machine */ }
  }

  async function listen() {
    for (;;) {
      try {
        const answer = await fetch(`/state?after=${version}`, { cache: "no-store" });
        if (answer.status === 401) { location.assign("/sign-in"); return; }
        if (!answer.ok) throw new Error("desk");
        const state = await answer.json();
        version = state.version;
        get("notice").textContent = "";
        const count = state.waiting.length;
        document.title = count ? `(${count}) ${title}` : title;
        get("count").textContent = count ? `(${count})` : "";
        if (count > before) sound();
        before = count;
        if (waiting) showQueue(state);
        if (lines && !showLines(state)) return;
      } catch {
        get("notice").textContent = body.dataset.broken || "";
        await new Promise((done) => setTimeout(done, 3000));
      }
    }
  }

  if (search) search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    document.querySelectorAll(".phrase").forEach((phrase) => {
      const text = phrase.textContent.toLowerCase();
      phrase.hidden = !words.every((word) => text.includes(word));
    });
  });
  if (lines) lines.scrollTop = lines.scrollHeight;
  listen();
})();
