"""What is answered to many: its bytes as they are and, where that saves something, packed once for whoever reads gzip.

A packed page is a fifth of what it was, which is what a telephone waits for. To pack what one reader sends together with
a secret would let somebody who sees the length alone guess the secret letter by letter (BREACH): an answer here holds none,
no session's and no form's, for it is the same for everybody. The board's are such, style and script too (`site/sheets.py`);
nothing else of the site is packed (`site/headers.py`).
"""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

WORTH_PACKING = 1024
"""Bytes from which an answer is packed; a smaller one goes in one parcel of the network either way."""
_OPEN = re.compile(r"(text/|application/(json|vnd\.oai\.openapi\+json)\b)")
"""Kinds of content that are text; a workbook is packed already."""
_NAMES = ("Content-Type", "Content-Disposition", "Cache-Control")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an answer: the bytes, the tag by which a reader says that it has them, and the headers beside the site's."""

    body: bytes
    tag: str
    headers: Mapping[str, str]

    def to(self, request: HttpRequest) -> HttpResponse:
        """The response; without a body for whoever has this very form."""
        has = request.META.get("HTTP_IF_NONE_MATCH", "")
        if has and (self.tag in has or has.strip() == "*"):
            response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
            del response["Content-Type"]
            for name in ("ETag", "Vary", "Cache-Control"):
                if name in self.headers:
                    response[name] = self.headers[name]
            return response
        return HttpResponse(self.body, headers=self.headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: as it is, and packed where that is worth it."""

    plain: Form
    packed: Form | None

    def to(self, request: HttpRequest) -> HttpResponse:
        """The response in the form that the reader takes."""
        if self.packed and takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return self.packed.to(request)
        return self.plain.to(request)


def answer_of(response: HttpResponse) -> Answer:
    """Both forms of what a page made."""
    beside = {name: response[name] for name in _NAMES if name in response}
    parts = (*beside.values(), "")
    digest = sha256("\n".join(parts).encode() + response.content).hexdigest()[:32]
    packed = _packed(response)
    if packed is None:
        return Answer(_form(response.content, digest, beside), None)
    # What stands between keeps the two apart by `Vary`, and a reader that asks again by a tag of each.
    beside["Vary"] = "Accept-Encoding"
    plain = _form(response.content, digest, beside)
    return Answer(plain, _form(packed, f"{digest}-gzip", {**beside, "Content-Encoding": "gzip"}))


def _form(body: bytes, tag: str, beside: Mapping[str, str]) -> Form:
    # Its length as well, worked out once; whatever is not kept gets its own in `doorway.py`.
    told = {**beside, "ETag": f'"{tag}"', "Content-Length": str(len(body))}
    return Form(body, told["ETag"], told)


def _packed(response: HttpResponse) -> bytes | None:
    if len(response.content) < WORTH_PACKING or not _OPEN.match(response["Content-Type"]):
        return None
    return gzip.compress(response.content, mtime=0)


@lru_cache(256)
def takes_gzip(accepted: str) -> bool:
    """Whether a reader who says this in Accept-Encoding takes gzip, and does not like it less than what is not packed.

    Who says nothing gets it as it is. What cannot be read is not taken into account. Source: RFC 9110, 12.5.3.
    """
    liking = dict(_liking(accepted))
    gzip_liked = liking.get("gzip", liking.get("x-gzip", liking.get("*", 0.0)))
    return gzip_liked > 0 and gzip_liked >= liking.get("identity", 0.0)


def _liking(accepted: str) -> list[tuple[str, float]]:
    found = []
    for one in accepted.lower().split(","):
        name, _, rest = one.partition(";")
        weight = _WEIGHT.fullmatch(rest.strip()) if rest else None
        if rest and weight is None:
            continue
        found.append((name.strip(), float(weight[1]) if weight else 1.0))
    return found


_WEIGHT = re.compile(r"q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)
