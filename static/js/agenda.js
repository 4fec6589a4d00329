/* Dragging an item to its place, and moving it without leaving the page. Without this file the same forms still work. */
"use strict";

(() => {
  const section = () => document.getElementById("agenda");
  let dragged = null;

  const items = () => [...document.querySelectorAll("[data-agenda] [data-item]")];

  // Sends the form of one item and puts the agenda of the answer in the place of this one.
  const send = async (form, to, focusId) => {
    const body = new FormData(form);
    body.set("to", String(to));
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    } catch {
      // No answer: let the browser send it and say itself what is wrong.
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "to", value: String(to) });
      form.append(field);
      form.submit();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("agenda");
    if (!answer.ok || !fresh) {
      // Somebody was first, or it is closed by now: that page says so, and what was wanted.
      document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
      document.getElementById("main").focus();
      return;
    }
    section().replaceWith(document.adoptNode(fresh));
    const version = fresh.querySelector("[name=agenda_version]");
    document.querySelectorAll("form [name=agenda_version]").forEach((field) => {
      if (version) field.value = version.value;
    });
    ready();
    const focus = focusId && document.getElementById(focusId);
    if (focus) focus.focus();
    const said = page.getElementById("agenda-news");
    document.getElementById("agenda-news").textContent = said ? said.textContent : "";
  };

  const place = (target, event) => {
    const box = target.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2 ? "after" : "before";
  };

  const clear = () => items().forEach((item) => item.classList.remove("drop-before", "drop-after", "dragged"));

  const drop = (target, event) => {
    const rest = items().filter((item) => item !== dragged);
    const index = rest.indexOf(target) + (place(target, event) === "after" ? 1 : 0);
    const form = dragged.querySelector("form[data-move]");
    clear();
    send(form, index + 1);
  };

  const ready = () => {
    const list = document.querySelector("[data-agenda]");
    if (!list) return;
    list.setAttribute("data-ready", "");
    const hint = document.querySelector("[data-drag-hint]");
    if (hint) hint.hidden = items().length < 2;
    items().forEach((item) => {
      item.draggable = true;
    });
  };

  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest && event.target.closest("[data-item]");
    if (!item) return;
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.id);
    item.classList.add("dragged");
  });
  document.addEventListener("dragover", (event) => {
    const target = dragged && event.target.closest("[data-item]");
    if (!target || target === dragged) return;
    event.preventDefault();
    items().forEach((item) => item.classList.remove("drop-before", "drop-after"));
    target.classList.add(`drop-${place(target, event)}`);
  });
  document.addEventListener("drop", (event) => {
    const target = dragged && event.target.closest("[data-item]");
    if (!target || target === dragged) return;
    event.preventDefault();
    drop(target, event);
    dragged = null;
  });
  document.addEventListener("dragend", () => {
    clear();
    dragged = null;
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-move]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    if (event.submitter.getAttribute("aria-disabled") === "true") return;
    send(form, event.submitter.value, event.submitter.id);
  }, true);

  document.addEventListener("DOMContentLoaded", ready);
})();
