/* Drags a phase or milestone to another day: lets go of it on the page that asks what has to move along, and changes
   nothing itself. A finger holds a mark for a moment first, for otherwise it scrolls. Without this file and by keyboard the
   buttons of the table lead to the same page. */
"use strict";

(() => {
  const FAR = 4; // pixels before a press becomes a drag
  const HOLD = 400; // milliseconds that a finger rests on a mark before it has hold of it
  const STILL = 10; // pixels that it may tremble meanwhile
  let drag = null;
  let hold = null;

  const parts = (mark) => [...mark.querySelectorAll(":scope > :not(title):not(.tl-ghost)")];

  const show = (days) => {
    const { mark, unit } = drag;
    parts(mark).forEach((part) => {
      if (days) part.setAttribute("transform", `translate(${days * unit} 0)`);
      else part.removeAttribute("transform");
    });
    drag.days = days;
  };

  const letGo = () => {
    if (hold) clearTimeout(hold.timer);
    hold = null;
  };

  const stop = () => {
    letGo();
    if (!drag) return;
    show(0);
    drag.mark.classList.remove("tl-dragged");
    drag = null;
  };

  const start = (event) => {
    const mark = event.target.closest("[data-timeline] [data-move]");
    if (!mark || event.button) return;
    const { clientX, clientY } = event;
    if (event.pointerType !== "touch") return void take(mark, clientX);
    letGo();
    hold = { clientX, clientY, timer: setTimeout(() => {
      hold = null;
      take(mark, clientX);
      drag.held = true;
      mark.classList.add("tl-dragged");
    }, HOLD) };
  };

  const take = (mark, from) => {
    const picture = mark.closest("svg");
    const unit = Number(picture.dataset.day); // how wide a day is in the drawing
    const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    drag = { mark, unit, scale, from, days: 0, far: false, held: false };
  };

  const move = (event) => {
    if (hold && Math.hypot(event.clientX - hold.clientX, event.clientY - hold.clientY) > STILL) letGo();
    if (!drag) return;
    const distance = event.clientX - drag.from;
    if (!drag.far && Math.abs(distance) < FAR) return;
    drag.far = true;
    drag.mark.classList.add("tl-dragged");
    show(Math.round(distance / drag.scale / drag.unit));
  };

  const end = () => {
    letGo();
    if (!drag) return;
    const { mark, days, far } = drag;
    if (!far) {
      mark.classList.remove("tl-dragged");
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
  // A finger that has hold of a mark neither scrolls the picture nor opens the menu of its link.
  document.addEventListener("touchmove", (event) => {
    if (drag && drag.held && event.cancelable) event.preventDefault();
  }, { passive: false });
  document.addEventListener("contextmenu", (event) => {
    if (drag && drag.held) event.preventDefault();
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
