/* Opens the answers of one organisation beside the board. Without this file, and on a narrow screen, a cell leads to the
   page of the round, where the same stands. */
"use strict";

(() => {
  const wide = window.matchMedia("(min-width: 64em)");
  let opened = null;

  const close = (beside) => {
    beside.hidden = true;
    if (!opened) return;
    opened.classList.remove("opened");
    opened.focus();
    opened = null;
  };

  const open = async (link, beside) => {
    const cell = link.closest("td");
    const round = link.closest("table").tHead.rows[0].cells[cell.cellIndex].dataset.round;
    const head = cell.parentElement.querySelector("th a");
    const organisation = head.getAttribute("href");
    const words = beside.querySelector("[data-words]");
    words.replaceChildren();
    await htmx.ajax("GET", `${organisation}?ronde=${round}`, { target: words, select: `#ronde-${round}`, swap: "innerHTML" });
    if (!words.children.length) {
      window.location.assign(link.href); // the session ended, or there is no connection
      return;
    }
    beside.querySelector("[data-who]").textContent = head.textContent;
    if (opened) opened.classList.remove("opened");
    opened = link;
    link.classList.add("opened");
    beside.hidden = false;
    beside.focus();
  };

  document.addEventListener("click", (event) => {
    const beside = document.getElementById("beside");
    if (!beside) return;
    if (event.target.closest("[data-close]")) close(beside);
    const link = event.target.closest(".board tbody td a");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || !wide.matches || !window.htmx) return;
    event.preventDefault();
    open(link, beside);
  });

  document.addEventListener("keydown", (event) => {
    const beside = document.getElementById("beside");
    if (event.key === "Escape" && beside && !beside.hidden) close(beside);
  });
})();
