/* Opens one cell beside the board: the answers of an organisation, or the part `data-opens` of the page that the cell
   leads to. Without this file, and on a narrow screen, a cell leads to the page where the same stands. */
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
    const table = link.closest("table");
    const column = table.tHead.rows[0].cells[cell.cellIndex];
    const head = cell.parentElement.querySelector("th");
    const words = beside.querySelector("[data-words]");
    // What opens is a part of the page that the cell leads to, or else of that of its organisation.
    const round = column.dataset.round;
    const address = table.dataset.opens ? link.getAttribute("href") : `${head.querySelector("a").getAttribute("href")}?ronde=${round}`;
    words.replaceChildren();
    await htmx.ajax("GET", address, { target: words, select: table.dataset.opens || `#ronde-${round}`, swap: "innerHTML" });
    if (!words.children.length) {
      window.location.assign(link.href); // the session ended, or there is no connection
      return;
    }
    beside.querySelector("[data-who]").textContent = table.dataset.opens ? `${column.firstChild.textContent} – ${head.firstChild.textContent}` : head.textContent;
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
