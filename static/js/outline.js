/* Typing a plan in its own list. Without this file every step has a page and a button. */
"use strict";

(() => {
  const typing = { drafts: [], edits: new Map(), active: null, isOn: false };
  let queue = Promise.resolve();
  let isDrawing = false;

  const outline = () => document.getElementById("outline");
  const bar = () => document.querySelector("[data-outline-bar]");
  const words = () => bar().querySelector("[data-outline-words]").dataset;
  const tell = (text) => (document.getElementById("outline-news").textContent = text);
  const rowOf = (item) => (item && item.isDraft ? item.row : document.getElementById(`lijn-${item}`));
  const lines = () => [...outline().querySelectorAll("tr[data-depth]")].filter((row) => !row.hidden);
  const depthOf = (row) => Number(row.dataset.depth);
  const keyOf = (item) => (item.isDraft ? item.pk : item);
  const state = (item) => (item.isDraft ? item : typing.edits.get(item));
  const titleOf = (row) => row.querySelector(".line-title").textContent;

  const branchOf = (row) => {
    const rows = [];
    for (let next = row.nextElementSibling; next && depthOf(next) > depthOf(row); next = next.nextElementSibling) rows.push(next);
    return rows;
  };
  const endOf = (row) => branchOf(row).at(-1) || row;

  // --- where a line that is not saved yet belongs: after or under another, saved or not, or in a chapter

  const depthAt = (place) => {
    if (place.after) return place.after.isDraft ? depthAt(place.after.place) : depthOf(rowOf(place.after));
    if (place.under) return 1 + (place.under.isDraft ? depthAt(place.under.place) : depthOf(rowOf(place.under)));
    return 0;
  };
  const parentAt = (place) => {
    if (place.under) return place.under;
    if (!place.after) return null;
    return place.after.isDraft ? parentAt(place.after.place) : rowOf(place.after).dataset.under || null;
  };
  const beforeAt = (place) => {
    if (place.after) return place.after;
    const rows = [...outline().querySelectorAll("tr[data-line]")];
    const found = place.under
      ? rows.filter((row) => row.dataset.under === String(keyOf(place.under)))
      : rows.filter((row) => row.closest("tbody").dataset.chapter === place.chapter && depthOf(row) === 0);
    return found.length ? found.at(-1).dataset.line : null;
  };
  const said = (place) => {
    if (place.after) return `na-${keyOf(place.after)}`;
    return place.under ? `onder-${keyOf(place.under)}` : `thema-${place.chapter}`;
  };
  // What waits on a line that is gone by now goes to where that line would have stood.
  const settle = (gone, pk) => typing.drafts.forEach((draft) => {
    for (const side of ["after", "under"]) if (draft.place[side] === gone) {
      if (pk) draft.place = { [side]: pk };
      else draft.place = side === "after" ? gone.place : { after: gone };
    }
  });

  // --- drawing: the fields of what is being typed, in the list as the server drew it

  const field = (item, state, name) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "text", className: "line-input", value: state.text, autocomplete: "off" });
    input.setAttribute("aria-label", name);
    input.typed = item;
    const parts = [input];
    if (state.error) {
      const error = document.createElement("p");
      Object.assign(error, { className: "field-error", textContent: state.error, id: `fout-${item.isDraft ? item.number : item}` });
      error.setAttribute("role", "alert");
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", error.id);
      parts.push(error);
    }
    return parts;
  };
  const drawDraft = (draft) => {
    const row = document.createElement("tr");
    row.className = `draft depth-${Math.min(depthAt(draft.place), 6)}${draft.isBusy ? " busy" : ""}`;
    row.dataset.depth = depthAt(draft.place);
    const head = document.createElement("th");
    head.scope = "row";
    head.colSpan = 5;
    const line = document.createElement("div");
    line.className = "line";
    line.append(...field(draft, draft, words().new));
    head.append(line);
    row.append(head);
    draft.row = row;
    const anchor = draft.place.after || draft.place.under;
    if (anchor) endOf(rowOf(anchor)).after(row);
    else outline().querySelector(`tbody[data-chapter="${draft.place.chapter}"]`).append(row);
  };
  const drawEdit = (pk, edit) => {
    const row = rowOf(pk);
    if (!row) return typing.edits.delete(pk);
    const link = row.querySelector(".line-title");
    link.hidden = true;
    link.after(...field(pk, edit, `${words().typing} ${row.querySelector(".code").textContent}`));
  };
  const inputOf = (item) => [...outline().querySelectorAll(".line-input")].find((input) => input.typed === item);
  // A field that is drawn anew keeps the place where somebody types.
  const keepCaret = () => {
    const input = typing.active && inputOf(typing.active);
    if (input) Object.assign(state(typing.active) || {}, { caret: [input.selectionStart, input.selectionEnd] });
  };
  const draw = () => {
    keepCaret();
    isDrawing = true;
    outline().querySelectorAll("tr.draft, .line-input, tr[data-line] .field-error").forEach((part) => part.remove());
    outline().querySelectorAll(".line-title[hidden]").forEach((link) => (link.hidden = false));
    typing.edits.forEach((edit, pk) => drawEdit(pk, edit));
    typing.drafts.forEach(drawDraft);
    const input = typing.active && inputOf(typing.active);
    if (input) {
      input.focus();
      const { caret } = state(typing.active);
      if (caret) input.setSelectionRange(...caret);
    }
    isDrawing = false;
  };

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
    isDrawing = true; // until the fields are back: a field that is taken away was not left
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
    if (event.target.typed && !isDrawing) typing.active = event.target.typed;
  });
  document.addEventListener("focusout", (event) => {
    if (isDrawing || !event.target.typed || !document.hasFocus()) return;
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
