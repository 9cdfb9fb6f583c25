/* The room with scripts: each tap goes into a queue in this machine and is sent in batches; the page never waits.

   Every entry has a key of its own (a UUID) and an item of its own in localStorage, under campaign, unit, day
   and account: two windows do not overwrite each other, and what is sent twice is told once. An entry leaves
   the queue when the server has answered it; one that the server refuses stays, with its sentence. Without
   scripts the page's forms do the same one by one. */
"use strict";

(() => {
  const room = document.getElementById("room");
  if (!room || !window.localStorage || !window.crypto?.randomUUID) return;

  const AT_ONCE = 50;
  const SHOWN = 12;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  const LOOK_AGAIN = 20000;
  const LONGEST_GIST = 4000;
  const prefix = `tusoi-room/${room.dataset.key}/`;
  const words = Object.fromEntries(
    [...document.getElementById("words").content.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]),
  );
  const speechForm = document.getElementById("speech");
  const line = document.getElementById("line");
  let state = JSON.parse(document.getElementById("state").textContent);
  let clock = Date.parse(state.now) - Date.now();
  let csrf = document.querySelector("#room [name=csrfmiddlewaretoken]").value;
  let queue = [];
  let last = 0;
  let trouble = "";
  let full = false;
  let sending = false;
  let pause = FIRST_WAIT;
  let timer = 0;
  let reloading = false;
  let closing = null;

  // The queue

  function load() {
    queue = Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .sort()
      .flatMap((name) => {
        try {
          return [{ ...JSON.parse(localStorage.getItem(name)), name }];
        } catch {
          return [];
        }
      });
  }

  function keep(one) {
    const { name, ...said } = one;
    try {
      localStorage.setItem(name, JSON.stringify(said));
      full = false;
    } catch {
      full = true;
    }
  }

  function drop(one) {
    localStorage.removeItem(one.name);
    queue = queue.filter((other) => other.name !== one.name);
  }

  function add(what, said) {
    last = Math.max(last + 1, Date.now());
    const key = crypto.randomUUID();
    const at = new Date(Date.now() + clock).toISOString();
    const one = { what, key, at, ...said, name: `${prefix}${String(last).padStart(15, "0")}-${key}` };
    queue.push(one);
    keep(one);
    show();
    send();
    return one;
  }

  const waiting = () => queue.filter((one) => !one.refused);

  // Sending

  async function send() {
    if (sending || reloading) return;
    clearTimeout(timer);
    const batch = waiting().slice(0, AT_ONCE);
    if (!batch.length && trouble !== "offline" && !document.hidden) timer = setTimeout(look, LOOK_AGAIN);
    if (!batch.length) return;
    await post(batch);
    if (waiting().length || trouble) {
      timer = setTimeout(send, trouble ? pause : 0);
      if (trouble) pause = Math.min(2 * pause, LONGEST_WAIT);
    } else {
      timer = setTimeout(look, LOOK_AGAIN);
    }
  }

  /* What another secretary noted comes with an empty sending. */
  async function look() {
    if (sending || document.hidden || waiting().length) return send();
    await post([]);
    timer = setTimeout(waiting().length ? send : look, trouble ? pause : LOOK_AGAIN);
  }

  async function post(batch) {
    sending = true;
    show();
    try {
      const entries = batch.map(({ name, refused, absent, ...said }) => said);
      const answer = await fetch(room.dataset.notes, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
        body: JSON.stringify({ account: room.dataset.account, entries, state: waiting().length <= AT_ONCE }),
      });
      await take(answer, batch);
    } catch {
      trouble = "offline";
    }
    sending = false;
    show();
    if (closing && !queue.length && !trouble) closing.form.requestSubmit(closing);
  }

  async function take(answer, batch) {
    if (answer.type === "opaqueredirect" || answer.status === 404) {
      trouble = "signin";
    } else if (answer.status === 403) {
      trouble = await freshToken();
    } else if (answer.status === 409) {
      trouble = "other";
    } else if (answer.status === 422) {
      const { refused } = await answer.json();
      batch.forEach((one) => refuse(one, { refused }));
      trouble = "";
    } else if (answer.ok) {
      told(await answer.json(), batch);
    } else {
      trouble = "trouble";
    }
  }

  function told(answer, batch) {
    trouble = "";
    pause = FIRST_WAIT;
    let moved = false;
    batch.forEach((one, place) => {
      const result = answer.results[place];
      if (result.refused) return refuse(one, result);
      moved ||= one.what === "move";
      drop(one);
    });
    if (answer.state) {
      const changed = answer.state.closed !== state.closed || answer.state.about !== state.about;
      state = answer.state;
      clock = Date.parse(state.now) - Date.now();
      if ((moved || changed) && !queue.length && !busy() && !closing) again();
    }
  }

  function refuse(one, { refused, absent }) {
    Object.assign(one, { refused, absent });
    keep(one);
  }

  /* After signing in again the page's token is stale: the page is asked for a fresh one, and whose it is. */
  async function freshToken() {
    const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return "signin";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#room [name=csrfmiddlewaretoken]");
    if (!fresh) return "signin";
    if (page.getElementById("room").dataset.account !== room.dataset.account) return "other";
    csrf = fresh.value;
    pause = FIRST_WAIT;
    return "trouble";
  }

  const busy = () => Boolean(document.querySelector(".amending") || document.getElementById("gist")?.value);

  function again() {
    reloading = true;
    const how = speechForm ? `?how=${speechForm.elements.how.value}` : "";
    location.replace(location.pathname + how);
  }

  // What stands, with what waits

  function merged() {
    const there = { ...state.there };
    const guests = [...state.guests];
    const speeches = new Map(state.speeches.map((one) => [one.key, { ...one }]));
    for (const one of waiting()) {
      if (one.what === "speech") speeches.set(one.key, { ...one, waits: true });
      if (one.what === "amend") {
        const { speech, what, key, at, name, ...said } = one;
        if (speeches.has(speech)) Object.assign(speeches.get(speech), said, { waits: true });
      }
      if (one.what === "take_back") speeches.delete(one.speech);
      if (one.what === "there") there[one.post] = one.present;
      if (one.what === "guest" && !guests.includes(one.words)) guests.push(one.words);
    }
    return { there, guests, speeches: [...speeches.values()] };
  }

  function counted({ there, speeches }) {
    if (!state.whole) return state.counts;
    const people = [...document.querySelectorAll(".attendance [data-post]")].map((one) => one.dataset.post);
    const own = speeches.filter((one) => people.includes(one.speaker));
    const by = (test) => new Set(own.filter(test).map((one) => one.speaker));
    const spoke = by(() => true);
    const unprompted = by((one) => one.how !== "called_on");
    const heard = by((one) => one.how !== "written");
    const times = (how) => own.filter((one) => one.how === how).length;
    return {
      called: people.length,
      present: people.filter((post) => there[post] || heard.has(post)).length,
      spoke: spoke.size,
      had_to_be_called_on: spoke.size - unprompted.size,
      unasked: times("unasked"),
      called_on: times("called_on"),
      written: times("written"),
    };
  }

  // Showing

  function show() {
    if (reloading) return;
    const now = merged();
    for (const [name, number] of Object.entries(counted(now))) {
      document.querySelectorAll(`[data-count="${name}"]`).forEach((one) => put(one, number));
    }
    showPeople(now);
    showGuests(now.guests);
    showSpeeches(now.speeches);
    showLine();
    showRefused();
  }

  function put(element, text) {
    if (element.textContent !== String(text)) element.textContent = text;
  }

  function showPeople({ there, speeches }) {
    document.querySelectorAll(".person:not(.guest)").forEach((button) => {
      const post = button.dataset.post;
      put(button.querySelector("[data-said]"), speeches.filter((one) => one.speaker === post).length);
      button.querySelector(".person-absent").hidden = there[post] !== false;
    });
    document.querySelectorAll(".attendance [data-post]").forEach((one) => {
      const is = there[one.dataset.post];
      put(one.querySelector("[data-there-word]"), words[is === undefined ? "unmarked" : is ? "present" : "absent"]);
    });
    const unmarked = [...document.querySelectorAll(".attendance [data-post]")].filter((one) => there[one.dataset.post] === undefined);
    for (const one of document.querySelectorAll("#unmarked, #attendance > .buttons")) one.hidden = !unmarked.length;
    document.querySelectorAll("[data-count-unmarked]").forEach((one) => put(one, unmarked.length));
    document.querySelectorAll("[data-topic]").forEach((one) => {
      put(one, `(${speeches.filter((speech) => speech.topic === one.dataset.topic).length})`);
    });
  }

  function showGuests(guests) {
    const list = document.getElementById("guests");
    list.replaceChildren(...guests.map((one) => made("li", one)));
    const people = document.querySelector(".people");
    if (!people) return;
    people.querySelectorAll(".guest").forEach((one) => guests.includes(one.dataset.post) || one.remove());
    for (const guest of guests) {
      if ([...people.querySelectorAll(".guest")].some((one) => one.dataset.post === guest)) continue;
      const button = made("button", "", { type: "submit", name: "speaker", value: guest, className: "person guest" });
      button.dataset.post = button.dataset.title = guest;
      const name = made("span", `${guest} `, { className: "person-name" });
      name.append(made("span", words.guest, { className: "code" }));
      button.append(name);
      people.append(button);
    }
  }

  const title = (post) => [...document.querySelectorAll(".person")].find((one) => one.dataset.post === post)?.dataset.title || post;

  let drawn = "";

  function showSpeeches(speeches) {
    if (!speechForm || document.querySelector(".amending")) return;
    const listed = [...speeches].sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-SHOWN).reverse();
    const asked = JSON.stringify(listed);
    if (asked === drawn) return;
    drawn = asked;
    document.getElementById("none-yet").hidden = listed.length > 0;
    document.getElementById("said").replaceChildren(...listed.map(drawSpeech));
  }

  function drawSpeech(one) {
    const item = made("li");
    const what = made("p");
    const time = new Date(one.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    const said = [words[one.how], words[one.kind]];
    if (one.topic) said.push(`${words.topic} ${one.topic}`);
    if (one.about) said.push(`${words.about} ${title(one.about)}`);
    what.append(made("span", time, { className: "said-at" }), " ", made("strong", title(one.speaker)), ` – ${said.join(", ")}`);
    if (one.waits) what.append(" ", made("span", words.waits, { className: "tag wait" }));
    item.append(what);
    if (one.gist) item.append(made("p", one.gist, { className: "said-gist" }));
    const acts = made("p", "", { className: "said-acts" });
    acts.append(
      made("button", words.amend, { type: "button", className: "plain", onclick: () => amend(item, one) }),
      made("button", words.take_back, { type: "button", className: "plain", onclick: () => takeBack(one) }),
    );
    item.append(acts);
    return item;
  }

  function showLine() {
    const number = waiting().length;
    const what = full ? "full" : trouble || (sending && number ? "sending" : number ? "waiting" : "sent");
    line.hidden = what === "sent" && !line.dataset.shown;
    if (!line.hidden) line.dataset.shown = "1";
    line.className = ["sent", "sending", "waiting"].includes(what) ? "line" : "line warn";
    put(document.getElementById("line-text"), line.dataset[what].replace("{n}", number));
    document.getElementById("line-signin").hidden = !["signin", "other"].includes(what);
  }

  function showRefused() {
    const box = document.getElementById("refusals");
    const refused = queue.filter((one) => one.refused);
    box.hidden = !refused.length;
    if (!box.querySelector("ul")) box.append(made("ul"));
    box.querySelector("ul").replaceChildren(...refused.slice(0, 20).map(drawRefused));
  }

  function drawRefused(one) {
    const item = made("li");
    const about = one.speaker || one.post || one.words || "";
    item.append(made("p", `${words[`what_${one.what}`] || ""} ${about && title(about)}: ${one.refused}`));
    const acts = made("p", "", { className: "said-acts" });
    if (one.absent) {
      acts.append(made("button", words.mark_first, { type: "button", className: "second", onclick: () => markFirst(one) }));
    } else {
      acts.append(made("button", words.again, { type: "button", className: "second", onclick: () => sendAgain(one) }));
    }
    acts.append(made("button", words.drop, { type: "button", className: "plain", onclick: () => (drop(one), show()) }));
    item.append(acts);
    return item;
  }

  function made(tag, text = "", properties = {}) {
    return Object.assign(document.createElement(tag), { textContent: text, ...properties });
  }

  // What is done

  function speak(post) {
    const { how, kind, topic, about, gist } = speechForm.elements;
    const said = { how: how.value, kind: meant(kind.value, post, about.value), topic: topic.value, about: about.value };
    if (isTooLong(gist)) return;
    add("speech", { speaker: post, ...said, gist: gist.value.trim() });
    gist.value = "";
    gist.closest("details").open = false;
    const button = [...document.querySelectorAll(".person")].find((one) => one.dataset.post === post);
    button?.classList.remove("just");
    requestAnimationFrame(() => button?.classList.add("just"));
  }

  /* Whether a gist is longer than the server keeps; the field then says so and nothing of it is lost. */
  function isTooLong(field) {
    const long = field.value.trim().normalize().length > LONGEST_GIST;
    field.setCustomValidity(long ? words.gist_too_long : "");
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    if (long) field.closest("details")?.setAttribute("open", "");
    return long && !field.reportValidity();
  }

  /* The kind by the meaning of the words, as the server has it (meetings/rules/tally.py). */
  function meant(kind, speaker, about) {
    if (kind === "criticism" && about === speaker) return "self_criticism";
    if (kind === "self_criticism" && about && about !== speaker) return "criticism";
    return kind;
  }

  function takeBack(one) {
    const queued = queue.find((other) => other.key === one.key);
    if (queued && !sending) {
      drop(queued);
      show();
    } else {
      add("take_back", { speech: one.key });
    }
  }

  function takeBackLast() {
    const [latest] = merged().speeches.sort((one, other) => (one.at < other.at ? 1 : -1));
    if (latest) takeBack(latest);
  }

  function markFirst(one) {
    drop(one);
    add("there", { post: one.absent, present: true });
    const { name, refused, absent, key, ...said } = one;
    add("speech", said);
  }

  function sendAgain(one) {
    delete one.refused;
    delete one.absent;
    keep(one);
    show();
    send();
  }

  function move(post) {
    const about = document.getElementById("about");
    if (about) {
      about.value = post;
      speechForm.elements.kind.value = post ? "criticism" : "other";
    }
    put(document.getElementById("now"), post ? title(post) : words.collective);
    if (post) add("move", { post });
  }

  function amend(item, one) {
    if (document.querySelector(".amending")) return;
    const form = made("form", "", { className: "amending" });
    const choices = (names) => names.map((name) => made("option", words[name], { value: name }));
    const cloned = (id) => [...document.getElementById(id).options].map((option) => option.cloneNode(true));
    const fields = {
      how: field(words.what_speech, choices(["unasked", "called_on", "written"]), one.how),
      kind: field(words.what_amend, choices(["self_criticism", "criticism", "reply", "other"]), one.kind),
      topic: field(words.topic, cloned("topic"), one.topic),
      about: field(words.about, cloned("about"), one.about),
    };
    const gist = made("label", words.gist);
    gist.append(made("textarea", one.gist || "", { rows: 3 }));
    form.append(...Object.values(fields), gist);
    const keepIt = made("button", words.keep, { type: "submit" });
    const leave = made("button", words.leave, { type: "button", className: "plain" });
    const buttons = made("p", "", { className: "buttons" });
    buttons.append(keepIt, leave);
    form.append(buttons);
    const close = () => {
      form.remove();
      drawn = "";
      show();
    };
    leave.onclick = close;
    form.onsubmit = (event) => {
      event.preventDefault();
      if (isTooLong(gist.querySelector("textarea"))) return;
      const said = Object.fromEntries(Object.entries(fields).map(([name, label]) => [name, label.querySelector("select").value]));
      said.kind = meant(said.kind, one.speaker, said.about);
      form.remove();
      drawn = "";
      add("amend", { speech: one.key, ...said, gist: gist.querySelector("textarea").value.trim() });
    };
    item.append(form);
    gist.querySelector("textarea").focus();
  }

  function field(text, options, value) {
    const label = made("label", text);
    const select = made("select");
    select.append(...options);
    select.value = value || "";
    label.append(select);
    return label;
  }

  // The page's own forms

  const BUTTONS = {
    speaker: (button) => speak(button.value),
    there: (button) => add("there", { post: button.value, present: true }),
    away: (button) => {
      const reason = button.form.elements[`reason:${button.value}`];
      add("there", { post: button.value, present: false, reason: reason ? reason.value : "" });
      button.closest("details").open = false;
    },
    away_with_reason: () => {
      const row = document.activeElement.closest(".attendance [data-post]");
      const button = row && row.querySelector("button[name=away]");
      if (button) BUTTONS.away(button);
    },
    all_there: () => {
      const { there } = merged();
      document.querySelectorAll(".attendance [data-post]").forEach((one) => {
        if (there[one.dataset.post] === undefined) add("there", { post: one.dataset.post, present: true });
      });
    },
    move: (button) => move(button.value),
  };

  room.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.id === "guest-form") {
      event.preventDefault();
      const input = document.getElementById("guest");
      if (input.value.trim()) add("guest", { words: input.value.trim() });
      input.value = "";
    } else if (event.target.id === "closing") {
      if (waiting().length || trouble) {
        event.preventDefault();
        line.hidden = false;
        line.dataset.shown = "1";
        put(document.getElementById("line-text"), words.first_send);
        line.scrollIntoView({ block: "center" });
        closing = button;
      }
    } else if (button && Object.hasOwn(BUTTONS, button.name) && !event.target.closest("#refused")) {
      event.preventDefault();
      BUTTONS[button.name](button);
    }
  });

  // Keys

  const keysOn = document.getElementById("keys-on");

  function choose(name, value) {
    speechForm.elements[name].value = value;
  }

  function step(id) {
    const select = document.getElementById(id);
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
  }

  const KEYS = {
    u: () => choose("how", "unasked"),
    c: () => choose("how", "called_on"),
    w: () => choose("how", "written"),
    s: () => choose("kind", "self_criticism"),
    d: () => choose("kind", "criticism"),
    r: () => choose("kind", "reply"),
    o: () => choose("kind", "other"),
    t: () => step("topic"),
    p: () => step("about"),
    z: takeBackLast,
  };

  document.addEventListener("keydown", (event) => {
    if (!keysOn?.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const at = event.target;
    if (at instanceof HTMLElement && at.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    const key = event.key.toLowerCase();
    const person = /^[1-9]$/.test(key) ? document.querySelectorAll(".person:not(.guest)")[Number(key) - 1] : null;
    if (person) speak(person.dataset.post);
    else if (Object.hasOwn(KEYS, key)) KEYS[key]();
    else return;
    event.preventDefault();
  });

  if (keysOn) {
    document.getElementById("keys").hidden = false;
    keysOn.checked = localStorage.getItem("tusoi-room-keys") !== "off";
    keysOn.addEventListener("change", () => localStorage.setItem("tusoi-room-keys", keysOn.checked ? "on" : "off"));
  }

  // Network, windows, leaving

  function comeBack() {
    pause = FIRST_WAIT;
    clearTimeout(timer);
    if (waiting().length) send();
    else look();
  }

  window.addEventListener("online", comeBack);
  window.addEventListener("offline", () => {
    trouble = "offline";
    show();
  });
  document.addEventListener("visibilitychange", () => document.hidden || comeBack());
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(prefix)) {
      load();
      show();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting().length && !reloading) event.preventDefault();
  });

  load();
  room.classList.add("with-scripts");
  show();
  send();
})();
