/* Saves minutes while one types, and keeps them on this device until the server has said that it has them.
   Without this file every item has its own button; nothing else depends on it. */
"use strict";

(() => {
  const WAIT = 1500; // milliseconds of rest after the last key
  const RETRY = 8000;
  const words = document.getElementById("minutes-words")?.dataset ?? {};
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const tidy = (text) => text.replace(/\r\n/g, "\n").replace(/\s+$/, "").normalize("NFC");
  const hour = (moment) => {
    const at = new Date(moment);
    return `${at.getHours()}.${String(at.getMinutes()).padStart(2, "0")} uur`;
  };

  class Minutes {
    constructor(form) {
      this.form = form;
      this.merging = form.dataset.minutes === "merge";
      this.key = `wegwijzer.minutes.${form.dataset.user}.${form.dataset.item}`;
      this.areas = [...form.querySelectorAll("textarea[name^=text_]")];
      this.version = form.querySelector("[name=version]");
      this.status = form.querySelector("[data-status]");
      this.compare = form.querySelector("[data-compare]");
      this.login = form.querySelector("[data-login]");
      this.saved = Object.fromEntries(this.areas.map((area) => [area.name, tidy(area.defaultValue)]));
      this.stopped = false;
      this.areas.forEach((area) => area.addEventListener("input", () => this.typed()));
      if (this.merging) {
        form.addEventListener("submit", () => this.keep());
        const drop = form.querySelector("[data-kept-drop]");
        if (drop) drop.addEventListener("click", () => this.drop());
      } else {
        form.addEventListener("submit", (event) => this.submitted(event));
        this.offerKept();
        if (this.dirty) this.typed(); // before this file was there
      }
    }

    texts() {
      return Object.fromEntries(this.areas.map((area) => [area.name, tidy(area.value)]));
    }

    get dirty() {
      return !same(this.texts(), this.saved);
    }

    say(text, wrong = false) {
      if (!this.status) return;
      this.status.textContent = text;
      this.status.classList.toggle("wrong", wrong);
    }

    // --- on this device

    keep() {
      try {
        const kept = { texts: this.texts(), version: this.version.value, at: Date.now() };
        localStorage.setItem(this.key, JSON.stringify(kept));
      } catch {
        this.say(words.full, true);
      }
    }

    kept() {
      try {
        return JSON.parse(localStorage.getItem(this.key));
      } catch {
        return null;
      }
    }

    drop() {
      try {
        localStorage.removeItem(this.key);
      } catch {
        // a browser that keeps nothing has nothing to forget
      }
    }

    offerKept() {
      const kept = this.kept();
      if (!kept || !kept.texts) return;
      const texts = { ...this.saved, ...kept.texts };
      if (same(texts, this.saved)) {
        this.drop();
        return;
      }
      const box = this.form.querySelector("[data-kept]");
      box.querySelector("[data-kept-at]").textContent = hour(kept.at);
      box.querySelector("[data-kept-text]").textContent = Object.values(kept.texts).filter(Boolean).join("\n\n");
      box.querySelector("[data-kept-restore]").addEventListener("click", () => {
        box.hidden = true;
        this.areas.forEach((area) => {
          if (area.name in kept.texts) area.value = kept.texts[area.name];
        });
        // From the version that it was typed on: if somebody wrote since, the server shows both texts.
        this.version.value = kept.version;
        this.areas[0].focus();
        this.save();
      });
      box.querySelector("[data-kept-drop]").addEventListener("click", () => {
        box.hidden = true;
        this.drop();
        this.areas[0].focus();
      });
      box.hidden = false;
    }

    // --- to the server

    typed() {
      this.keep();
      if (this.merging || this.stopped) return;
      this.say(words.typing);
      this.later(WAIT);
    }

    later(wait) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.save(), wait);
    }

    submitted(event) {
      if (event.submitter && event.submitter === this.compare) {
        this.keep();
        return;
      }
      event.preventDefault();
      this.stopped = false;
      this.save();
    }

    // One request at a time, so that our own saves never overtake one another.
    save() {
      window.clearTimeout(this.timer);
      if (!this.sending) {
        this.sending = this.send().finally(() => {
          this.sending = null;
        });
      }
      return this.sending;
    }

    async send() {
      if (!this.dirty) {
        this.drop();
        return;
      }
      const sent = this.texts();
      this.say(words.saving);
      let answer;
      try {
        answer = await fetch(this.form.action, {
          method: "POST",
          body: new FormData(this.form),
          headers: { Accept: "application/json" },
          redirect: "manual",
        });
      } catch {
        this.say(words.offline, true);
        this.later(RETRY);
        return;
      }
      await this.answered(answer, sent);
    }

    async answered(answer, sent) {
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
        this.stopped = true;
        this.keep(); // once more: logging out elsewhere empties what this device keeps
        this.say(words.loggedOut, true);
        if (this.login) this.login.hidden = false;
        return;
      }
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) {
        this.version.value = told.version;
        this.saved = sent;
        this.say(told.said);
        if (this.dirty) this.typed();
        else this.drop();
      } else if (answer.status === 409 || answer.status === 422) {
        this.stopped = true;
        this.say(told.said, true);
        if (this.compare) this.compare.hidden = answer.status !== 409;
      } else {
        this.say(words.offline, true);
        this.later(RETRY);
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const all = [...document.querySelectorAll("form[data-minutes]")].map((form) => new Minutes(form));
    const waiting = () => all.filter((minutes) => minutes.dirty && !minutes.merging && !minutes.stopped);

    window.addEventListener("online", () => waiting().forEach((minutes) => minutes.save()));
    // What leaves with the page goes along; the copy on this device stays until the next page finds it saved.
    window.addEventListener("pagehide", () => {
      waiting().forEach((minutes) => navigator.sendBeacon(minutes.form.action, new FormData(minutes.form)));
    });
    // Another form of the page loads it anew: first save what was typed.
    let tried = null;
    document.addEventListener(
      "submit",
      (event) => {
        if (event.target.matches("form[data-minutes]") || event.target === tried || !waiting().length) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        tried = event.target; // once: without a connection the copy on this device has to do
        const again = () => event.target.requestSubmit(event.submitter || undefined);
        Promise.all(waiting().map((minutes) => minutes.save())).then(again, again);
      },
      true,
    );
  });
})();
