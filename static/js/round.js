/* Hides what the chosen answer does not need: <div data-when="threshold=boards municipalities">. Without it all stays. */
"use strict";

const value = (form, name) => {
  const chosen = form.querySelector(`[name="${name}"]:checked, select[name="${name}"]`);
  return chosen ? chosen.value : "";
};

const fit = (form) => {
  form.querySelectorAll("[data-when]").forEach((part) => {
    const [name, wanted] = part.dataset.when.split("=");
    const needed = wanted.split(" ").includes(value(form, name));
    // What is wrong has to be seen, whatever is chosen.
    part.hidden = !needed && !part.querySelector(".field-error");
    if (part.tagName === "DETAILS" && needed && part.dataset.opens !== undefined) part.open = true;
  });
};

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-fits]").forEach((form) => {
    fit(form);
    form.addEventListener("change", () => fit(form));
  });
});
