// Menus made of <details> close on Escape, on a click elsewhere and when another one opens. Without this they stay usable.
"use strict";

const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

// A fragment that brings errors or a conflict takes the focus, as a full page does by itself.
document.addEventListener("htmx:afterSettle", (event) => {
  const notice = event.target.querySelector?.(".ah-errors, .ah-conflict");
  if (notice) notice.focus();
});

// Who stands in a part of the page that is exchanged stands in the new one: the focus does not fall back to the top.
let inside = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  inside = event.detail.target.contains(document.activeElement);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!inside || document.activeElement !== document.body) return;
  inside = false;
  event.target.tabIndex = -1;
  event.target.focus({ preventScroll: true });
});

// What works with a script only (passkeys) stands there only with one; what the device refuses is said on the page.
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
});

// One box ticks all of its name in the form, and shows whether all of them are ticked.
document.addEventListener("change", (event) => {
  const all = event.target.form?.querySelector("[data-tick-all]");
  if (!all) return;
  const boxes = [...event.target.form.querySelectorAll(`input[type="checkbox"][name="${all.dataset.tickAll}"]`)];
  if (event.target === all) for (const box of boxes) box.checked = all.checked;
  else all.checked = boxes.every((box) => box.checked);
});

// The figure beside a slider moves along with it.
document.addEventListener("input", (event) => {
  const shown = event.target.closest?.(".ah-slider")?.querySelector("output");
  if (shown) shown.value = event.target.value;
});

document.addEventListener("allauth.error", (event) => {
  const notice = document.getElementById("passkey-error");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
});
