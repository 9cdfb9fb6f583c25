"""The protocol, small enough to be read in one sitting: receipts, envelopes, custody, batches, signed results.

The server holds the campaign's public key and seals each opinion to it (libsodium's sealed box: X25519,
XSalsa20-Poly1305). The private half was made on a trustee's machine and wrapped for every set of trustees that
may open it together. What this cannot do stands in `docs/threat-model.md`. No Django, no clock, no file.
"""
