/* Folding the branches of a plan out of sight. Without this file all of them are open. */
"use strict";

(() => {
  const folded = new Set();
  const depthOf = (row) => Number(row.dataset.depth);

  const draw = () => {
    const outline = document.getElementById("outline");
    let shutAt = Infinity; // how deep the nearest folded line above is
    outline.querySelectorAll("tr[data-line]").forEach((row) => {
      const next = row.nextElementSibling;
      const has = next && depthOf(next) > depthOf(row);
      if (depthOf(row) <= shutAt) shutAt = Infinity;
      row.hidden = depthOf(row) > shutAt;
      if (!has) return;
      let button = row.querySelector("[data-fold]");
      if (!button) {
        button = document.createElement("button");
        Object.assign(button, { type: "button", className: "branch-toggle" });
        button.dataset.fold = "";
        button.setAttribute("aria-label", `${outline.dataset.fold} ${row.querySelector(".code").textContent}`);
        row.querySelector(".line").prepend(button);
      }
      row.closest("table").classList.add("folds");
      const isShut = folded.has(row.dataset.line);
      button.textContent = isShut ? "▸" : "▾";
      button.setAttribute("aria-expanded", String(!isShut));
      if (isShut) shutAt = Math.min(shutAt, depthOf(row));
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button[data-fold]");
    if (!button) return;
    const pk = button.closest("tr").dataset.line;
    if (folded.has(pk)) folded.delete(pk);
    else folded.add(pk);
    draw();
  });
  document.addEventListener("outline:drawn", draw);
  // Who types may move a line under one that was folded, and has to see where it goes.
  document.addEventListener("outline:typing", () => {
    if (!folded.size) return;
    folded.clear();
    draw();
  });
  document.addEventListener("DOMContentLoaded", draw);
})();
