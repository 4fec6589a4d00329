/* A button that puts a part of the page on the clipboard. Without this file the text can be selected by hand. */
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const news = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    news.textContent = `${news.dataset.said} ${button.dataset.name}`;
  } catch {
    news.textContent = news.dataset.failed;
  }
});
