"""`tusoi release [--check | --by ACCOUNT] [--pressing]`: the batches of sealed opinions that are due, in every campaign."""

import sys

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="chỉ xem, không chuyển / look only, release nothing",
    )
    parser.add_argument("--by", metavar="ACCOUNT", default="", help="ai chuyển / who releases")
    parser.add_argument(
        "--pressing",
        action="store_true",
        help="chỉ chuyển lô có báo nguy hiểm, hoặc khi kênh đã đóng / only where danger was told of or intake has closed",
    )


def _run(asked: Asked) -> int:
    """Release what is due; 1 where the account may not. Nothing says how many opinions waited."""
    from tusoi.opinions.sealed.releasing import due, release_due
    from tusoi.organisation.actions import account_named

    if not asked.check and not asked.by:
        raise Refused(_BY_WHOM)
    if asked.check:
        looked = list(due(pressing_only=asked.pressing))
    else:
        looked = list(release_due(account_named(asked.by), pressing_only=asked.pressing))
    for one in (one for one in looked if one.due):
        said = _RELEASED if one.number else _DUE
        answer(said.filled(campaign=one.campaign, number=one.number).in_(asked.lang))
    if not any(one.due for one in looked):
        answer(_NOTHING.in_(asked.lang))
    barred = [one.campaign for one in looked if not one.may]
    for campaign in barred:
        sys.stderr.write(_BARRED.filled(name=asked.by, campaign=campaign).in_(asked.lang) + "\n")
    return 1 if barred else 0


_BY_WHOM = Wording(
    vi="Chuyển lô là một việc có người làm: thêm --by TÀI-KHOẢN; chỉ xem thì thêm --check.",
    en="Releasing is somebody's act: add --by ACCOUNT; to look only, add --check.",
)
_RELEASED = Wording(
    vi="{campaign}  đã chuyển lô {number}", en="{campaign}  batch {number} was released"
)
_DUE = Wording(vi="{campaign}  đến hạn chuyển lô", en="{campaign}  a batch is due")
_NOTHING = Wording(vi="Chưa có lô nào đến hạn chuyển.", en="No batch is due.")
_BARRED = Wording(
    vi="{campaign}: “{name}” không được chuyển lô ở đợt này, nên chưa chuyển gì. Giao quyền bằng: tusoi role grant {name} campaign_office --host …",
    en="{campaign}: “{name}” may not release batches there, and none was. Grant it with: tusoi role grant {name} campaign_office --host …",
)

COMMAND = Command(
    name="release",
    help="chuyển các lô ý kiến niêm phong đến hạn / release the batches of sealed opinions that are due",
    arguments=_arguments,
    run=_run,
)
