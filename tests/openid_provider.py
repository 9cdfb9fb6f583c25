"""A service of sign-in on this machine, as an organisation may have one: OpenID Connect with codes, PKCE and signed tokens.

It does what it should, and in `spoilt` what a test wants it to do wrong.
"""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "tusoi", "mot-loi-noi-rieng-du-dai-de-lam-khoa"


def key() -> rsa.RSAPrivateKey:
    """A key that signs."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Service:
    """The service: whom it says is there, the codes it gave out, and what it does wrong."""

    address: str = ""
    name: str = "Lan"
    number: str = "7"
    signed_by: rsa.RSAPrivateKey = field(default_factory=key)
    published: rsa.RSAPrivateKey | None = None
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    spoilt: dict[str, Any] = field(default_factory=dict)
    """Claims of the ID token that are other than they should be (None: left out)."""
    header: dict[str, Any] = field(default_factory=dict)
    about_the_user: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, bytes] = field(default_factory=dict)
    """What is answered, by path, in place of what should be."""

    @contextmanager
    def as_it_should_be(self) -> Iterator["Service"]:
        """The service for one test: what that makes it do wrong is forgotten after it."""
        was = dict(vars(self))
        for name in ("given", "spoilt", "header", "about_the_user", "answers"):
            setattr(self, name, {})
        yield self
        vars(self).update(was)

    def discovery(self) -> dict[str, Any]:
        """What the service says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict[str, Any]:
        """The public half of what it signs with."""
        public = (self.published or self.signed_by).public_key()
        one = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
        return {"keys": [{**one, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def sent_back(self, asked: str) -> str:
        """Somebody signs in at the address they were sent to; where the browser goes on to."""
        query = {name: said for name, [said] in parse_qs(urlsplit(asked).query).items()}
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert "openid" in query["scope"].split()
        code = f"code-{len(self.given)}"
        self.given[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any]:
        """A code is good once, for whoever asked for it."""
        query = self.given.pop(sent["code"])
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == query["code_challenge"]
        assert (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)
        assert sent["redirect_uri"] == query["redirect_uri"]
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": self.number,
            "nonce": query.get("nonce"),
            "iat": now,
            "exp": now + 300,
            **self.spoilt,
        }
        said = {name: one for name, one in claims.items() if one is not None}
        algorithm = self.header.get("alg", "RS256")
        signs: Any = {"none": None, "HS256": SECRET}.get(algorithm, self.signed_by)
        header = {"kid": "1", **self.header}
        id_token = jwt.encode(said, signs, algorithm, {k: v for k, v in header.items() if v})
        return {"access_token": "mot-the", "token_type": "Bearer", "id_token": id_token}

    def userinfo(self) -> dict[str, Any]:
        """What it says of the user beside the token."""
        own = {"sub": self.number, "preferred_username": self.name, "email": "lan@co-quan.vn"}
        return {**own, **self.about_the_user}


@contextmanager
def service() -> Iterator[Service]:
    """The service, at an address of this machine."""
    found = Service()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/.well-known/openid-configuration": found.discovery,
                "/jwks": found.jwks,
                "/userinfo": found.userinfo,
            }
            self._say(pages[self.path]())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            sent = {k: v for k, [v] in parse_qs(self.rfile.read(length).decode()).items()}
            self._say(found.token(sent))

        def _say(self, said: Any) -> None:
            told = found.answers.get(self.path, json.dumps(said).encode())
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_said: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
