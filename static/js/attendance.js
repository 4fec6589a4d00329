/* A tap before the scripts were there to send it is sent once they are.
   A second answer for a seat while the first is on its way: the row that comes back takes the newest one over, and sends
   it. Arrow keys pass over the answers in between, so this happens to everybody who works without a mouse. */
"use strict";

(() => {
  const chosen = (seat) => seat.querySelector("input[type=radio]:checked")?.value ?? "";
  const sent = new Map();
  const newer = new Map();

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("fieldset.seat input[type=radio]:checked").forEach((radio) => {
      if (!radio.defaultChecked) radio.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  document.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (target.matches("fieldset.seat")) sent.set(target.id, chosen(target));
  });
  document.addEventListener("htmx:beforeSwap", ({ target }) => {
    if (target.matches("fieldset.seat") && chosen(target) !== sent.get(target.id)) newer.set(target.id, chosen(target));
  });
  document.addEventListener("htmx:afterSettle", () => {
    newer.forEach((answer, id) => {
      newer.delete(id);
      const radio = document.querySelector(`#${id} input[type=radio][value="${answer}"]`);
      if (!radio || radio.checked) return;
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
})();
