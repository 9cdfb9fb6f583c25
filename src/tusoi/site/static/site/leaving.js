// Whoever leaves a page, for its other language too, while a form holds what was not sent is asked first. Without scripts nothing changes.
"use strict";

(() => {
  // The draft of a self-review asks by itself, the room keeps what is noted, and a password is typed again in a moment.
  const forms = [...document.querySelectorAll('form[method="post"]')].filter(
    (form) => form.id !== "writing" && !form.closest("#room") && !form.querySelector("[type=password]"),
  );
  let sent = null;

  function isChanged(field) {
    if (field.type === "file") return field.files.length > 0;
    if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
    if (field.type === "select-one") return field.selectedIndex !== Math.max(0, [...field.options].findLastIndex((one) => one.defaultSelected));
    return field.defaultValue !== undefined && field.value !== field.defaultValue;
  }

  // What came back refused stands in the page as it was typed, and is nowhere else.
  const holds = (form) => Boolean(form.querySelector(".wrong")) || [...form.elements].some(isChanged);

  window.addEventListener("pageshow", () => {
    sent = null;
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form !== sent && form.isConnected && holds(form))) event.preventDefault();
  });
})();
