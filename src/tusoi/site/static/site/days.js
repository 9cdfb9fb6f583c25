// Beside a day's field the day in the page's own words: a browser writes it its own way, month first on many a machine.
"use strict";

(() => {
  const lang = document.documentElement.lang;
  const english = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

  function inWords(day) {
    if (!day) return "";
    if (lang !== "vi") return english.format(day);
    return `ngày ${day.getUTCDate()} tháng ${day.getUTCMonth() + 1} năm ${day.getUTCFullYear()}`;
  }

  for (const field of document.querySelectorAll(":is(.form, .moment) input[type=date]")) {
    // Read aloud the field says its day itself.
    const said = Object.assign(document.createElement("span"), { className: "day-said", ariaHidden: "true" });
    const show = () => {
      said.textContent = inWords(field.valueAsDate);
    };
    field.addEventListener("input", show);
    field.after(said);
    show();
  }
})();
