"""Where one's weekly mail goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.organisation.access import account_of
from tusoi.organisation.actions import tell_contact
from tusoi.organisation.queries import contact_of
from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Where the reader's own weekly mail goes, and in which language; nobody else's."""
    account = account_of(request)
    known = contact_of(account)
    if request.method != "POST":
        shown = {"email": known.email if known else "", "language": known.language if known else ""}
        return render(request, "organisation/contact.html", shown)
    email, language = request.POST.get("email", "")[:400], request.POST.get("language", "")
    try:
        tell_contact(account, email, language, by=account.pk)
    except Refused as refused:
        again = {"email": email, "language": language, "fault": refused.wording}
        return render(request, "organisation/contact.html", again, status=422)
    said = _MAIL_TO.filled(email=tidy(email)) if tidy(email) else _NO_MAIL
    messages.success(request, said.in_(str(getattr(request, "lang", LANGUAGES[0]))))
    return redirect("contact")


_MAIL_TO = Wording(
    vi="Thư nhắc hằng tuần sẽ gửi đến {email}.", en="The weekly mail goes to {email}."
)
_NO_MAIL = Wording(vi="Sẽ không gửi thư nhắc cho bạn.", en="No weekly mail will be sent to you.")
