/* Drags a phase or milestone to another day: lets go of it on the page that asks what has to move along, and changes
   nothing itself. Without this file, on a phone and by keyboard the buttons of the table lead to the same page. */
"use strict";

(() => {
  const FAR = 4; // pixels before a press becomes a drag
  let drag = null;

  const parts = (mark) => [...mark.querySelectorAll(":scope > :not(title):not(.tl-ghost)")];

  const show = (days) => {
    const { mark, unit } = drag;
    parts(mark).forEach((part) => {
      if (days) part.setAttribute("transform", `translate(${days * unit} 0)`);
      else part.removeAttribute("transform");
    });
    drag.days = days;
  };

  const stop = () => {
    if (!drag) return;
    show(0);
    drag.mark.classList.remove("tl-dragged");
    drag = null;
  };

  const start = (event) => {
    const mark = event.target.closest("[data-timeline] [data-move]");
    if (!mark || event.button || event.pointerType === "touch") return;
    const picture = mark.closest("svg");
    const unit = Number(picture.dataset.day); // how wide a day is in the drawing
    const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    drag = { mark, unit, scale, from: event.clientX, days: 0, far: false };
  };

  const move = (event) => {
    if (!drag) return;
    const distance = event.clientX - drag.from;
    if (!drag.far && Math.abs(distance) < FAR) return;
    drag.far = true;
    drag.mark.classList.add("tl-dragged");
    show(Math.round(distance / drag.scale / drag.unit));
  };

  const end = () => {
    if (!drag) return;
    const { mark, days, far } = drag;
    if (!far) {
      drag = null; // a press: the link does its work
      return;
    }
    window.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true, once: true });
    drag = null;
    if (days) window.location.assign(`${mark.dataset.move}?dagen=${days}`);
    else mark.classList.remove("tl-dragged");
  };

  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
  // The browser would drag the address of the link along instead.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest && event.target.closest("[data-timeline]")) event.preventDefault();
  });
  // Who comes back to this page finds everything where it was.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll(".tl-dragged").forEach((mark) => {
      mark.classList.remove("tl-dragged");
      parts(mark).forEach((part) => part.removeAttribute("transform"));
    });
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-timeline] [data-move]").forEach((mark) => mark.setAttribute("data-ready", ""));
  });
})();
