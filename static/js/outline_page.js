/* The list of a plan as it stands on its page while somebody types in it: its rows, where a new line belongs, and the fields
   of what is being typed. What the keys do with it is in outline.js. */
"use strict";

const OutlinePage = (() => {
  const typing = { drafts: [], edits: new Map(), active: null, isOn: false, isDrawing: false };

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
    typing.isDrawing = true;
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
    typing.isDrawing = false;
  };

  const page = { typing, outline, bar, words, tell, rowOf, lines, keyOf, state, titleOf, branchOf };
  return { ...page, parentAt, beforeAt, said, settle, keepCaret, draw };
})();
