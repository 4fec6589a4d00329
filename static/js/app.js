/* Makes smoother what already works without it. No page depends on this file. */
"use strict";

// Under "require-trusted-types-for 'script'" markup may only come in through this door.
// htmx needs it for pages of our own; text that would become code stays out.
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  window.trustedTypes.createPolicy("default", { createHTML: (markup) => markup });
}

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  });
});

// A second press on a button is not a second answer.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// After a form with mistakes, or after something was done, reading starts at the message about it. Who is sent back to
// a part of the page reads it there, and does not lose the place.
const focusMessage = (root) => {
  const message = root.querySelector("[data-focus]");
  if (!message) return;
  const part = root === document && location.hash && document.getElementById(location.hash.slice(1));
  if (part && message.getAttribute("role") === "status" && part.matches("section, article")) part.prepend(message);
  message.focus({ preventScroll: Boolean(part && !part.contains(message)) });
};
document.addEventListener("DOMContentLoaded", () => {
  // a browser that goes to a part of the page takes the focus along, so wait until it has
  if (location.hash) window.addEventListener("load", () => requestAnimationFrame(() => focusMessage(document)));
  else focusMessage(document);
});
document.addEventListener("htmx:afterSwap", (event) => focusMessage(event.target));

// On a phone the filters of a list would push the list itself off the screen.
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-folds]");
  const button = document.querySelector("[data-unfolds]");
  if (!words || !button || !window.matchMedia("(max-width: 29.99em)").matches) return;
  words.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    words.hidden = false;
    button.hidden = true;
    words.querySelector("select, input").focus();
  });
});

// Some help only makes sense with this file at work.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-needs-script]").forEach((part) => (part.hidden = false));
});
document.addEventListener("change", (event) => {
  const shown = event.target.closest("[data-reveals]");
  if (!shown) return;
  const field = document.getElementById(shown.dataset.reveals);
  if (field) field.type = shown.checked ? "text" : "password";
});
