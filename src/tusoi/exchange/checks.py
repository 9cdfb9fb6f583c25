"""What a folder's rows must be to each other: references, stretches of days, the order in which things happen.

Every check looks at all rows and names every fault. What a past review broke of a gate is no fault
here: it loads, is shown and is counted as a breach.
"""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from tusoi.discipline.rules.phase import phase_by_dates
from tusoi.exchange.calendars import FOUR_YEARS_EARLY
from tusoi.exchange.campaign_file import CampaignFile
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    EVIDENCE,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    PHASES,
    REMEDIATION,
    REVIEWS,
    SHEETS,
    TOPICS,
    UNITS,
    VOICES,
    Kind,
    Sheet,
)
from tusoi.exchange.faults import Findings, Place, Problem, shortened
from tusoi.exchange.problems import opinions, order, references
from tusoi.exchange.reader import Folder, Record, bare_key, has_whole_key
from tusoi.exchange.seats import Seats, post_reference
from tusoi.exchange.tree import Move, Tree
from tusoi.organisation.registering import PATH_LENGTH
from tusoi.text.forms import as_seen, fold
from tusoi.values.day import When
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording, same


def check(folder: Folder, campaign: CampaignFile, seats: Seats, findings: Findings) -> None:
    """Run every check on a folder that was read, whose posts are `seats`; faults go to `findings`."""
    checks = _Checks(folder, campaign, seats, findings)
    for run in (
        checks.days_not_ahead,
        checks.stretches,
        checks.look_alikes,
        checks.parents,
        checks.codes,
        checks.posts,
        checks.groups,
        checks.reviews,
        checks.topics,
        checks.opinions,
        checks.voices,
        checks.cases,
        checks.remediation,
    ):
        run()


class _Checks:
    """The checks of one folder, over what several of them look up."""

    def __init__(
        self, folder: Folder, campaign: CampaignFile, seats: Seats, findings: Findings
    ) -> None:
        self.folder = folder
        self.campaign = campaign
        self.findings = findings
        self.units = {record.text("unit") for record in folder.of(UNITS)}
        self.owing = {record.text("unit") for record in folder.of(UNITS) if record.text("block")}
        self.seats = seats
        self.hints_left = _HINTS
        self.unknown_posts: dict[str, Problem] = {}
        self.withdrawn = {
            bare_key(record.key): record.number
            for sheet in (UNITS, PEOPLE)
            for record in folder.all_of(sheet)
            if record.withdrawn
        }
        self.stood, self.stood_unclear = _dated_stretches(folder)
        self.early = {one.place.file for one in findings.notes if one.code == FOUR_YEARS_EARLY}
        self.reviews_of: dict[str, dict[str, Record]] = defaultdict(dict)
        self.reviews_unclear: set[str] = set()
        for record in folder.of(REVIEWS):
            if has_whole_key(REVIEWS, record):
                self.reviews_of[record.text("unit")].setdefault(record.text("post"), record)
            else:
                self.reviews_unclear.add(record.text("unit"))

    def days_not_ahead(self) -> None:
        """What has happened cannot lie after the return's `as_of`, nor after what was recorded by hand since."""
        last = self.campaign.last_done_on
        for sheet in SHEETS:
            done = [
                c for c in sheet.columns if c.kind in (Kind.DAY, Kind.DAYS) and not c.may_lie_ahead
            ]
            for record in self.folder.of(sheet):
                for column in done:
                    days = (record.day(column.key), *record.days(column.key))
                    late = next((day for day in days if day and day > last), None)
                    if late is not None:
                        problem = order.AFTER_AS_OF.filled(day=late, as_of=last)
                        record.fault(self.findings, problem, column.key)

    def stretches(self) -> None:
        """Dated rows of one code end after they begin and do not overlap."""
        for sheet in (UNITS, PEOPLE):
            rows: dict[str, list[Record]] = defaultdict(list)
            for record in self.folder.of(sheet):
                since, until = record.day("since"), record.day("until")
                if since and until and until < since:
                    problem = order.ENDS_BEFORE.filled(since=since, until=until)
                    record.fault(self.findings, problem, "until")
                undated = record.faulty("since") or record.faulty("until")
                if has_whole_key(sheet, record) and not undated:
                    rows[bare_key(record.key)].append(record)
            for key, records in rows.items():
                self._no_overlap(key, sorted(records, key=lambda one: one.day("since") or ALWAYS))

    def _no_overlap(self, key: str, records: list[Record]) -> None:
        longest = records[0]
        for later in records[1:]:
            if longest.period.overlaps(later.period):
                problem = order.OVERLAP.filled(key=key, row=longest.number)
                column = "since" if later.day("since") else "unit"
                later.fault(self.findings, problem, column)
            longest = max(longest, later, key=lambda one: one.day("until") or date.max)

    def look_alikes(self) -> None:
        """Of two rows none has a code that only looks like the other's; codes of plain letters look like no other."""
        for sheet in SHEETS:
            rows = {bare_key(record.key): record for record in self.folder.of(sheet)}
            if sheet in (UNITS, PEOPLE):
                self._note_capitals(sheet, rows)
            if all(map(str.isascii, rows)):
                continue
            seen: dict[str, str] = {}
            for key, record in rows.items():
                other = seen.setdefault(as_seen(key), key)
                if other != key:
                    problem = references.LOOK_ALIKE.filled(
                        code=key, other=other, row=rows[other].number, signs=_signs(key, other)
                    )
                    record.fault(self.findings, problem, sheet.row_key[-1])

    def _note_capitals(self, sheet: Sheet, rows: Mapping[str, Record]) -> None:
        """Say of two codes that only capitals tell them apart: they are two, and perhaps one was meant."""
        seen: dict[str, str] = {}
        for key, record in rows.items():
            other = seen.setdefault(key.casefold(), key)
            if other != key:
                said = references.CAPITALS_APART.filled(
                    code=key, other=other, row=rows[other].number
                )
                self.findings.note("capitals-apart", record.place(sheet.row_key[-1]), said)

    def parents(self) -> None:
        """Going up from any unit reaches the top, and the codes on the way fit a column."""
        tree = Tree.of(self.folder)
        named: set[str] = set()
        for record in self.folder.of(UNITS):
            way = tree.way_up(record)
            if len(way) > 1 and way[0] == way[-1] and way[0] not in named:
                named.update(way)
                circle = shortened(" → ".join(way), _CIRCLE_WIDTH)
                problem = order.PARENT_CYCLE.filled(circle=same(circle))
                record.fault(self.findings, problem, "parent")
            elif moved := tree.moved_above(record, way):
                self._part(record, moved)
            elif not (record.faulty("since") or record.faulty("until")):
                self._note_parent_gone(tree, record)
            length = sum(map(len, way)) + len(way)  # each code is closed by "/"
            if length > PATH_LENGTH and len(set(way)) == len(way):
                problem = order.PATH_TOO_LONG.filled(
                    unit=way[0], length=length, longest=PATH_LENGTH
                )
                record.fault(self.findings, problem, "parent")

    def _note_parent_gone(self, tree: Tree, record: Record) -> None:
        day = tree.parent_gone_on(record)
        if day is not None:
            said = order.PARENT_GONE.filled(parent=same(record.text("parent")), day=day)
            self.findings.note("parent-gone", record.place("parent"), said)

    def _part(self, record: Record, moved: Move) -> None:
        """A row ends where a unit above comes under another: it says where in the tree its unit stands all along."""
        problem = order.MOVED_ABOVE.filled(
            above=moved.unit,
            parent=moved.parent or _NO_PARENT,
            day=moved.day,
            before=moved.day - timedelta(days=1),
        )
        cause = f"{moved.unit} {moved.day}"
        record.fault(self.findings, problem.caused_by(cause), "until")

    def codes(self) -> None:
        """Units, blocks, bodies, topics and solution groups that are named are there."""
        if UNITS.file not in self.folder.unread:
            self._units_named()
        for sheet, column in _BODY_COLUMNS:
            self._among(sheet, column, self.campaign.bodies, references.UNKNOWN_BODY)
        if self.campaign.blocks:
            self._among(UNITS, "block", self.campaign.blocks, references.UNKNOWN_BLOCK)
        if TOPICS.file not in self.folder.unread:
            self._topics_named()
        groups = {
            record.text("number") if not record.faulty("row_kind") else ""
            for record in self.folder.of(REMEDIATION)
            if record.text("row_kind") == "group" or record.faulty("row_kind")
        }
        self._among(REMEDIATION, "group", groups, references.UNKNOWN_GROUP)

    def _topics_named(self) -> None:
        topics = {record.text("topic_code") for record in self.folder.of(TOPICS)}
        named = (record.text("topic_code") for record in self.folder.of(FINDINGS))
        first = next(filter(None, named), "")
        if first and not self.folder.all_of(TOPICS):
            self._no_rows(TOPICS, first)
        else:
            self._among(FINDINGS, "topic_code", topics, references.UNKNOWN_TOPIC)

    def _units_named(self) -> None:
        """Units named by a row, or as the host's own in the campaign's file, stand in don-vi.xlsx."""
        if "" in self.units:  # the codes themselves have a fault
            return
        own = self.campaign.host_unit
        named = self._naming()
        unknown = {code: named[code] for code in named if code not in self.units}
        if own and own not in self.units:
            unknown.setdefault(own, [])
        if unknown and not self.folder.all_of(UNITS):
            self._no_rows(UNITS, next(iter(unknown)))
            return
        unnamed = self.units.difference(named, {own})
        for code, cells in unknown.items():
            near = self._hint(code, self.units, unnamed if len(cells) > 1 else ())
            problem = references.UNKNOWN_UNIT.filled(code=code, near=near).caused_by(code)
            for record, column in cells:
                record.fault(self.findings, problem, column)
            if code == own:
                self.findings.add(problem, _CAMPAIGN, own)

    def _no_rows(self, sheet: Sheet, code: str) -> Problem:
        """One fault for a workbook without a row, in place of one for each code of it that is named."""
        there = sheet.file in self.folder.records
        problem = references.NO_ROWS if there else references.NO_FILE
        filled = problem.filled(file=sheet.file, code=code)
        self.findings.add(filled, Place(sheet.file))
        return filled

    def _naming(self) -> dict[str, list[tuple[Record, str]]]:
        """The codes of units that rows name; of those that stand nowhere the cells too."""
        named: dict[str, list[tuple[Record, str]]] = {}
        for sheet, column in UNIT_COLUMNS:
            for record in self.folder.of(sheet):
                for code in filter(None, (record.text(column), *record.several(column))):
                    if code not in named:
                        named[code] = []
                    if code not in self.units:
                        named[code].append((record, column))
        return named

    def _among(self, sheet: Sheet, column: str, known: Iterable[str], problem: Problem) -> None:
        there = dict.fromkeys(known)
        if "" in there:  # the codes themselves have a fault
            return
        listed = shortened(", ".join(there), _LIST_WIDTH) or "–"
        for record in self.folder.of(sheet):
            code = record.text(column)
            if code and code not in there:
                filled = problem.filled(code=code, known=listed).caused_by(code)
                record.fault(self.findings, filled, column)

    def _hint(self, code: str, known: Collection[str], unnamed: Collection[str] = ()) -> Wording:
        """What a code that is not there may mean: one spelled alike, and rather one of those `unnamed` by any row.

        Nothing is looked for among so many that any would be near, nor for fault upon fault.
        """
        if code in self.withdrawn:
            return references.WITHDRAWN.filled(row=self.withdrawn[code])
        if len(known) > _FEW_CODES or self.hints_left <= 0:
            return references.NOTHING_NEAR
        self.hints_left -= 1
        alike = next((one for one in known if as_seen(one) == as_seen(code)), "")
        if alike:
            return references.LOOKS_LIKE.filled(meant=alike, signs=_signs(code, alike))
        spelled = {fold(one): one for one in sorted(known)}
        found = difflib.get_close_matches(fold(code), spelled, n=_NEAR)
        near = [spelled[one] for one in found]
        if lone := next((one for one in near if one in unnamed), ""):
            return references.NEAR_UNNAMED.filled(meant=lone)
        return references.NEAR.filled(meant=near[0]) if near else references.NOTHING_NEAR

    def posts(self) -> None:
        """Posts that are named are in nhan-su.xlsx."""
        if PEOPLE.file in self.folder.unread:
            return
        for sheet in SHEETS:
            if sheet.file not in self.folder.unread:
                self._posts_in(sheet)
        for sheet, column in ((CASES, "post"), (VOICES, "about_post")):
            for record in self.folder.of(sheet):
                if record.text("unit"):
                    self._known_post(record, column, record.text(column))

    def _posts_in(self, sheet: Sheet) -> None:
        columns = [c.key for c in sheet.columns if c.kind in (Kind.POST, Kind.POSTS)]
        for record in self.folder.of(sheet):
            for column in columns:
                for post in (record.text(column), *record.several(column)):
                    self._known_post(record, column, post)

    def _known_post(self, record: Record, column: str, post: str) -> None:
        reference = post_reference(record, post)
        if (
            post
            and reference not in self.seats.posts
            and not self._of_no_unit(record, post, reference)
        ):
            self._unknown_post(record, column, reference)

    def _of_no_unit(self, record: Record, post: str, reference: str) -> bool:
        """Whether a post is looked for in the row's own unit, and that stands nowhere: the post is, then, no second fault."""
        if "/" in post:
            return False
        unit = reference.partition("/")[0]
        if not unit:
            return record.faulty("unit") or record.faulty("owner_unit")
        return UNITS.file not in self.folder.unread and unit not in self.units

    def _unknown_post(self, record: Record, column: str, reference: str) -> None:
        if self.seats.may_hide(reference):
            return
        if not self.folder.all_of(PEOPLE):
            if not self.unknown_posts:
                self.unknown_posts[reference] = self._no_rows(PEOPLE, reference)
            return
        if reference not in self.unknown_posts:
            near = self._hint(reference, self.seats.posts)
            code = reference.removeprefix("/")  # of a row without a unit
            problem = references.UNKNOWN_POST.filled(code=code, near=near)
            self.unknown_posts[reference] = problem.caused_by(reference)
        record.fault(self.findings, self.unknown_posts[reference], column)

    def groups(self) -> None:
        """No unit is given to two groups."""
        given: dict[str, str] = {}
        for record in self.folder.of(GROUPS):
            for unit in record.several("units"):
                if unit in given:
                    problem = references.GIVEN_TWICE.filled(unit=unit, group=given[unit])
                    record.fault(self.findings, problem, "units")
                given.setdefault(unit, record.text("group"))

    def reviews(self) -> None:
        """A review is prepared, held, minuted and judged in this order, and a leader's row is a leader's."""
        for record in self.folder.of(REVIEWS):
            self._in_order(record, "prepared", "sessions")
            self._in_order(record, "sessions", "redo_sessions", last=True)
            self._in_order(record, "sessions", "minutes")
            self._in_order(record, "waiting_since", "inspection_concluded")
            self._in_order(record, "inspection_concluded", "responsibilities_settled")
            self._review_seat(record, "post")
            self._verdict(record)
            for column in ("sessions", "redo_sessions"):
                self._held_by_a_unit(record, column)
                self._held_in_its_time(record, column)
        for sheet in (TOPICS, FINDINGS):
            for record in self.folder.of(sheet):
                self._review_seat(record, "post")

    def _review_seat(self, record: Record, column: str) -> None:
        post = record.text(column)
        if not post or record.text("unit") not in self.units or PEOPLE.file in self.folder.unread:
            return
        reference = f"{record.text('unit')}/{post}"
        if reference not in self.seats.posts:
            self._unknown_post(record, column, reference)
            return
        if reference in self.seats.unclear:
            return
        met = record.days("sessions")
        day = max(met, default=self.campaign.as_of)
        find = self.seats.owing if met else self.seats.seat
        if find(reference, day) is None:
            problem = references.NO_SUCH_REVIEW.filled(code=post, day=day)
            record.fault(self.findings, problem, column)

    def _held_in_its_time(self, record: Record, column: str) -> None:
        """Say of a session of more than a year before the campaign opens: it counts as held, and its year may be a slip.

        Of a workbook whose days are all four years early one note is enough.
        """
        if record.raw.file in self.early:
            return
        for day in record.days(column):
            if (self.campaign.opens_on - day).days > _A_YEAR:
                said = order.HELD_LONG_BEFORE.filled(day=day, opens_on=self.campaign.opens_on)
                self.findings.note("held-long-before", record.place(column), said)

    def _held_by_a_unit(self, record: Record, column: str) -> None:
        """Say of a session that its unit had not begun or had ended: it is loaded, as one that was recorded by hand is."""
        unit = record.text("unit")
        stretches = self.stood.get(unit)
        if stretches is None or unit in self.stood_unclear:
            return
        for day in record.days(column):
            if not any(one.includes(day) for one in stretches):
                early = all(day < one.since for one in stretches)
                code = "held-before-its-unit" if early else "held-after-its-unit"
                said = order.HELD_BEFORE_ITS_UNIT if early else order.HELD_AFTER_ITS_UNIT
                self.findings.note(code, record.place(column), said)

    def _verdict(self, record: Record) -> None:
        for column in ("verdict", "redo_verdict"):
            beside = record.day(f"{column}_on") or record.text(f"{column}_reason")
            if beside and not record.text(column) and not record.faulty(column):
                record.fault(self.findings, order.VERDICT_WITHOUT_WORD, column)
        if record.text("verdict"):
            self._after_held(record)
        if record.text("redo_verdict"):
            self._in_order(record, "redo_sessions", "redo_verdict_on", last=True)
            self._in_order(record, "verdict_on", "redo_verdict_on")
            # A redo may ask for parts that are no session: an export of such a one loads again.
            asked = record.text("verdict") == "redo"
            met = record.days("redo_sessions") or record.silent("redo_sessions")
            if not met and not asked:
                missing = Wording(vi="chưa họp kiểm điểm lại", en="it has not been repeated")
                problem = order.VERDICT_WITHOUT_REVIEW.filled(missing=missing)
                record.fault(self.findings, problem, "redo_verdict")

    def _after_held(self, record: Record) -> None:
        missing, last = self._held(record)
        if missing is not None:
            problem = order.VERDICT_WITHOUT_REVIEW.filled(missing=missing)
            record.fault(self.findings, problem, "verdict")
            return
        day = record.day("verdict_on")
        if day is not None and last is not None and day < last:
            problem = order.OUT_OF_ORDER.filled(
                earlier=REVIEWS.column("sessions").heading,
                earlier_day=last,
                later=REVIEWS.column("verdict_on").heading,
                later_day=day,
            )
            record.fault(self.findings, problem, "verdict_on")

    def _held(self, record: Record) -> tuple[Wording | None, date | None]:
        """What is missing for the unit's review to have been held, else its last stated day."""
        if not _has_sessions(record):
            return Wording(vi="chưa họp", en="it has not met"), None
        days = list(record.days("sessions"))
        unit = record.text("unit")
        if record.text("post") or self._reviews_unclear(unit):
            return None, max(days, default=None)
        last = max(record.days("sessions"), default=self.campaign.as_of)
        met = {
            self.seats.of_row(row, self.campaign.as_of): row
            for row in self.reviews_of.get(unit, {}).values()
            if _has_sessions(row)
        }
        for seat, post in self.seats.owing_seats(unit, last).items():
            if seat not in met:
                return Wording(vi=f"{post} chưa họp", en=f"{post} has not met"), None
            days.extend(met[seat].days("sessions"))
        return None, max(days, default=None)

    def _in_order(self, record: Record, earlier: str, later: str, *, last: bool = False) -> None:
        """The first (or last) stated day of `earlier` does not lie after the first of `later`."""
        firsts = [day for day in (record.day(earlier), *record.days(earlier)) if day]
        seconds = [day for day in (record.day(later), *record.days(later)) if day]
        if not firsts or not seconds:
            return
        before, after = (max if last else min)(firsts), min(seconds)
        if after < before:
            sheet = next(sheet for sheet in SHEETS if record.raw.file.startswith(_stem(sheet)))
            problem = order.OUT_OF_ORDER.filled(
                earlier=sheet.column(earlier).heading,
                earlier_day=before,
                later=sheet.column(later).heading,
                later_day=after,
            )
            record.fault(self.findings, problem, later)

    def topics(self) -> None:
        """An answer follows its suggestion, and what was raised."""
        for record in self.folder.of(TOPICS):
            self._in_order(record, "suggested_on", "answered_on")
        for record in self.folder.of(EVIDENCE):
            self._in_order(record, "held_on", "answered_on")

    def opinions(self) -> None:
        """No more answer than were invited."""
        for record in self.folder.of(OPINIONS):
            invited, answered = record.count("invited"), record.count("answered")
            if answered > invited and not record.silent("invited"):
                problem = opinions.MORE_THAN_INVITED.filled(invited=invited, answered=answered)
                record.fault(self.findings, problem, "answered")

    def voices(self) -> None:
        """An invitation says whom it asks about what and by when; an opinion is of an invitation, in time."""
        rows = self.folder.of(VOICES)
        invited = {one.text("invitation"): one for one in rows if _is_invitation(one)}
        unclear = any(one.faulty("row_kind") for one in rows) or "" in invited
        for record in rows:
            if _is_invitation(record):
                self._invitation(record)
            elif record.text("row_kind"):
                self._opinion(record, invited.get(record.text("invitation")), unclear=unclear)

    def _invitation(self, record: Record) -> None:
        for column in ("voice", "giver", "opinion_due"):
            lacks = not record.text(column) and record.day(column) is None
            # A cell that is wrong in itself has its fault already.
            if lacks and all(one.place != record.place(column) for one in self.findings.faults):
                record.fault(self.findings, opinions.INVITATION_LACKS, column)
        if record.text("said_topic"):
            record.fault(self.findings, opinions.INVITATION_OF_A_TOPIC, "said_topic")
        unit = record.text("unit")
        if unit and unit == record.text("body_unit"):
            record.fault(self.findings, opinions.INVITED_ITSELF.filled(unit=unit), "body_unit")

    def _opinion(self, record: Record, invited: Record | None, *, unclear: bool) -> None:
        if not record.text("said_topic") and not record.faulty("said_topic"):
            record.fault(self.findings, opinions.OPINION_WITHOUT_TOPIC, "said_topic")
        if (unclear and invited is None) or _unknown_pair(record, invited):
            return
        if invited is None or invited.text("unit") != record.text("unit"):
            problem = opinions.NOT_INVITED.filled(code=record.text("invitation"))
            record.fault(self.findings, problem, "invitation")
            return
        due, received = invited.day("opinion_due"), record.day("received_on")
        if due is not None and received is not None and received > due:
            problem = opinions.OPINION_LATE.filled(received=received, due=due)
            record.fault(self.findings, problem, "received_on")

    def cases(self) -> None:
        """A case is found, concluded, reviewed and decided in this order, and its phase is what its days say."""
        for record in self.folder.of(CASES):
            for earlier, later in (
                ("found", "concluded"),
                ("concluded", "reviewed"),
                ("reviewed", "decided"),
                ("concluded", "decided"),
            ):
                self._in_order(record, earlier, later)
            if record.text("subject") == "organisation" and record.text("post"):
                record.fault(self.findings, references.POST_OF_ORGANISATION, "post")
            told_serious = record.text("serious_by") or record.day("serious_on")
            if told_serious and not record.text("serious") and not record.faulty("serious"):
                record.fault(self.findings, order.SERIOUS_WITHOUT_WORD, "serious")
            self._phase(record)

    def _phase(self, record: Record) -> None:
        told, unit = record.text("phase"), record.text("unit")
        if not told or not (unit in self.owing or record.text("out_of_unit")):
            return
        if record.broken or self._reviews_unclear(unit):
            return
        by_dates = phase_by_dates(
            found=_when(record, "found"),
            concluded=_when(record, "concluded"),
            decided=_when(record, "decided"),
            first_session=self._first_session(unit),
            out_of_review=bool(record.text("out_of_unit")),
        )
        if by_dates and by_dates != told:
            problem = order.PHASE_AGAINST_DAYS.filled(told=PHASES[told], by_dates=PHASES[by_dates])
            record.fault(self.findings, problem, "phase")

    def _reviews_unclear(self, unit: str) -> bool:
        """Whether a row of kiem-diem.xlsx may be of this unit and nobody knows whose: its code of a unit or post has a fault."""
        return not self.reviews_unclear.isdisjoint({unit, ""})

    def _first_session(self, unit: str) -> When | None:
        record = self.reviews_of.get(unit, {}).get("")
        if record is None or not _has_sessions(record):
            return None
        days = record.days("sessions")
        return When(min(days)) if days else When(self.campaign.as_of, stated=False)

    def remediation(self) -> None:
        """An item is agreed, started, claimed and verified in this order."""
        for record in self.folder.of(REMEDIATION):
            for earlier, later in (
                ("agreed_on", "started_on"),
                ("started_on", "claimed_on"),
                ("claimed_on", "verified_on"),
                ("started_on", "verified_on"),
            ):
                self._in_order(record, earlier, later)


UNIT_COLUMNS = (
    (UNITS, "parent"),
    (PEOPLE, "unit"),
    (GROUPS, "units"),
    (TOPICS, "unit"),
    (OPINIONS, "unit"),
    (REVIEWS, "unit"),
    (CASES, "unit"),
    (CASES, "out_of_unit"),
    (FINDINGS, "unit"),
    (REMEDIATION, "owner_unit"),
    (EVIDENCE, "unit"),
    (VOICES, "unit"),
    (VOICES, "body_unit"),
)
_CAMPAIGN = Place(CAMPAIGN_FILE)
_NO_PARENT = Wording(vi="(không có)", en="(none)")
_FEW_CODES, _HINTS = 5_000, 200
"""Among how many codes one that is spelled alike is looked for, and for how many codes: each look goes through all."""
_NEAR = 5
"""Codes spelled alike that are looked at, at most."""
_CIRCLE_WIDTH, _LIST_WIDTH = 300, 300
_A_YEAR = 366
"""Columns of a terminal that codes listed in one sentence take at most."""
_BODY_COLUMNS = ((TOPICS, "suggested_by"), (CASES, "serious_by"), (CASES, "decided_by"))


def _signs(*codes: str) -> Wording:
    """The signs of codes that only look like others, each with its number."""
    strange = dict.fromkeys(sign for code in codes for sign in code if as_seen(sign) != sign)
    shown = (f"“{sign}” U+{ord(sign):04X}" for sign in strange)
    return same(shortened(", ".join(shown), _LIST_WIDTH))


def _is_invitation(record: Record) -> bool:
    return record.text("row_kind") == "invited"


def _unknown_pair(opinion: Record, invited: Record | None) -> bool:
    """Whether a fault in a code hides to which invitation an opinion belongs."""
    rows = (opinion, invited) if invited else (opinion,)
    return any(row.faulty("invitation") or row.faulty("unit") for row in rows)


def _dated_stretches(folder: Folder) -> tuple[dict[str, list[Period]], set[str]]:
    """The stretches of each unit that has not always stood, and the units of which a day has a fault."""
    stood: dict[str, list[Period]] = defaultdict(list)
    unclear: set[str] = set()
    for record in folder.of(UNITS):
        if record.faulty("since") or record.faulty("until"):
            unclear.add(record.text("unit"))
        elif record.day("since") or record.day("until"):
            stood[record.text("unit")].append(record.period)
    return dict(stood), unclear


def _has_sessions(record: Record) -> bool:
    return bool(record.days("sessions")) or record.silent("sessions")


def _when(record: Record, column: str) -> When | None:
    """A stated day; days not stated decide nothing in a check."""
    day = record.day(column)
    return When(day) if day else None


def _stem(sheet: Sheet) -> str:
    return sheet.file.removesuffix("xlsx")
