// The chat page. The token and the words live in this page's memory only: a reload forgets them.
"use strict";
(() => {
  const page = document.documentElement;
  const get = (id) => document.getElementById(id);
  const log = get("log"), status = get("status"), problem = get("problem"), box = get("message"), language = get("language");
  const words = {}, symbols = {};
  document.querySelectorAll("[data-words]").forEach((e) => { words[e.dataset.words] = e.textContent; });
  let token = null, seen = 0, starting = null;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const word = (key) => words[key] || "";

  async function call(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(`/chat/v1/${path}`, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
    if (response.status === 204) return null;
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.error.code), { code: answer.error.code, said: answer.error.message });
    return answer;
  }

  async function begin() {
    starting = starting || call("POST", "sessions", page.dataset.chosen ? { language: page.dataset.chosen } : {});
    const answer = await starting;
    if (!token) { token = answer.token; seen = 0; answer.messages.forEach(show); }
  }

  function show(message) {
    if (message.seq <= seen) return null;
    seen = message.seq;
    const item = make("div", { class: message.key.startsWith("crisis.") ? "message urgent" : "message", lang: message.language, dir: message.dir });
    item.append(make("span", { class: "who", lang: page.lang, dir: page.dir }, word(message.from === "advocate" ? "advocate" : "bot")));
    message.text.split("\n\n").forEach((text) => item.append(make("p", { dir: "auto" }, text)));
    message.cards.forEach((card) => item.append(cardOf(card)));
    if (message.link) item.append(make("p", {}, make("a", { class: "site", href: message.link, rel: "noreferrer", target: "_blank", dir: "ltr" }, new URL(message.link).host)));
    if (message.choices.length) item.append(choicesOf(message.choices));
    if (!message.reviewed) item.append(make("p", { class: "unchecked" }, word("not_reviewed")));
    log.append(item);
    follow(message.key);
    return item;
  }

  // People read on from where the answer begins; danger stands there.
  function showAll(messages) {
    const [first] = messages.map(show).filter(Boolean);
    if (first) first.scrollIntoView({ block: "start" });
  }

  // While an advocate is asked for, or there, their words come by themselves.
  let listening = null;
  async function listen() {
    if (listening) return;
    listening = new AbortController();
    const { signal } = listening, headers = { Authorization: `Bearer ${token}` };
    while (!signal.aborted) {
      try {
        const response = await fetch(`/chat/v1/events?after=${seen}`, { headers, signal, cache: "no-store" });
        if (!response.ok) break;
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let rest = "", part = await reader.read(); !part.done; part = await reader.read()) {
          const events = (rest + part.value).split("\n\n");
          rest = events.pop();
          events.map((event) => event.split("\ndata: ")[1]).filter(Boolean).forEach((data) => showAll([JSON.parse(data)]));
        }
      } catch { if (!signal.aborted) await new Promise((done) => setTimeout(done, 2000)); }
    }
    listening = null;
  }
  const follow = (key) => {
    if (key === "waiting_for_advocate") listen();
    if (key === "advocate_stopped" || key === "advocate_closed") hush();
  };
  const hush = () => { if (listening) listening.abort(); };

  function choicesOf(choices) {
    const list = make("ul", { class: "choices", "aria-label": word("choices_label") });
    choices.forEach((choice) => {
      const button = make("button", { type: "button", dir: "auto" }, choice.title);
      if (symbols[choice.title]) button.prepend(make("span", { "aria-hidden": "true", class: "symbol" }, symbols[choice.title]));
      button.addEventListener("click", () => {
        list.querySelectorAll("button").forEach((b) => { b.disabled = true; });
        mine(choice.title);
        send({ choice: choice.id }, () => list.querySelectorAll("button").forEach((b) => { b.disabled = false; }));
      });
      list.append(make("li", {}, button));
    });
    return list;
  }

  function cardOf(card) {
    const facts = make("dl");
    const fact = (name, ...value) => facts.append(make("div", {}, make("dt", {}, name), make("dd", {}, ...value)));
    card.phones.forEach((phone) => fact(phone.label, make("a", { class: "call", href: `tel:${phone.number}`, dir: "ltr" }, phone.display)));
    if (card.hours) fact(word("hours"), make("bdi", {}, card.hours));
    if (card.address) fact(word("address"), make("bdi", { lang: "en" }, card.address));
    if (card.languages.length) fact(word("languages"), card.languages.join(" · "));
    const parts = [make("h2", {}, make("bdi", { lang: "en" }, card.name))];
    if (card.offers.length) parts.push(make("p", { class: "offers" }, card.offers.join(" · ")));
    parts.push(facts);
    if (card.url) parts.push(make("a", { class: "site", href: card.url, rel: "noreferrer", target: "_blank" }, word("open_website")));
    if (card.notes.length) parts.push(make("ul", {}, ...card.notes.map((note) => make("li", {}, note))));
    return make("section", { class: "card" }, ...parts);
  }

  const mine = (text) => log.append(make("div", { class: "message mine", dir: "auto" }, make("span", { class: "who", dir: page.dir }, word("you")), make("p", { dir: "auto" }, text)));

  async function send(what, failed) {
    problem.hidden = true;
    status.textContent = word("typing");
    const body = { id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()), ...what };
    try {
      await begin();
      let answer;
      for (let attempt = 0; ; attempt += 1) {
        try { answer = await call("POST", "messages", body); break; } catch (error) {
          if (error.code || attempt === 2) throw error;
          await new Promise((done) => setTimeout(done, 600 * (attempt + 1)));
        }
      }
      showAll(answer.messages);
      const last = answer.messages[answer.messages.length - 1];
      if (last && last.key === "deleted") forget(true);
      else if (last && last.language !== page.lang && answer.messages.every((m) => m.key !== "ask_language")) speak(last.language);
    } catch (error) {
      if (error.code === "unknown_token") forget(true);
      problem.textContent = error.said || (error.code ? word("error_generic") : word("offline"));
      problem.hidden = false;
      if (failed) failed();
    } finally { status.textContent = ""; }
  }

  async function speak(tag) {
    const answer = await fetch(`/chat/v1/words/${tag}`).then((r) => r.json());
    Object.assign(words, answer.words); Object.assign(symbols, answer.symbols);
    page.lang = answer.language; page.dir = answer.dir; language.value = tag; document.title = word("page_title");
    document.querySelectorAll("[data-words]").forEach((e) => { e.textContent = word(e.dataset.words); });
  }

  function forget(keepShown) {
    hush();
    token = null; starting = null; seen = 0;
    if (!keepShown) log.replaceChildren();
    log.querySelectorAll("button").forEach((b) => { b.disabled = true; });
  }

  get("composer").addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    mine(text); box.value = ""; box.style.height = ""; box.focus();
    send({ text }, () => { box.value = text; });
  });
  box.addEventListener("keydown", (key) => {
    if (key.key === "Enter" && !key.shiftKey && !key.isComposing) { key.preventDefault(); get("composer").requestSubmit(); }
  });
  box.addEventListener("input", () => { box.style.height = ""; box.style.height = `${box.scrollHeight + 2}px`; });

  language.addEventListener("change", async () => {
    page.dataset.chosen = language.value;
    if (token) { const old = token; call("DELETE", "sessions").catch(() => {}); if (old === token) forget(false); }
    await speak(language.value);
    begin().catch(() => { problem.textContent = word("error_generic"); problem.hidden = false; });
  });

  get("end").addEventListener("click", async () => {
    if (token) await call("DELETE", "sessions").catch(() => {});
    forget(false);
    status.textContent = word("ended");
  });

  function leave() {
    if (token) fetch("/chat/v1/sessions", { method: "DELETE", headers: { Authorization: `Bearer ${token}` }, keepalive: true });
    forget(false);
    document.body.replaceChildren();
    location.replace(page.dataset.exit);
  }
  get("exit").addEventListener("click", (click) => { click.preventDefault(); leave(); });
  let shifts = 0, since = 0;
  document.addEventListener("keyup", (key) => {
    if (key.key !== "Shift") { shifts = 0; return; }
    shifts = Date.now() - since < 1500 ? shifts + 1 : 1; since = Date.now();
    if (shifts === 3) leave();
  });

  fetch(`/chat/v1/words/${page.lang}`).then((r) => r.json()).then((answer) => { Object.assign(words, answer.words); Object.assign(symbols, answer.symbols); }).then(begin)
    .catch(() => { problem.textContent = word("offline") || word("error_generic"); problem.hidden = false; });
})();
