"use strict";

/* Asks the browser to make or to show a passkey, and sends the form with what it gave. The one thing that needs a script. */

(function () {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function make(options) {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = listed(options.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: options });
    return {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      of: made,
    };
  }

  async function show(options) {
    options.challenge = bytes(options.challenge);
    options.allowCredentials = listed(options.allowCredentials);
    const shown = await navigator.credentials.get({ publicKey: options });
    return {
      authenticatorData: text(shown.response.authenticatorData),
      clientDataJSON: text(shown.response.clientDataJSON),
      signature: text(shown.response.signature),
      userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
      of: shown,
    };
  }

  function say(form, fault) {
    for (const one of form.querySelectorAll("[data-fault]")) {
      one.hidden = one.dataset.fault !== fault;
    }
  }

  async function ask(form) {
    say(form, "");
    if (!window.PublicKeyCredential) return say(form, "none");
    const options = JSON.parse(form.dataset.options).publicKey;
    try {
      const { of, ...response } = await (form.dataset.passkey === "make" ? make : show)(options);
      const credential = { id: of.id, rawId: text(of.rawId), type: of.type, response };
      credential.clientExtensionResults = of.getClientExtensionResults();
      credential.authenticatorAttachment = of.authenticatorAttachment;
      form.querySelector("[name$=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      say(form, fault.name === "SecurityError" ? "none" : "stopped");
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
})();
