"""The matrix as data: every address with who may open it and who may send to it, and every field with who may read it.

A new address fails `test_every_address_is_declared` until it stands in `ROUTES`. Who may is said by the right that the
page asks for, where one right says it; `STATED` says once more, apart from `organisation/roles.py`, which roles have
the rights over what is sensitive, so that a role given one by mistake is seen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.matrix.principals import ABOVE, FORMER, Who
from tests.matrix.world import CAMPAIGN, CASES, CHANNEL_CLOSED, DIGESTED, STATES, VOICED, Place
from tusoi.desk.acts import ACTS
from tusoi.desk.cases.acts import ACTS as CASE_ACTS
from tusoi.desk.issues.pages import SEES as OF_ISSUES
from tusoi.figures.register import figures
from tusoi.organisation.roles import RIGHTS, Extent, Right, Role
from tusoi.remediation.access import SEES as OF_ITEMS
from tusoi.remediation.living import KEEPS as KEEPS_ITEMS

Args = Mapping[str, object]
May = Callable[[Who, Place | None, Args], bool]
PLANNED = STATES["remedy planned"]
NO_UNIT = Place(99, "ZZ9", "", "no such unit")
NO_DRAFT = "00000000-0000-4000-8000-000000000000"
MET_ON, NO_DAY = "2026-11-05", "2026-11-06"


# Who may


def nobody(_who: Who, _place: Place | None, _args: Args) -> bool:
    return False


def anybody(_who: Who, _place: Place | None, _args: Args) -> bool:
    return True


def signed_in(who: Who, _place: Place | None, _args: Args) -> bool:
    return bool(who.name)


def inside(who: Who, _place: Place | None, _args: Args) -> bool:
    """Whoever sees a unit of the campaign."""
    return who.may_somewhere(Right.SEE)


def sees_all_below(who: Who, place: Place | None, _args: Args) -> bool:
    """Whoever sees a unit by a role that reaches below it."""
    extent = RIGHTS[who.role].get(Right.SEE) if who.role else None
    return extent is Extent.BELOW and who.may(Right.SEE, place)


def right(*rights: Right) -> May:
    """Whoever has one of the rights over the unit, or over the whole campaign where the address names none."""

    def may(who: Who, place: Place | None, _args: Args) -> bool:
        return any(who.may(one, place) for one in rights)

    return may


def somewhere(*rights: Right, whole: Right | None = None) -> May:
    """Whoever has one of the rights over any unit, or `whole` over all of them."""

    def may(who: Who, _place: Place | None, _args: Args) -> bool:
        over_all = whole is not None and who.may(whole, None)
        return over_all or any(who.may_somewhere(one) for one in rights)

    return may


def writer(who: Who, place: Place | None, args: Args) -> bool:
    """Whoever prepares the collective's; of a person's, that person alone."""
    if place is None:
        return False
    seat = args.get("seat", "")
    if seat:
        posts = {place.seat(place.head): "head", place.seat(place.deputy): "deputy"}
        return bool(seat in posts) and who.name == f"{posts.get(str(seat))} {place.unit}"
    return who.may(Right.PREPARE, place)


HANDED_IN = {
    "submitted", "in the room", "minutes drafted", "minutes signed", "judged", "to redo",
    "remedy planned",
}  # fmt: skip
WITH_MINUTES = HANDED_IN - {"submitted", "in the room"}


def reads_self_review(who: Who, place: Place | None, args: Args) -> bool:
    """Its writer; and once it is handed in whoever reads the review, or, of a person's, those who see self-reviews."""
    seen = Right.SEE_SELF_REVIEWS if args.get("seat") else Right.SEE_REVIEW
    known = args.get("seat", "") != "khong-co"
    return known and (writer(who, place, args) or (place is not None and who.may(seen, place)))


def answers_topic(who: Who, place: Place | None, args: Args) -> bool:
    """The first topic of each unit is put to the collective, the second to its deputy."""
    if place is None or place is NO_UNIT:
        return False
    if str(args["topic"]).endswith("GY1"):
        return who.may(Right.PREPARE, place)
    return str(args["topic"]).endswith("GY2") and who.name == f"deputy {place.unit}"


def does_act(who: Who, place: Place | None, args: Args) -> bool:
    act = next((one for one in ACTS if one.slug == args["slug"]), None)
    return act is not None and who.may(act.right, place)


NOTICED = {"DECIDED", "RESTORED"}
READERS = {
    "OPEN": {"commission", "council"},
    "DECIDED": {"commission", "council", "directors"},
    "RESTORED": {"commission", "council", "directors"},
}
"""The opener of each case and those named to read it."""


def _is_subject(who: Who, case: str) -> bool:
    """The deputy by whose post the case was opened, also once every role of theirs has ended."""
    named = who.name.removeprefix("former ") if who == FORMER else who.name
    return case in NOTICED and named == f"deputy {CASES[case].unit}"


def opens_case(who: Who, _place: Place | None, args: Args) -> bool:
    """Readers, its subject from the notice on, and whoever may name readers: the inspection commission."""
    case = str(args["case"])
    commission = who.role is Role.INSPECTION
    return case in CASES and (commission or who.name in READERS[case] or _is_subject(who, case))


BY_SLUG = {act.slug: act.by for act in CASE_ACTS}


def acts_on_case(who: Who, _place: Place | None, args: Args) -> bool:
    case, by = str(args["case"]), BY_SLUG.get(str(args["slug"]), "")
    if case not in CASES:
        return False
    reads = who.name in READERS[case]
    kinds = {
        "namer": who.role is Role.INSPECTION,
        "handler": reads and who.role is Role.INSPECTION,
        "body": reads and who.role is Role.DISCIPLINE_AUTHORITY,
        "subject": _is_subject(who, case),
    }
    kinds["either"] = kinds["handler"] or kinds["subject"]
    return kinds.get(by, False)


def _only(state: str, may: May) -> May:
    """As said, and only where the unit stands there."""

    def only(who: Who, place: Place | None, args: Args) -> bool:
        return place is not None and place.state == state and may(who, place, args)

    return only


def drafts(may: May) -> May:
    """As said, of a draft that is there."""

    def of_one(who: Who, place: Place | None, args: Args) -> bool:
        return args["id"] != NO_DRAFT and may(who, place, args)

    return of_one


def with_code(code: str, may: May) -> May:
    """As said, of what is there under that part of its address: of the units that opinions were asked on."""

    def of_one(who: Who, place: Place | None, args: Args) -> bool:
        return place in VOICED and args[code] != "khong-co" and may(who, place, args)

    return of_one


def opens_issue(who: Who, place: Place | None, args: Args) -> bool:
    """The first is on the collective; the second on its deputy, and given to its head."""
    own = right(Right.ANSWER_ISSUE, Right.RECORD_FINDING, Right.PLAN_REMEDY)
    if right(Right.WORK_ISSUES, Right.SEE_OPINIONS)(who, place, args):
        return True
    if str(args["issue"]).endswith("VD01"):
        return own(who, place, args)
    return place is not None and who.name == f"deputy {place.unit}"


def opens_item(who: Who, _place: Place | None, args: Args) -> bool:
    """An item of the plan of the one unit that made one."""
    return args["number"] != "khong-co" and any(who.may(one, PLANNED) for one in OF_ITEMS)


def owes_item(who: Who, _place: Place | None, args: Args) -> bool:
    """Its unit's head and office, and the deputy, who answers for it."""
    plans = who.may(Right.PLAN_REMEDY, PLANNED) and who.may(Right.CLAIM_ITEM, PLANNED)
    return args["number"] != "khong-co" and (plans or who.name == f"deputy {PLANNED.unit}")


def reads_again(who: Who, place: Place | None, _args: Args) -> bool:
    return who.stands(place) in SECOND


def concerned(who: Who, place: Place) -> bool:
    """Of the unit, of its office or below it. Nobody of the unit above holds another role in this world."""
    stands = ABOVE.get(who.over.unit, set()) if who.over else set[str]()
    return who.over is not None and place.unit in {who.over.unit, *stands}


def reads_digests(who: Who, place: Place | None, _args: Args) -> bool:
    """Before the close whoever has the right and whom they do not concern; afterwards, of five and more, the unit's head too."""
    if place is None or place.unit not in DIGESTED:
        return False
    enough = CHANNEL_CLOSED and DIGESTED[place.unit] >= 5
    return who.may(Right.READ_DIGESTS, place) and (enough or not concerned(who, place))


def answers_digests(who: Who, place: Place | None, args: Args) -> bool:
    """Whoever reads them may open the page; a reply is the head's."""
    return reads_digests(who, place, args) and who.may(Right.REPLY_TO_DIGEST, place)


# The addresses


@dataclass(frozen=True, slots=True)
class Route:
    """One address: who may open it (None: it takes no GET), who may send to it (None: no POST), and what it is of.

    `over` is campaign, unit, case, draft or site; `parts` what else its address holds. With `by_state` it depends on
    what is there whether something is shown to those who may; `file`: what it answers is to be kept as a file. With
    `elsewhere` a test of its own says who may: here its answers are looked through, and held to their headers. `dared`: under
    the way in without a trace, where nobody is anybody; `public`: the kind of what everybody gets alike.
    """

    get: May | None
    post: May | None = None
    over: str = "unit"
    parts: tuple[Args, ...] = ({},)
    by_state: bool = False
    file: bool = False
    elsewhere: bool = False
    dared: bool = False
    public: str = ""


FORMATS = ("html", "docx", "pdf", "xlsx")
OWN = ({"seat": "head"}, {"seat": "deputy"}, {"seat": "khong-co"})
TOPICS = ({"topic": "GY1"}, {"topic": "GY2"}, {"topic": "GY9"})
TWO_FORMATS = ({"format": "docx"}, {"format": "pdf"})
SLUGS = (*({"slug": act.slug} for act in ACTS), {"slug": "khong-co"})
CASE_SLUGS = (*({"slug": act.slug} for act in CASE_ACTS), {"slug": "khong-co"})
DAYS = ({"day": MET_ON}, {"day": NO_DAY})
HAS_A_PART = (Right.SEE_CASES, Right.OPEN_CASE, Right.DECIDE_CASE, Right.ANSWER_CASE)
SEE_WHOLE, EXCHANGE = right(Right.SEE_WHOLE), right(Right.EXCHANGE)
HOLDS = right(Right.HOLD_SESSION)
SEES, READS = right(Right.SEE), right(Right.SEE_REVIEW)
SEES_MINUTES = right(Right.SEE_MINUTES)
FIGURES = tuple(
    {"path": path} for path in ("units_reviewed.done", *(figure.code for figure in figures()))
)

KEEPS = right(Right.HOLD_KEY, Right.OPEN_CHANNEL)
NO_INVITATION = ({"invitation": "khong-co"},)
INVITATIONS = ({"invitation": "GM01"}, *NO_INVITATION)
ISSUES = ({"issue": "VD01"}, {"issue": "VD02"}, {"issue": "khong-co"})
ITEMS = ({"number": f"{PLANNED.unit}.KP01"}, {"number": "khong-co"})
ASKS = with_code("invitation", right(Right.ASK_OPINIONS))
NO_ITEM = ({"number": "khong-co"},)
PUBLISHES = right(Right.PROPOSE_PUBLICATION, Right.APPROVE_PUBLICATION)
THE_DOOR = (
    "second-step", "forgotten", "account", "application", "passkeys", "sessions-of-mine",
    "change-password", "resets",
)  # fmt: skip

ROUTES: Mapping[str, Route] = {
    # The site's own
    "campaigns": Route(anybody, over="site"),
    "sign-in": Route(anybody, anybody, over="site"),
    "sign-out": Route(None, anybody, over="site"),
    "enter-as": Route(None, nobody, over="site", parts=({"slug": "mai"},)),
    "start": Route(somewhere(Right.START_CAMPAIGN), somewhere(Right.START_CAMPAIGN), over="site"),
    "my-desk": Route(signed_in, over="site"),
    "my-file": Route(signed_in, over="site"),
    "my-file-download": Route(signed_in, over="site", file=True),
    "my-file-word": Route(signed_in, over="site", file=True),
    "contact": Route(signed_in, signed_in, over="site"),
    # The door: `test_entry.py`
    **{name: Route(anybody, anybody, over="site", elsewhere=True) for name in THE_DOOR},
    "paper-codes": Route(None, anybody, over="site", elsewhere=True),
    **{name: Route(anybody, over="site", elsewhere=True) for name in ("alive", "ready")},
    "new-password": Route(
        anybody, anybody, over="site", parts=({"about": "khong-co", "token": "khong-co"},),
        elsewhere=True,
    ),
    **{
        name: Route(anybody, anybody, over="site", parts=({"provider_id": "khong-co"},), elsewhere=True)
        for name in ("openid_connect_login", "openid_connect_callback")
    },
    "answer-by-link": Route(
        anybody, anybody, over="site", parts=({"word": "khong-co"},), elsewhere=True
    ),
    # A campaign's
    "wall": Route(inside, over="campaign"),
    "figures": Route(inside, right(Right.SEE), over="campaign"),
    "figure": Route(inside, over="campaign", parts=FIGURES),
    "tree": Route(inside, over="campaign"),
    "tree-of": Route(sees_all_below, over="unit"),
    "tree-json": Route(inside, over="campaign", elsewhere=True),
    "tree-of-json": Route(sees_all_below, over="unit", elsewhere=True),
    "search": Route(inside, over="campaign"),
    "search-json": Route(inside, over="campaign", elsewhere=True),
    "groups": Route(inside, over="campaign"),
    "items": Route(somewhere(*OF_ITEMS), over="campaign"),
    "item": Route(opens_item, nobody, over="campaign", parts=ITEMS),
    "item-file-add": Route(None, owes_item, over="campaign", parts=ITEMS),
    "item-file": Route(
        nobody, over="campaign", parts=tuple({**one, "id": NO_DRAFT} for one in ITEMS), file=True
    ),
    "practices": Route(inside, somewhere(Right.PLAN_REMEDY), over="campaign"),
    "practice": Route(nobody, nobody, over="campaign", parts=({"practice": "khong-co"},)),
    "last-time": Route(somewhere(Right.SEE_REVIEW), over="campaign"),
    "compare": Route(inside, over="campaign"),
    "compare-csv": Route(inside, over="campaign", elsewhere=True),
    "handovers": Route(SEE_WHOLE, EXCHANGE, over="campaign"),
    "roll-up": Route(inside, over="campaign"),
    "consistency": Route(
        somewhere(Right.READ_AGAIN, whole=Right.SEE_WHOLE), right(Right.DRAW_SAMPLE), over="campaign"
    ),
    "open-below": Route(
        right(Right.START_CAMPAIGN), right(Right.START_CAMPAIGN), over="campaign", by_state=True
    ),
    "cases": Route(somewhere(*HAS_A_PART), over="campaign"),
    "case-open": Route(somewhere(Right.OPEN_CASE), somewhere(Right.OPEN_CASE), over="campaign"),
    "case-bodies": Route(right(Right.OPEN_CASE), right(Right.OPEN_CASE), over="campaign"),
    "report": Route(SEE_WHOLE, right(Right.DRAFT_REPORT), over="campaign"),
    "report-file": Route(
        SEE_WHOLE, over="campaign", parts=tuple({"format": one} for one in FORMATS), file=True
    ),
    "report-made": Route(nobody, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "figures-made": Route(nobody, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "conferences": Route(SEE_WHOLE, right(Right.HOLD_CONFERENCE), over="campaign"),
    "review-files": Route(
        somewhere(Right.SEE_MINUTES), somewhere(Right.SEE_MINUTES), over="campaign"
    ),
    "review-files-made": Route(nobody, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "review-files-file": Route(nobody, over="campaign", parts=({"id": NO_DRAFT},), file=True),
    "ledger": Route(right(Right.SEE_LEDGER), over="campaign"),
    "exchange": Route(EXCHANGE, EXCHANGE, over="campaign"),
    "exchange-export": Route(EXCHANGE, over="campaign", file=True),
    "everything": Route(EXCHANGE, EXCHANGE, over="campaign"),
    "everything-made": Route(nobody, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "everything-file": Route(nobody, over="campaign", parts=({"id": NO_DRAFT},), file=True),
    "exchange-blank": Route(EXCHANGE, over="campaign", file=True),
    "items-workbook": Route(somewhere(*OF_ITEMS), somewhere(*KEEPS_ITEMS), over="campaign"),
    "items-download": Route(somewhere(*OF_ITEMS), over="campaign", file=True),
    "items-write": Route(None, somewhere(*KEEPS_ITEMS), over="campaign"),
    "units-workbook": Route(EXCHANGE, EXCHANGE, over="campaign"),
    "units-download": Route(EXCHANGE, over="campaign", file=True),
    "units-write": Route(None, EXCHANGE, over="campaign"),
    "unit-new": Route(EXCHANGE, EXCHANGE, over="campaign"),
    "unit-edit": Route(EXCHANGE, EXCHANGE, over="unit"),
    "unit-write": Route(None, EXCHANGE, over="campaign"),
    # What is gone leads whoever sends it back to the page it came from.
    "exchange-sent": Route(nobody, EXCHANGE, over="campaign", parts=({"key": "khong-co"},)),
    "exchange-annotated": Route(
        nobody, over="campaign", parts=({"key": "khong-co", "file": "don-vi.xlsx"},), file=True
    ),
    "roles": Route(somewhere(Right.SEE_ROLES), somewhere(Right.PROPOSE_ROLE), over="campaign"),
    "role-decide": Route(None, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "role-end": Route(None, nobody, over="campaign", parts=({"id": NO_DRAFT},)),
    "relations": Route(right(Right.SEE_RELATIONS), right(Right.DECLARE_RELATION), over="campaign"),
    "disclosure": Route(inside, right(Right.APPROVE_PUBLICATION), over="campaign"),
    "workdays": Route(inside, right(Right.SET_WORKDAYS), over="campaign"),
    "relation-back": Route(None, right(Right.DECLARE_RELATION), over="campaign"),
    "asking": Route(somewhere(Right.SEE_OPINIONS), over="campaign"),
    "issue-desk": Route(somewhere(Right.WORK_ISSUES, Right.SEE_OPINIONS), over="campaign"),
    # The sealed channel: without a trace for everybody, and in the campaign for those who keep it
    "sealed-give": Route(anybody, anybody, over="campaign", dared=True),
    "sealed-dialogue": Route(anybody, anybody, over="campaign", dared=True),
    "sealed-lists": Route(anybody, over="campaign", dared=True),
    "sealed-prints": Route(
        anybody, over="campaign", parts=({"number": 1},), file=True, dared=True
    ),
    "sealed-trustees": Route(KEEPS, KEEPS, over="campaign"),
    "sealed-batch": Route(
        right(Right.HOLD_KEY), over="campaign", parts=({"number": 1},), file=True
    ),
    "sealed-retaliation": Route(right(Right.OPEN_CASE), over="campaign"),
    # The public's, of which one item is published in this world, and its data: `board/tests/` has more
    "public": Route(anybody, over="site", public="public"),
    **{
        name: Route(anybody, over="campaign", by_state=True, public="public")
        for name in ("public-board", "public-figures", "public-data")
    },
    "public-item": Route(anybody, over="campaign", parts=ITEMS, by_state=True, public="public"),
    "public-answer": Route(
        None, anybody, over="campaign", parts=NO_ITEM, by_state=True, public="public"
    ),
    "public-report": Route(
        anybody, over="campaign", parts=({"record": "0" * 32},), by_state=True, public="public"
    ),
    "data-openapi": Route(anybody, over="site", public="data"),
    # What witnesses outside fetch; no checkpoint is made in this world
    "checkpoints": Route(anybody, over="site"),
    "checkpoint": Route(nobody, over="site", parts=({"tree": "host"},)),
    "data-campaigns": Route(anybody, over="site", public="data"),
    **{
        name: Route(anybody, over="campaign", by_state=True, public="data")
        for name in (
            "data-campaign", "data-items", "data-items-csv", "data-items-xlsx", "data-reports",
            "data-figures", "data-figures-csv", "data-figures-xlsx",
        )
    },
    "data-item": Route(anybody, over="campaign", parts=ITEMS, by_state=True, public="data"),
    "data-report": Route(
        anybody, over="campaign", parts=({"record": "0" * 32},), by_state=True, public="data"
    ),
    **{
        name: Route(nobody, over="campaign", elsewhere=True)
        for name in ("office-figures", "office-items", "office-units")
    },
    # A removal that is there, and the words of a row: `test_removals.py` of the desk
    "removals": Route(right(Right.SEE_LEDGER), over="campaign"),
    "removal": Route(nobody, nobody, over="campaign", parts=({"number": 7},)),
    "removal-new": Route(
        nobody, nobody, over="campaign",
        parts=({"table": "findings.finding", "row": "00000000-0000-4000-8000-000000000000"},),
    ),
    "publishing": Route(PUBLISHES, over="campaign"),
    "publication": Route(
        nobody, nobody, over="campaign", parts=({"kind": "item", "record": "khong-co"},)
    ),
    # A draft of the report
    "draft": Route(drafts(SEE_WHOLE), over="draft"),
    "draft-file": Route(
        drafts(SEE_WHOLE), over="draft", parts=tuple({"format": one} for one in FORMATS), file=True
    ),
    "draft-compare": Route(drafts(SEE_WHOLE), over="draft", by_state=True),
    # Whoever comes by a link is led to the draft, whether it is there or not.
    "draft-approve": Route(SEE_WHOLE, drafts(right(Right.APPROVE_REPORT)), over="draft"),
    # A unit's
    "unit": Route(SEES),
    "act": Route(does_act, does_act, parts=SLUGS),
    "topics": Route(READS, right(Right.SUGGEST_TOPIC)),
    "explanation": Route(answers_topic, answers_topic, parts=TOPICS, by_state=True),
    "self-review": Route(READS, writer),
    "self-review-file": Route(reads_self_review, parts=TWO_FORMATS, by_state=True, file=True),
    "self-review-version": Route(writer, parts=({"number": 1},), by_state=True),
    "self-review-word": Route(writer, writer),
    "draft-comment": Route(None, right(Right.COMMENT_ON_DRAFT), by_state=True),
    "own-review": Route(reads_self_review, writer, parts=OWN),
    "own-review-file": Route(
        reads_self_review, parts=tuple({**own, "format": "docx"} for own in OWN), by_state=True,
        file=True,
    ),
    "own-review-version": Route(
        writer, parts=tuple({**own, "number": 1} for own in OWN), by_state=True
    ),
    "own-review-word": Route(writer, writer, parts=OWN),
    "gates": Route(SEES, right(Right.ASK_WAIVER, Right.ALLOW_WAIVER)),
    "sessions": Route(SEES, HOLDS),
    "room": Route(HOLDS, HOLDS, parts=DAYS, by_state=True),
    "room-notes": Route(None, HOLDS, parts=DAYS),
    "minutes": Route(SEES_MINUTES, right(Right.HOLD_SESSION, Right.SIGN_MINUTES)),
    "minutes-section": Route(
        HOLDS, HOLDS, parts=({"section": "closing"}, {"section": "khong-co"}), by_state=True
    ),
    "minutes-version": Route(SEES_MINUTES, parts=({"redo": 0, "number": 2},), by_state=True),
    "minutes-file": Route(SEES_MINUTES, parts=TWO_FORMATS, by_state=True, file=True),
    "handover": Route(READS, nobody),
    "findings": Route(READS, right(Right.RECORD_FINDING)),
    "supervision": Route(READS, right(Right.DRAFT_VERDICT)),
    "group-note": Route(right(Right.DRAFT_VERDICT), right(Right.DRAFT_VERDICT)),
    "verdict-reply": Route(right(Right.REPLY_TO_VERDICT), right(Right.REPLY_TO_VERDICT)),
    "criticism": Route(right(Right.PUBLISH_CRITICISM), right(Right.PUBLISH_CRITICISM)),
    "second-reading": Route(reads_again, reads_again),
    "remedy": Route(READS, right(Right.PLAN_REMEDY)),
    "evidence": Route(READS, right(Right.PREPARE)),
    "retention": Route(right(Right.RECORD_INSPECTION), right(Right.RECORD_INSPECTION)),
    "sealed-digests": Route(reads_digests, answers_digests),
    "opinions": Route(right(Right.SEE_OPINIONS, Right.ASK_OPINIONS), right(Right.ASK_OPINIONS)),
    "invitation": Route(ASKS, ASKS, parts=INVITATIONS),
    "invitation-entry": Route(ASKS, ASKS, parts=INVITATIONS),
    "invitation-letter": Route(
        ASKS, parts=tuple({**one, "format": "docx"} for one in INVITATIONS), file=True
    ),
    "invited": Route(right(Right.ANSWER_INVITATION)),
    "invited-answer": Route(nobody, nobody, parts=NO_INVITATION),
    "issues": Route(right(*OF_ISSUES), right(Right.WORK_ISSUES)),
    "issue": Route(with_code("issue", opens_issue), nobody, parts=ISSUES),
    # A case's
    "case": Route(opens_case, over="case"),
    "case-act": Route(acts_on_case, acts_on_case, over="case", parts=CASE_SLUGS),
}  # fmt: skip
"""By name. In this world no unit is itself invited to give an opinion; what is sent to an issue is one of its acts."""


def arguments(route: Route, place: Place | None, draft: str) -> Iterator[Args]:
    """What the addresses of a route hold for one unit, one case or one draft, part by part."""
    abouts: Mapping[str, tuple[Args, ...]] = {
        "site": ({},),
        "campaign": ({"code": CAMPAIGN},),
        "unit": ({"code": CAMPAIGN},),
        "draft": tuple({"code": CAMPAIGN, "id": one} for one in (draft, NO_DRAFT)),
        "case": tuple({"code": CAMPAIGN, "case": one} for one in (*CASES, "khong-co")),
    }
    for part in route.parts:
        for about in abouts[route.over]:
            yield {**about, **(_of_unit(part, place) if place is not None else part)}


def _of_unit(part: Args, place: Place) -> Args:
    """A part of a unit's address, with the codes that this unit's seats and topics have."""
    args = {"unit": place.unit, **part}
    if "seat" in args:
        seats = {"head": place.seat(place.head), "deputy": place.seat(place.deputy)}
        args["seat"] = seats.get(str(args["seat"]), str(args["seat"]))
    for name in ("invitation", "issue"):
        if name in args and args[name] != "khong-co":
            args[name] = f"{place.unit}.{args[name]}"
    if "topic" in args:
        args["topic"] = f"{place.unit}-{args['topic']}"
    return args


# What is sensitive, stated apart from the table of rights

STATED: Mapping[Right, Mapping[Role, Extent]] = {
    Right.SEE_WHOLE: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION, Role.AUDITOR), Extent.BELOW),
    Right.SEE_LEDGER: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION, Role.AUDITOR), Extent.BELOW),
    Right.SEE_REVIEW: {
        **dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION, Role.AUDITOR), Extent.BELOW),
        **dict.fromkeys((Role.UNIT_HEAD, Role.UNIT_OFFICE, Role.MEMBER), Extent.OWN),
        **dict.fromkeys((Role.GROUP_LEADER, Role.GROUP_MEMBER), Extent.GROUP),
    },
    Right.SEE_CASES: {Role.INSPECTION: Extent.BELOW},
    Right.OPEN_CASE: {Role.INSPECTION: Extent.BELOW},
    Right.DECIDE_CASE: {Role.DISCIPLINE_AUTHORITY: Extent.BELOW},
    Right.ANSWER_CASE: {Role.UNIT_HEAD: Extent.OWN, Role.MEMBER: Extent.OWN},
    Right.RECORD_INSPECTION: {Role.INSPECTION: Extent.BELOW},
    Right.RECORD_SERIOUSNESS: {Role.INSPECTION: Extent.BELOW},
    Right.ALLOW_WAIVER: {Role.INSPECTION: Extent.BELOW},
    Right.APPROVE_REPORT: {Role.INSPECTION: Extent.BELOW},
    Right.SEE_SELF_REVIEWS: {
        Role.GROUP_LEADER: Extent.GROUP,
        Role.GROUP_MEMBER: Extent.GROUP,
        Role.INSPECTION: Extent.BELOW,
    },
    Right.REVIEW_ONESELF: {Role.UNIT_HEAD: Extent.OWN, Role.MEMBER: Extent.OWN},
    Right.PREPARE: {Role.UNIT_HEAD: Extent.OWN, Role.UNIT_OFFICE: Extent.OWN},
    Right.HOLD_SESSION: {Role.UNIT_HEAD: Extent.OWN, Role.UNIT_OFFICE: Extent.OWN},
    Right.SEE_MINUTES: {
        Role.CAMPAIGN_OFFICE: Extent.BELOW,
        Role.INSPECTION: Extent.BELOW,
        Role.UNIT_HEAD: Extent.OWN,
        Role.UNIT_OFFICE: Extent.OWN,
        Role.MEMBER: Extent.OWN,
        Role.GROUP_LEADER: Extent.GROUP,
        Role.GROUP_MEMBER: Extent.GROUP,
    },
    Right.SIGN_MINUTES: {
        Role.UNIT_HEAD: Extent.OWN,
        Role.UNIT_OFFICE: Extent.OWN,
        Role.MEMBER: Extent.OWN,
        Role.GROUP_LEADER: Extent.GROUP,
        Role.GROUP_MEMBER: Extent.GROUP,
    },
    Right.DRAFT_VERDICT: {Role.GROUP_LEADER: Extent.GROUP, Role.GROUP_MEMBER: Extent.GROUP},
    Right.GIVE_VERDICT: {Role.GROUP_LEADER: Extent.GROUP},
    Right.REPLY_TO_VERDICT: {Role.UNIT_HEAD: Extent.OWN},
    Right.SEE_OPINIONS: {
        Role.CAMPAIGN_OFFICE: Extent.BELOW,
        Role.INSPECTION: Extent.BELOW,
        Role.UNIT_HEAD: Extent.OWN,
    },
    Right.READ_ANSWERS: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION), Extent.BELOW),
    Right.HOLD_KEY: {Role.TRUSTEE: Extent.BELOW},
    Right.OPEN_CHANNEL: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.READ_DIGESTS: {
        Role.CAMPAIGN_OFFICE: Extent.BELOW,
        Role.INSPECTION: Extent.BELOW,
        Role.UNIT_HEAD: Extent.OWN,
        Role.GROUP_LEADER: Extent.GROUP,
        Role.GROUP_MEMBER: Extent.GROUP,
    },
    Right.REPLY_TO_DIGEST: {Role.UNIT_HEAD: Extent.OWN},
    Right.COMMENT_ON_DRAFT: {Role.MEMBER: Extent.OWN},
    Right.APPROVE_PRIVILEGED: {Role.INSPECTION: Extent.BELOW},
    Right.APPROVE_ROLE: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION), Extent.BELOW),
    Right.RESET_FACTORS: {Role.INSPECTION: Extent.BELOW},
    Right.DECLARE_RELATION: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION), Extent.BELOW),
    Right.SEE_RELATIONS: dict.fromkeys(
        (Role.CAMPAIGN_OFFICE, Role.INSPECTION, Role.AUDITOR), Extent.BELOW
    ),
    Right.EXCHANGE: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.START_CAMPAIGN: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.DRAFT_REPORT: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.PROPOSE_PUBLICATION: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.APPROVE_PUBLICATION: {Role.INSPECTION: Extent.BELOW},
    Right.PROPOSE_REMOVAL: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.APPROVE_REMOVAL: {Role.INSPECTION: Extent.BELOW},
    Right.NAME_CHAIR: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.CLAIM_ITEM: dict.fromkeys((Role.UNIT_HEAD, Role.UNIT_OFFICE, Role.MEMBER), Extent.OWN),
    Right.VERIFY_ITEM: {Role.VERIFIER: Extent.BELOW},
    Right.SET_WORKDAYS: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.KEEP_ITEMS: {Role.CAMPAIGN_OFFICE: Extent.BELOW},
    Right.REOPEN_ITEM: dict.fromkeys((Role.CAMPAIGN_OFFICE, Role.INSPECTION), Extent.BELOW),
}  # fmt: skip
"""Roles and separation of duties, for what would harm if somebody else had it; the auditor reads and does nothing."""


# The fields, and who may read them


SELF = {"unit_head", "unit_office", "member"}
GROUP = {"group_leader", "group_member"}
BODIES = {"hoi_dong_ky_luat", "ban_giam_doc"}
SEERS = (
    SELF
    | GROUP
    | BODIES
    | {"campaign_office", "inspection", "auditor", "trustee", "verifier", "head above"}
)
MINUTES = SELF | GROUP | {"campaign_office", "inspection"}
REVIEW = MINUTES | {"auditor"}
PERSONS = GROUP | {"inspection"}
DECIDING = {"inspection"} | BODIES
SUBJECT = {"member", "former member"}
SECOND = {"second reader", "blind reader"}
ON_RECORD = {"campaign_office", "inspection", "unit_head"}
OF_DIGESTS = GROUP | {"campaign_office", "inspection"}
EVERYBODY = {role.value for role in Role} | BODIES | SUBJECT | SECOND
EVERYBODY |= {"of another unit", "of another group", "head above", "outside", "public"}
FIELDS: Mapping[str, set[str]] = {
    "top": REVIEW | SECOND,
    "otp": REVIEW | SECOND | {"former member"},
    "exp": REVIEW | SECOND,
    "oex": PERSONS | {"member"},
    "drf": SELF,
    "dco": SELF,
    "sub": REVIEW | SECOND,
    "ohd": {"unit_head"},
    "odd": {"member"},
    "ohs": PERSONS | {"unit_head"},
    "ods": PERSONS | {"member"},
    "wai": SEERS,
    "sec": MINUTES,
    "abs": {"unit_head", "unit_office"},
    "spe": MINUTES,
    "min": MINUTES,
    "cor": MINUTES,
    "dis": MINUTES,
    "add": MINUTES,
    "fin": REVIEW | SECOND,
    "not": GROUP,
    "she": GROUP,
    "ver": REVIEW,
    "quo": REVIEW,
    "gdi": REVIEW,
    "rep": REVIEW,
    "itm": REVIEW | {"verifier"},
    "pub": EVERYBODY,
    "con": {"campaign_office", "inspection", "auditor"},
    "eml": {"unit_head"},
    "giv": ON_RECORD,
    "voi": ON_RECORD,
    "tod": {"campaign_office"},
    "iss": ON_RECORD | {"unit_office", "member"},
    "ian": ON_RECORD | {"unit_office", "member"},
    "pis": ON_RECORD | {"member"},
    "irp": ON_RECORD | {"member"},
    "pia": ON_RECORD | {"member"},
    "evp": REVIEW,
    "evs": REVIEW,
    "srq": {"second reader"},
    "sre": {"second reader"},
    "srd": {"blind reader"},
    "hol": {"inspection"},
    "rol": {"campaign_office", "inspection", "auditor", "unit_office"},
    "opn": set(),  # what was dared, in its own words
    "dig": OF_DIGESTS | {"unit_head"},  # of a unit with five, after the close
    "dif": OF_DIGESTS,  # of a unit with fewer
    "dre": OF_DIGESTS | {"unit_head"},
    "ret": {"inspection"},
    "cgr": DECIDING,
    "cvi": DECIDING,
    "crd": {"inspection"},
    "cnm": DECIDING,
    "cno": DECIDING | SUBJECT,
    "cre": DECIDING | SUBJECT,
    "crv": DECIDING | SUBJECT,
    "cde": DECIDING | SUBJECT,
    "cap": DECIDING | SUBJECT,
    "cst": DECIDING | SUBJECT,
    "cco": DECIDING | SUBJECT,
    "cmg": DECIDING | SUBJECT,
}
"""By the three letters of its marker: the standings to the unit that may read it. Of a case the subject is the deputy."""
NOT_SHOWN = {"cnm", "rol", "sre", "srq", "opn"}
"""Why a body was named competent or a role refused, a second reading's reason and quotes: kept, and so far shown to nobody;
an opinion is sealed to a key that is not here."""
