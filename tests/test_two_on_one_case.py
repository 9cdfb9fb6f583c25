"""Two who act on one case at the same moment: one wins, the other gets the sentence of a rule or learns that nothing changed.

Apart from the story of a case, because what is loaded once for a module would hold the tables here.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    dung,
    mai_loads_the_seed,
    player,
    quan,
    reach_for,
    yen,
)
from tusoi.campaigns.queries import campaign_view
from tusoi.discipline.files import file_of
from tusoi.discipline.handling import (
    AgainstTheRule,
    CaseToOpen,
    appeal_decision,
    conclude_case,
    decide_case,
    name_reader,
    notice_subject,
    notify_decision,
    open_case,
    reply_to_case,
    review_case,
    tell_body,
    vote_on_case,
)
from tusoi.discipline.rules.case_file import Votes
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.models import Account
from tusoi.values.clock import now, today

IC, SC = "inspection_commission", "standing_committee"
UNIT, POST = "B29", "PTT"
JAN_5, JAN_8, JAN_10, JAN_25, JAN_30 = (date(2013, 1, day) for day in (5, 8, 10, 25, 30))
FEB_10, FEB_12, FEB_15, MAR_1 = (
    date(2013, 2, 10),
    date(2013, 2, 12),
    date(2013, 2, 15),
    date(2013, 3, 1),
)
CARRIED = (Votes(15, 14, 11, 2, 1), Votes(15, 14, 12, 1, 1))

EXPECTED = {
    "vote": ["D11", "new"],
    "decision": ["D11", "new"],
    "appeal": ["D19", "new"],
    "reply": ["new", "same"],
    "last-minute": ["D6", "new"],
}
"""What comes of the two, by what they send: the rule that refuses the second, or that it changed nothing."""


def nga() -> Account:
    return player("Nga", unit=UNIT, post=POST)


def prepare() -> None:
    """A case for each pair, brought to where the two meet."""
    mai_loads_the_seed()
    tonight = today()
    with at_noon(tonight - timedelta(days=12)):
        commission = reach_for(dung())
        tell_body(commission, SC, Level.SUPERIOR)
        tell_body(commission, IC, Level.INSPECTION, above=SC)
        nga()
        for what in EXPECTED:
            _open(what, tonight)
    for what in EXPECTED:
        if what not in ("reply", "last-minute"):
            _heard(what)
    _vote(0, "decision")
    _vote(0, "appeal")
    _decide(0, "appeal")
    notify_decision(commission, "appeal", FEB_15)


def _open(what: str, tonight: date) -> None:
    """A case whose window for a reply ends tonight: it was noticed twelve days ago, and at once recorded."""
    commission = reach_for(dung())
    about = CaseToOpen(
        what,
        Subject.OFFICIAL,
        UNIT,
        f"Nội dung {what}",
        post=POST,
        whose=Whose.SUBORDINATE_COMMITTEE,
        violated_on=date(2012, 6, 30),
    )
    open_case(commission, about, JAN_5)
    for reader in (yen(), quan()):
        name_reader(commission, what, reader.name, "Cơ quan quyết định", None)
    conclude_case(commission, what, JAN_8)
    noticed = today() if what in ("reply", "last-minute") else JAN_10
    notice_subject(commission, what, noticed, "Xin trình bày.", tonight)


def _heard(what: str) -> None:
    commission = reach_for(dung())
    reply_to_case(commission, what, "Tôi đã nói hết.", says_all=True, on=JAN_25)
    review_case(commission, what, JAN_30, "Đã kiểm điểm.")


def _vote(place: int, what: str, on: date = FEB_10) -> Told:
    votes = CARRIED[place]
    return vote_on_case(reach_for(yen()), what, on, body=IC, form=Form.WARNING, votes=votes)


def _decide(place: int, what: str) -> Told:
    text = ("Cảnh cáo.", "Cảnh cáo, có nêu rõ lý do.")[place]
    outcome, form = Outcome.APPLIED, Form.WARNING
    reach = reach_for(yen())
    return decide_case(reach, what, FEB_12, body=IC, outcome=outcome, form=form, text=text)


def _appeal(place: int, what: str) -> Told:
    text = ("Chứng từ đã đủ.", "Xin xem lại.")[place]
    return appeal_decision(reach_for(dung()), what, SC, text, on=MAR_1)


def _reply(_place: int, what: str) -> Told:
    return reply_to_case(reach_for(nga()), what, "Tôi đã báo cáo đủ.")


def _reply_or_vote(place: int, what: str) -> Told:
    if place == 0:
        return _reply(place, what)
    if file_of(campaign_view(HCMC_CAMPAIGN, known_by=now()), what, known_by=now()) is None:
        raise LookupError(what)
    review_case(reach_for(dung()), what, today(), "Đã kiểm điểm.")
    return _vote(0, what, today())


SENT: dict[str, Callable[[int, str], Told]] = {
    "vote": _vote,
    "decision": _decide,
    "appeal": _appeal,
    "reply": _reply,
    "last-minute": _reply_or_vote,
}


def say_what_came_of_it(what: str, place: int, together: Callable[[], object]) -> str:
    """What comes of one of two."""
    together()
    try:
        told = SENT[what](place, what)
    except AgainstTheRule as against:
        return against.rule.code
    return "new" if told.changes else "same"


def what_stands() -> str:
    """How many votes, decisions, appeals and replies the five cases hold, and whether the ledger agrees."""
    view, counts = campaign_view(HCMC_CAMPAIGN, known_by=now()), []
    for what in EXPECTED:
        sealed = file_of(view, what, known_by=now())
        assert sealed is not None
        file = sealed.file
        decided = 1 if file.decided else 0
        counts.append(f"{len(file.votes)}{decided}{len(file.appeals)}{len(file.replies)}")
    return " ".join([*counts, str(len(list(discrepancies())))])


STANDS = "1001 1101 1111 0001 0001 0"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_on_one_case_at_once_on_postgresql_one_wins() -> None:
    prepare()
    for what, expected in EXPECTED.items():
        together = Barrier(2)

        def one(place: int, what: str = what, together: Barrier = together) -> str:
            try:
                return say_what_came_of_it(what, place, together.wait)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(one, range(2))) == expected, what
    assert what_stands() == STANDS


WRITER = """
import django; django.setup()
import sys, time
from pathlib import Path
from tests import test_two_on_one_case as these
word, what, place = sys.argv[1:4]
if word == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    these.prepare()
elif word == "look":
    print(these.what_stands())
else:
    here = Path(word)
    def together():
        (here / f"ready-{what}-{place}").touch()
        while len(list(here.glob(f"ready-{what}-*"))) < 2: time.sleep(0.001)
    print(these.say_what_came_of_it(what, int(place), together))
"""


def test_of_two_on_one_case_at_once_in_an_embedded_database_one_wins(tmp_path: Path) -> None:
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(word: str, what: str = "-", place: str = "0") -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, word, what, place],
            env=there,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    prepared = start("prepare")
    assert prepared.wait(600) == 0, prepared.communicate()
    for what, expected in EXPECTED.items():
        both = [start(str(tmp_path), what, str(place)) for place in range(2)]
        said = [one.communicate(timeout=600) for one in both]
        assert sorted(out.strip() for out, _ in said) == expected, (what, said)
    looked = start("look")
    assert looked.communicate(timeout=600)[0].strip() == STANDS
