"""The pages under /gop-y/: nobody signs in here, and nothing of a visit is kept."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.queries import CampaignView
from tusoi.opinions.sealed.batches import batches
from tusoi.opinions.sealed.channel import Channel, channel_of, week_of
from tusoi.opinions.sealed.channel_words import ABOUT_WORDING
from tusoi.opinions.sealed.dialogue import (
    Dialogue,
    MessageForm,
    ReceiptUnknown,
    TooManyWrong,
    opened_by,
)
from tusoi.opinions.sealed.felt import ANSWERS, Board, answer_by_receipt, asked_by_receipt
from tusoi.opinions.sealed.intake import Received, receive_message, receive_opinion
from tusoi.opinions.sealed.promised import answer_by
from tusoi.opinions.sealed.protocol.envelope import TextTooLong
from tusoi.opinions.sealed.protocol.receipt import ReceiptNotReadable
from tusoi.opinions.sealed.retention import destructions, kept_until
from tusoi.opinions.sealed.writing import OpinionForm
from tusoi.organisation.access import NotThere, language_of
from tusoi.values.clock import today
from tusoi.values.wording import Wording, other_than

BecameOf = Callable[[CampaignView, str], Sequence[Wording]]


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Who will see what, then three fields; sent, the receipt."""
    channel = channel_of(code, today())
    if not channel.takes_opinions_on(today()):
        return _form(request, channel, _sent_late(request, channel), 422 if request.POST else 200)
    if request.method != "POST":
        return _form(request, channel, OpinionForm.drawn())
    form = OpinionForm.sent(request, channel)
    if "find" in request.POST:
        return _form(request, channel, form, 422 if form.faults else 200)
    if not form.may_be_sent:
        return _form(request, channel, form, 422)
    try:
        received = receive_opinion(channel, form.receipt, form.given(channel), on=today())
    except TextTooLong as refused:
        form.faults["words"] = refused.wording
        return _form(request, channel, form, 422)
    told = received.again, form.urgent, week_of(today())
    page = _receipt_page(channel, language_of(request), *told)
    shown = page.replace(_RECEIPT, str(form.receipt)).replace(_PRINT, received.fingerprint)
    return HttpResponse(shown)


_RECEIPT, _PRINT = "{receipt}", "{fingerprint}"


@lru_cache(maxsize=64)
def _receipt_page(channel: Channel, lang: str, again: bool, urgent: bool, week: str) -> str:
    """The page with a receipt, the same for everybody of a week but for two places: rendered once, and of no request."""
    shown = {
        "channel": channel,
        "receipt": _RECEIPT,
        "received": Received("" if again else _PRINT, again),
        "urgent": urgent,
        "answer_by": answer_by(week),
        "lang": lang,
        "other_lang": other_than(lang),
    }
    return render_to_string("opinions/sealed/receipt.html", shown)


def _sent_late(request: HttpRequest, channel: Channel) -> OpinionForm:
    return OpinionForm.sent(request, channel) if request.method == "POST" else OpinionForm.drawn()


def _form(
    request: HttpRequest, channel: Channel, form: OpinionForm, status: int = 200
) -> HttpResponse:
    shown = {
        "channel": channel,
        "form": form,
        "token": form.token(channel),
        "open": channel.takes_opinions_on(today()),
        "finding": "find" in request.POST,
        "ended": channel.is_closed_on(today()),
        "abouts": ABOUT_WORDING.items(),
        "kept_until": kept_until(channel),
    }
    return render(request, "opinions/sealed/give.html", shown, status=status)


@require_safe
def lists(request: HttpRequest, code: str) -> HttpResponse:
    """The fingerprints of every batch, whole, so that a search for one's own happens on one's own machine."""
    channel = channel_of(code, today())
    shown_now = channel.lists_batches_on(today())
    found = batches(code) if shown_now else ()
    shown = {
        "channel": channel,
        "batches": found,
        "shown_now": shown_now,
        "kept_until": kept_until(channel),
        "destroyed": destructions(code) if shown_now else (),
    }
    return render(request, "opinions/sealed/lists.html", shown)


@require_safe
def prints(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A batch's list as a plain file, as the trustees' room and a contributor's own machine read it."""
    channel = channel_of(code, today())
    found = next((one for one in batches(code) if one.number == number), None)
    if found is None or not channel.lists_batches_on(today()):
        raise NotThere
    response = HttpResponse("\n".join(found.fingerprints), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}.prints.txt"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def dialogue(request: HttpRequest, code: str, became_of: BecameOf, board: Board) -> HttpResponse:
    """By receipt: how far the opinion is, what became of it, replies, a further message. The receipt is never in an address.

    `became_of` is the desk's: what became of a digest, in sentences. `board` is the public board's: what is asked of it.
    """
    channel = channel_of(code, today())
    if request.method != "POST":
        return _asked_for(request, channel)
    typed = request.POST.get("receipt", "")
    vouched_by = (request.POST.get("nonce", ""), request.POST.get("token", ""))
    try:
        found = opened_by(channel, typed, vouched_by=vouched_by)
    except (ReceiptNotReadable, ReceiptUnknown) as refused:
        return _asked_for(request, channel, typed, refused.wording)
    except TooManyWrong as refused:
        return _asked_for(request, channel, typed, refused.wording, 429)

    def talk(form: MessageForm, status: int = 200, said: Wording | None = None) -> HttpResponse:
        lines = [(one, became_of(channel.campaign, one)) for one in found.digests]
        asked = asked_by_receipt(channel, found, board)
        shown = {"channel": channel, "found": found, "form": form, "said": said, "became": lines}
        shown |= {"asked": asked, "answers": ANSWERS, "overdue": found.is_overdue_on(today())}
        return render(request, "opinions/sealed/dialogue.html", shown, status=status)

    if "felt" in request.POST:
        about, answer = request.POST["felt"], request.POST.get("said", "")
        again = answer_by_receipt(channel, found, board, about, answer)
        return talk(MessageForm.drawn(found), said=_FELT_AGAIN if again else _FELT)
    if "words" not in request.POST:
        return talk(MessageForm.drawn(found))
    return _message(request, channel, found, talk)


def _message(
    request: HttpRequest, channel: Channel, found: Dialogue, talk: Callable[..., HttpResponse]
) -> HttpResponse:
    """Take a further message."""
    form = MessageForm.sent(request, found)
    if form.fault:
        return talk(form, 422)
    try:
        again = receive_message(
            channel,
            found.receipt,
            form.given(channel),
            kind=form.kind,
            nonce=form.nonce,
            on=today(),
        )
    except TextTooLong as refused:
        form.fault = refused.wording
        return talk(form, 422)
    return talk(MessageForm.drawn(found), said=_AGAIN if again else _KEPT)


def _asked_for(
    request: HttpRequest,
    channel: Channel,
    typed: str = "",
    fault: Wording | None = None,
    status: int = 422,
) -> HttpResponse:
    shown = {"channel": channel, "typed": typed, "fault": fault}
    status = status if fault else 200
    return render(request, "opinions/sealed/by_receipt.html", shown, status=status)


_FELT = Wording(
    vi="Đã nhận câu trả lời của bạn; trên bảng công khai nó được đếm chung với mọi câu trả lời khác.",
    en="Your answer is taken; on the public board it is counted among all others.",
)
_FELT_AGAIN = Wording(
    vi="Việc này đã được trả lời bằng mã nhận này từ trước; câu trả lời ấy giữ nguyên.",
    en="This was answered by this receipt before; that answer stands.",
)
_KEPT = Wording(
    vi="Đã giữ lời nhắn của bạn, niêm phong như ý kiến, và sẽ chuyển cùng lô tới.",
    en="Your message was kept, sealed as opinions are, and goes with the next batch.",
)
_AGAIN = Wording(
    vi="Lời nhắn này đã được giữ từ trước; không giữ thêm lần nữa.",
    en="This message was kept before; it was not kept twice.",
)
