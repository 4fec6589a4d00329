/* Typing a plan in its own list, by keys: what they do, and the talking to the server. Without this file every step has a
   page and a button. The list itself is in outline_page.js. */
"use strict";

(() => {
  const { typing, outline, bar, words, tell, rowOf, lines, keyOf, state, titleOf, branchOf } = OutlinePage;
  const { parentAt, beforeAt, said, settle, keepCaret, draw } = OutlinePage;
  let queue = Promise.resolve();

  // --- talking to the server, one thing after the other, by the addresses that the forms have

  const failed = (item, text) => {
    const typed = state(item);
    if (typed) Object.assign(typed, { error: text, isBusy: false });
    else if (rowOf(item)) typing.edits.set(item, { text: titleOf(rowOf(item)), error: text });
    if (!typing.active) typing.active = item;
    draw();
  };
  const reasonIn = (answer, page, item) => {
    const theirs = answer.status === 409 && page.querySelector(".theirs");
    if (theirs) {
      const version = page.querySelector("[name=version]");
      if (version && rowOf(item)) rowOf(item).dataset.version = version.value;
      return words().theirs.replace("THEIRS", theirs.textContent.trim());
    }
    const reasons = [...page.querySelectorAll("form .field-error span, .error-summary li")].map((part) => part.textContent.trim());
    return answer.status === 422 && reasons.length ? reasons[0] : words().gone;
  };
  const swap = (page) => {
    keepCaret();
    typing.isDrawing = true; // until the fields are back: a field that is taken away was not left
    outline().replaceWith(document.adoptNode(page.getElementById("outline")));
    document.querySelectorAll("#main > .wrap > .notice").forEach((notice) => notice.remove());
    tell(page.getElementById("outline-news").textContent || words().removed);
    document.dispatchEvent(new Event("outline:drawn"));
  };
  const send = async (item, url, data) => {
    const body = new URLSearchParams({ ...data, tak: outline().dataset.branch });
    body.set("csrfmiddlewaretoken", bar().querySelector("[name=csrfmiddlewaretoken]").value);
    let answer;
    let page;
    try {
      answer = await fetch(url, { method: "POST", body, credentials: "same-origin" });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      failed(item, words().offline);
      return null;
    }
    if (!answer.ok || !page.getElementById("outline")) {
      failed(item, reasonIn(answer, page, item));
      return null;
    }
    swap(page);
    return new URL(answer.url).searchParams.get("lijn");
  };
  const next = (work) => (queue = queue.then(work).finally(draw).catch((error) => console.error(error)));
  const act = (pk, name, data) => {
    const row = rowOf(pk);
    return send(pk, `${row.querySelector(".line-more a").pathname}${name}/`, { version: row.dataset.version, ...data });
  };

  const saveDraft = (draft) => {
    draft.isBusy = true;
    next(async () => {
      const anchor = draft.place.after || draft.place.under;
      if (!typing.drafts.includes(draft) || (anchor && !keyOf(anchor))) return void (draft.isBusy = false);
      const pk = await send(draft, outline().dataset.add, { title: draft.text, place: said(draft.place) });
      if (!pk) return;
      draft.pk = pk;
      typing.drafts = typing.drafts.filter((one) => one !== draft);
      settle(draft, pk);
      typing.drafts.filter((one) => one !== typing.active && one.text.trim() && !one.isBusy && !one.error).forEach(saveDraft);
      if (typing.active === draft) {
        typing.edits.set(pk, { text: draft.text });
        typing.active = pk;
      }
    });
  };
  const saveEdit = (pk) => next(async () => {
    const edit = typing.edits.get(pk);
    if (!edit || !rowOf(pk) || (edit.text.trim() === titleOf(rowOf(pk)) && !edit.error)) return;
    const done = await act(pk, "woorden", { title: edit.text });
    if (done) Object.assign(edit, { error: "" });
  });
  const drop = (draft) => {
    typing.drafts = typing.drafts.filter((one) => one !== draft);
    settle(draft, null);
  };
  // Leaving a line keeps what was typed; an empty new line was never there.
  const leave = (item) => {
    const typed = state(item);
    if (!typed) return;
    if (item.isDraft) {
      if (!typed.text.trim()) drop(item);
      else if (!typed.isBusy) saveDraft(item);
    } else if (typed.text.trim() === titleOf(rowOf(item)) && !typed.error) typing.edits.delete(item);
    else saveEdit(item).then(() => typing.active !== item && !typed.error && typing.edits.delete(item)).then(draw);
  };
  const enter = (item) => {
    document.dispatchEvent(new Event("outline:typing"));
    typing.active = item;
    if (!item.isDraft && !typing.edits.has(item)) typing.edits.set(item, { text: titleOf(rowOf(item)) });
    draw();
  };
  const begin = (place) => {
    const draft = { isDraft: true, place, text: "", error: "", pk: null, number: Date.now() };
    typing.drafts.push(draft);
    typing.isOn = true;
    enter(draft);
  };
  const stop = (item) => {
    const rows = lines();
    const row = rowOf(item);
    const back = item.isDraft ? rows[rows.indexOf(row) - 1] : row;
    if (item.isDraft) drop(item);
    else typing.edits.delete(item);
    Object.assign(typing, { active: null, isOn: false });
    draw();
    const link = back && back.querySelector(".line-title");
    (link || bar().querySelector("[data-outline-start]")).focus();
  };

  // --- keys

  const step = (item, by) => {
    const rows = lines();
    const other = rows[rows.indexOf(rowOf(item)) + by];
    if (!other) return;
    const target = typing.drafts.find((draft) => draft.row === other) || other.dataset.line;
    leave(item);
    enter(target);
  };
  const shift = (item, inward) => {
    if (item.isDraft && !item.isBusy) {
      const to = inward ? beforeAt(item.place) : parentAt(item.place);
      if (!to) return tell(inward ? words().first : words().top);
      item.place = inward ? { under: to } : { after: to };
      tell(inward ? words().lower : words().higher);
      return draw();
    }
    if (!item.isDraft) saveEdit(item);
    return next(() => act(keyOf(item), "verplaatsen", { to: inward ? "in" : "uit" }));
  };
  const remove = (item) => {
    if (item.isDraft) return step(item, -1), drop(item), draw();
    if (branchOf(rowOf(item)).length) return failed(item, words().kids);
    const rows = lines();
    const back = rows[rows.indexOf(rowOf(item)) - 1];
    return next(async () => {
      const answer = await act(item, "verwijderen", {});
      if (rowOf(item)) return answer;
      tell(words().removed);
      typing.edits.delete(item);
      typing.active = null;
      if (back && back.dataset.line) enter(back.dataset.line);
    });
  };
  const below = (item) => {
    if (item.isDraft && !item.text.trim()) return shift(item, false);
    const place = { after: item };
    if (item.isDraft && !item.isBusy) saveDraft(item);
    else if (!item.isDraft) leave(item);
    return begin(place);
  };
  const KEYS = {
    Enter: below,
    Tab: (item) => shift(item, true),
    "Shift+Tab": (item) => shift(item, false),
    ArrowUp: (item) => step(item, -1),
    ArrowDown: (item) => step(item, 1),
    "Alt+ArrowUp": (item) => item.isDraft || next(() => act(item, "verplaatsen", { to: "omhoog" })),
    "Alt+ArrowDown": (item) => item.isDraft || next(() => act(item, "verplaatsen", { to: "omlaag" })),
    Escape: stop,
  };
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest && event.target.closest("#outline[data-outline] tr[data-line]");
    if (event.key === "F2" && row && !event.target.typed) {
      event.preventDefault();
      typing.isOn = true;
      return enter(row.dataset.line);
    }
    const item = event.target.typed;
    if (!item || event.isComposing || event.ctrlKey || event.metaKey) return;
    const key = `${event.altKey ? "Alt+" : ""}${event.shiftKey && event.key === "Tab" ? "Shift+" : ""}${event.key}`;
    const work = key === "Delete" && !event.target.value ? remove : KEYS[key];
    if (!work) return;
    event.preventDefault();
    work(item);
  });
  document.addEventListener("input", (event) => {
    if (event.target.typed) state(event.target.typed).text = event.target.value;
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.typed && !typing.isDrawing) typing.active = event.target.typed;
  });
  document.addEventListener("focusout", (event) => {
    if (typing.isDrawing || !event.target.typed || !document.hasFocus()) return;
    if (event.relatedTarget && event.relatedTarget.typed) return leave(event.target.typed);
    if (typing.active === event.target.typed) typing.active = null;
    leave(event.target.typed);
    draw();
  });
  document.addEventListener("click", (event) => {
    const part = event.target.closest && event.target.closest("[data-outline-start], [data-add-here], #outline[data-outline] a.line-title");
    if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (part.matches("[data-outline-start]")) {
      const first = outline().querySelector("tr[data-line]");
      typing.isOn = true;
      first ? enter(first.dataset.line) : begin({ chapter: "0" });
    } else if (part.matches("[data-add-here]") && outline().matches("[data-outline]")) {
      event.preventDefault();
      begin({ chapter: part.closest("tbody").dataset.chapter });
    } else if (typing.isOn && part.matches(".line-title")) {
      event.preventDefault();
      enter(part.closest("tr").dataset.line);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...typing.drafts, ...typing.edits.values()].some((typed) => typed.error || (typed.isDraft && typed.text.trim()))) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (bar()) bar().hidden = false;
  });
})();
