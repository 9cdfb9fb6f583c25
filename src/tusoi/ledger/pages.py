"""What anybody may see of the ledger: how far each tree is signed and vouched for, and the checkpoint itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.ledger.checkpoints import newest
from tusoi.ledger.exporting import leaves_of
from tusoi.ledger.verify import whole
from tusoi.ledger.witnesses import NoCheckpoint, note_of, request_of, standings


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Every tree with its newest checkpoint, and how many witnesses signed it. A fixed number of queries."""
    return render(request, "ledger/checkpoints.html", {"standings": standings()})


@require_safe
def checkpoint(request: HttpRequest, tree: str) -> HttpResponse:
    """A tree's newest checkpoint as text; with `old`, what a witness that remembers so many entries is asked with."""
    found = newest(tree)
    if found is None:
        raise Http404
    old = whole(request.GET.get("old", ""))
    try:
        asked = request_of(found, old, leaves_of(tree, found.size)) if old else note_of(found)
    except NoCheckpoint as refused:
        return HttpResponse(refused.wording.en, status=409, content_type="text/plain")
    response = HttpResponse(asked, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="checkpoint.txt"'
    return response
