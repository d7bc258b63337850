// A workshop's pages, alive: they ask whether the board has changed, send without leaving the page, keep what could not
// be sent, and let the facilitator drag. Without this script every form still works by itself.
"use strict";

const live = document.querySelector("[data-live]");
const main = () => live.querySelector("[data-main]");
const asScript = { "HX-Request": "true", "X-Requested-With": "workshop" };
// Longer than this nobody waits: on a bad network an answer that does not come must not stop everything after it.
const patience = 15000;
let busy = false;

// ---- what the server says

const place = (html) => {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content;
};

// The element that had the focus has it again; if it is gone, its group has it, or else the board's first button.
const ways = (element) => [
  element.id && `#${CSS.escape(element.id)}`,
  element.name && `[name="${element.name}"][value="${CSS.escape(element.value)}"]`,
  element.closest("[data-drop]") && `#${element.closest("[data-drop]").id} input`,
  "[name=do][value=move]",
];

const swap = (target, content) => {
  const back = target.contains(document.activeElement) ? ways(document.activeElement).filter(Boolean) : [];
  target.replaceChildren(...content.childNodes);
  news(false);
  for (const way of back) {
    target.querySelector(way)?.focus({ preventScroll: true });
    if (target.contains(document.activeElement)) break;
  }
  dress();
};

// Only what a vote has changed: the element that each part is meant for gets its content.
const patch = (content, pressed) => {
  for (const part of content.querySelectorAll("[data-of]")) {
    document.getElementById(part.dataset.of)?.replaceChildren(...part.childNodes);
  }
  document.getElementById(pressed)?.focus({ preventScroll: true });
};

const reload = () => setTimeout(() => location.reload(), Math.random() * 1500);

const connected = (yes) => {
  const notice = document.querySelector("[data-offline]");
  if (notice) notice.hidden = yes;
};

const news = (yes) => {
  const notice = document.querySelector("[data-news]");
  if (notice) notice.hidden = !yes;
};

const touched = () =>
  "facilitator" in live.dataset && (live.querySelector(":checked:not(option), .ah-dragged") || live.contains(document.activeElement));

const look = async () => {
  if (busy || document.hidden) return;
  const { edition, state } = main().dataset;
  const asked = new URL(live.dataset.live, location.href);
  asked.searchParams.set("state", state);
  try {
    const answer = await fetch(asked, { headers: { ...asScript, "If-None-Match": `"${edition}"` }, cache: "no-store", signal: AbortSignal.timeout(patience) });
    connected(true);
    if (answer.status === 205 || answer.status === 404) return reload();
    if (answer.status !== 200 || busy) return;
    // Nothing is taken out of the facilitator's hands.
    if (touched()) return news(true);
    const content = place(await answer.text());
    const whole = content.querySelector("[data-main]");
    if (whole && whole.dataset.state !== state) return reload();
    if (whole) return swap(live, content);
    swap(main().querySelector("[data-board]"), content);
    main().dataset.edition = (answer.headers.get("ETag") || "").replaceAll('"', "");
  } catch {
    connected(false);
  }
};

const keepLooking = () => {
  const every = Number(live.dataset.every);
  // Two hundred phones do not all ask at the same moment.
  const next = () => setTimeout(() => flush().then(look).finally(next), every * (0.85 + Math.random() * 0.3));
  next();
  document.addEventListener("visibilitychange", look);
};

// ---- sending, and what could not be sent yet

const kept = () => JSON.parse(localStorage.getItem(live.dataset.queue) || "[]");
const keep = (queue) => localStorage.setItem(live.dataset.queue, JSON.stringify(queue));

const send = async (action, body) => {
  const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body), headers: asScript, signal: AbortSignal.timeout(patience) });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  return answer;
};

// The server knows each by its key: what arrived without an answer does no harm when it comes again. What came too late
// is told, with its words; therefore this goes before the look that would load another page.
const flush = async () => {
  if (!live.dataset.queue || busy) return;
  for (const [action, body] of kept()) {
    try {
      const answer = await send(action, body);
      keep(kept().slice(1));
      connected(true);
      const content = place(await answer.text());
      if (content.querySelector("[data-patch]")) patch(content);
      else if (!answer.ok) return content.querySelector("[data-main]") ? swap(live, content) : reload();
    } catch {
      return connected(false);
    }
  }
};

const submit = async (form, button) => {
  const data = new FormData(form, button);
  const action = button?.getAttribute("formaction") || form.action;
  const body = [...data].map(([name, value]) => [name, String(value)]);
  busy = true;
  form.classList.add("htmx-request");
  try {
    const answer = await send(action, body);
    const content = place(await answer.text());
    connected(true);
    if (content.querySelector("[data-patch]")) return patch(content, button?.id);
    if (!content.querySelector("[data-main]")) return reload();
    const state = main().dataset.state;
    swap(live, content);
    if (main().dataset.state !== state) main().querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
    else if (answer.ok) live.querySelector("[data-send] input[type=text]")?.focus({ preventScroll: true });
  } catch {
    connected(false);
    if (!live.dataset.queue) return;
    keep([...kept(), [action, body]]);
    renew(form);
  } finally {
    busy = false;
    form.classList.remove("htmx-request");
  }
};

// The next contribution is another one: an empty field, a new key.
const renew = (form) => {
  const key = form.querySelector("[name=draft_key]");
  if (!key) return;
  form.reset();
  key.value = crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-send], [data-arrange]");
  if (!form || !window.FormData) return;
  event.preventDefault();
  if (!busy) submit(form, event.submitter);
});

// ---- dragging

const dragged = () => live.querySelector(".ah-dragged");
const dress = () => {
  if (!("facilitator" in live.dataset)) return;
  for (const element of live.querySelectorAll("[data-drag]")) element.draggable = true;
};

live.addEventListener("dragstart", (event) => {
  const element = event.target.closest("[data-drag]");
  if (!element) return;
  element.classList.add("ah-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", element.dataset.id);
  event.stopPropagation();
});

live.addEventListener("dragend", () => dragged()?.classList.remove("ah-dragged"));

const under = (event) => {
  const heap = event.target.closest?.("[data-drop]");
  return dragged() && heap && !heap.contains(dragged()) ? heap : null;
};

live.addEventListener("dragover", (event) => {
  for (const one of live.querySelectorAll(".ah-heap--over")) one.classList.remove("ah-heap--over");
  const heap = under(event);
  if (!heap) return;
  event.preventDefault();
  heap.classList.add("ah-heap--over");
});

// Dropping is ticking, choosing and pressing the button: one way, however it is gone.
live.addEventListener("drop", (event) => {
  const heap = under(event);
  if (!heap) return;
  event.preventDefault();
  const form = heap.closest("form");
  for (const box of form.querySelectorAll("input:checked")) box.checked = false;
  form.querySelector(`[name=${dragged().dataset.drag}][value="${dragged().dataset.id}"]`).checked = true;
  form.elements.target.value = heap.dataset.drop;
  dragged().classList.remove("ah-dragged");
  form.requestSubmit(form.querySelector("[value=move]"));
});

dress();
keepLooking();
