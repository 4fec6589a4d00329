/* Announces the end of the session while there is still time to prevent it (WCAG 2.2.1).
   Without this file sessions end just the same: the log-in page says when, and nothing typed is lost. */
"use strict";

(() => {
  const NOTICE = 3 * 60; // seconds before the end
  const AWAKE = 10 * 60; // who typed or clicked so recently is there: then there is nothing to ask

  class SessionEnd {
    constructor(dialog) {
      this.dialog = dialog;
      this.form = dialog.querySelector("form");
      this.lastSign = 0;
      this.over = false;
      this.told({ seconds: Number(dialog.dataset.seconds), extendable: "extendable" in dialog.dataset });
      ["keydown", "pointerdown"].forEach((kind) =>
        document.addEventListener(kind, () => (this.lastSign = Date.now()), { passive: true }),
      );
      // Also after Escape: whoever closes the notice is there.
      dialog.addEventListener("close", () => {
        if (!this.over && this.extendable) this.ask("POST");
      });
      // A machine that slept has not counted.
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden) this.wake();
      });
    }

    get left() {
      return (this.end - Date.now()) / 1000;
    }

    later(seconds) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.wake(), Math.max(1, seconds) * 1000);
    }

    wake() {
      if (this.over || this.asking) return;
      if (this.left > NOTICE) this.later(this.left - NOTICE);
      else if (this.dialog.open && this.left > 0) this.later(this.left);
      else this.ask(this.extendable && Date.now() - this.lastSign < AWAKE * 1000 ? "POST" : "GET");
    }

    // Another tab, or minutes that save themselves, may have given this session more time.
    async ask(method) {
      this.asking = true;
      try {
        const answer = await fetch(this.dialog.dataset.session, {
          method,
          body: method === "POST" ? new FormData(this.form) : undefined,
          headers: { Accept: "application/json" },
          redirect: "manual",
        });
        if (answer.ok) this.told(await answer.json());
        else this.ended();
      } catch {
        this.later(30); // no connection: the end comes all the same, so keep looking
      } finally {
        this.asking = false;
      }
    }

    told({ seconds, extendable }) {
      this.end = Date.now() + seconds * 1000;
      this.extendable = extendable;
      if (seconds > NOTICE) {
        if (this.dialog.open) this.dialog.close();
        this.later(seconds - NOTICE);
      } else if (seconds > 0) {
        this.show(extendable ? "soon" : "whole");
        this.later(seconds + 1);
      } else {
        this.ended();
      }
    }

    ended() {
      this.over = true;
      this.show("over");
    }

    show(part) {
      const at = new Date(this.end);
      const clock = `${at.getHours()}.${String(at.getMinutes()).padStart(2, "0")} uur`;
      this.dialog.querySelectorAll("[data-session-at]").forEach((place) => (place.textContent = clock));
      ["soon", "whole", "over"].forEach((name) => {
        const words = this.dialog.querySelector(`[data-session-${name}]`);
        words.hidden = name !== part;
        if (name === part) {
          words.querySelector("h2").id = "session-end-title";
        } else {
          words.querySelector("h2").removeAttribute("id");
        }
      });
      this.dialog.querySelector("[data-session-stay]").hidden = part !== "soon";
      this.dialog.querySelector("[data-session-close]").hidden = part === "soon";
      if (!this.dialog.open) this.dialog.showModal();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const dialog = document.querySelector("dialog[data-session]");
    if (dialog && typeof dialog.showModal === "function") new SessionEnd(dialog);
  });
})();
