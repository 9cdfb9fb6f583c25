// A draft saves itself: ten seconds after the last key, and when a field is left. Without scripts the button does.
"use strict";

(() => {
  const form = document.getElementById("writing");
  const said = document.getElementById("saved");
  const base = document.getElementById("base");
  const PAUSE = 10_000;
  let timer = 0;
  let running = null;
  // A form that came back refused is for its writer to look at before anything is saved.
  let stopped = "refused" in form.dataset;
  let sent = stopped ? "" : written();
  let signedOut = false;

  function written() {
    return JSON.stringify(Array.from(form.querySelectorAll("textarea"), (field) => field.value));
  }

  function say(text, bad) {
    said.textContent = text;
    said.classList.toggle("bad", bad);
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  async function send(text) {
    const content = new FormData(form);
    content.set("autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: content, redirect: "manual" });
      signedOut = answer.type === "opaqueredirect";
      if (signedOut) {
        say(form.dataset.signedOut, true);
        return;
      }
      const came = await answer.json();
      if (!answer.ok) {
        // Somebody else saved, or it can no longer be written: the button brings both together.
        stopped = true;
        say(came.said, true);
        return;
      }
      sent = text;
      if (came.base) {
        base.value = came.base;
        say(came.said, false);
      }
    } catch {
      signedOut = false;
      say(form.dataset.failed, true);
      wait();
    }
  }

  async function save() {
    clearTimeout(timer);
    const text = written();
    if (stopped || running || text === sent) {
      return;
    }
    running = send(text);
    await running;
    running = null;
    if (written() !== sent) {
      wait();
    }
  }

  form.addEventListener("input", wait);
  form.addEventListener("focusout", (event) => {
    // Whoever leaves for a button of the form saves by it.
    if (event.relatedTarget?.type !== "submit") {
      save();
    }
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (running) {
      // What is on its way changes what this form goes on from.
      event.preventDefault();
      await running;
      running = null;
      stopped = true;
      form.requestSubmit(event.submitter);
      return;
    }
    if (signedOut) {
      // The sign-in page would be the answer again, and the text gone: it is asked first whether somebody is back.
      event.preventDefault();
      running = send(written());
      await running;
      running = null;
      if (!signedOut) {
        form.requestSubmit(event.submitter);
      }
      return;
    }
    stopped = true;
    sent = written();
  });
  window.addEventListener("beforeunload", (event) => {
    if (written() !== sent) {
      event.preventDefault();
    }
  });

  for (const field of form.querySelectorAll("textarea")) {
    const count = document.createElement("span");
    const show = () => {
      const length = field.value.length;
      count.textContent = ` ${length}/${field.dataset.longest} ${form.dataset.signs}`;
      count.classList.toggle("fault", length > Number(field.dataset.longest));
    };
    const place = document.querySelector(`#${CSS.escape(field.id)}_hint .count`);
    place.replaceChildren(count);
    field.addEventListener("input", show);
    show();
  }
})();
