"""What a campaign file says of the campaign above it, held against what is known of that one.

The lower campaign is loaded after the upper: it names it, stands under one of its units, and reviews all of its
topics. What the file says of itself alone is judged where it is read.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from tusoi.campaigns.cascade import CampaignTopic, Cascade, Direction, topics_at_level
from tusoi.campaigns.queries import (
    CampaignView,
    UnknownCampaign,
    campaign_view,
    members,
    members_in,
    topics_of,
    views_of_host,
)
from tusoi.exchange.campaign_file import CampaignFile
from tusoi.exchange.columns import CAMPAIGN_FILE, EVIDENCE, UNITS, VOICES
from tusoi.exchange.faults import Findings, Place, Problem
from tusoi.exchange.problems import cascade as problems
from tusoi.exchange.reader import Folder
from tusoi.exchange.tree import Tree
from tusoi.guidance.queries import guidance_set
from tusoi.opinions.asking.said import OTHER
from tusoi.values.wording import Wording, same


def check_cascade(
    campaign: CampaignFile, folder: Folder, findings: Findings, *, known_by: datetime
) -> None:
    """Hold a campaign's place below another, and its topics, against what was told by a moment."""
    if not (campaign.code and campaign.host and campaign.criteria):
        return  # the file's own faults say enough
    checks = _Checks(campaign, folder, findings, known_by)
    above = checks.above()
    if campaign.cascade is not None and above is not None:
        checks.under(campaign.cascade, above)
        checks.opening(campaign.cascade, above)
    if campaign.cascade is None or above is not None:
        checks.topics(above)


class _Checks:
    def __init__(
        self, campaign: CampaignFile, folder: Folder, findings: Findings, known_by: datetime
    ) -> None:
        self.campaign = campaign
        self.folder = folder
        self.findings = findings
        self.known_by = known_by

    def _fault(self, problem: Problem) -> None:
        self.findings.add(problem, Place(CAMPAIGN_FILE))

    def above(self) -> CampaignView | None:
        """The campaign above; None where there is none, or none that can stand above this one.

        One of another host is not there for this one's office: the sentence is the same.
        """
        cascade = self.campaign.cascade
        if cascade is None:
            return None
        views = views_of_host(self.campaign.host, known_by=self.known_by)
        if cascade.of not in views:
            known = ", ".join(code for code in views if code != self.campaign.code) or "–"
            self._fault(problems.NO_CAMPAIGN_ABOVE.filled(of=cascade.of, known=same(known)))
            return None
        way = [self.campaign.code, *_way_up(cascade.of, views)]
        if self.campaign.code in way[1:]:
            self._fault(problems.CASCADE_CIRCLE.filled(circle=same(" → ".join(way))))
            return None
        return views[cascade.of]

    def under(self, cascade: Cascade, above: CampaignView) -> None:
        """The unit named is one of the campaign above, and every unit of this one stands below it."""
        units = {one.unit for one in members(above.code, known_by=self.known_by)}
        if cascade.under not in units | {above.host_unit}:
            self._fault(problems.UNDER_NOT_THERE.filled(unit=cascade.under, of=cascade.of))
            return
        self._of_another(above)
        tree = Tree.of(self.folder)
        stood = {
            record.text("unit")
            for record in self.folder.of(UNITS)
            if cascade.under in tree.way_up(record)[1:]
        }
        for record in self.folder.of(UNITS):
            unit = record.text("unit")
            if record.text("block") and unit and unit not in stood:
                problem = problems.UNIT_NOT_BELOW.filled(unit=unit, under=cascade.under)
                record.fault(self.findings, problem, "parent")

    def _of_another(self, above: CampaignView) -> None:
        """No unit is in two campaigns below the same one: what rolls up would count it twice."""
        siblings = [
            view.code
            for view in views_of_host(self.campaign.host, known_by=self.known_by).values()
            if view.cascade is not None
            and view.cascade.of == above.code
            and view.code != self.campaign.code
        ]
        standing = members_in(siblings, known_by=self.known_by)
        there = {one.unit: code for code in siblings for one in standing.get(code, ())}
        for record in self.folder.of(UNITS):
            unit = record.text("unit")
            if record.text("block") and unit in there:
                problem = problems.UNIT_OF_ANOTHER.filled(unit=unit, other=there[unit])
                record.fault(self.findings, problem, "block")

    def opening(self, cascade: Cascade, above: CampaignView) -> None:
        """Top-down the lower level does not open first; bottom-up it does."""
        opens_on = self.campaign.opens_on
        if cascade.direction is Direction.TOP_DOWN and opens_on < above.opens_on:
            self._fault(
                problems.OPENS_BEFORE_ABOVE.filled(
                    day=opens_on, of=cascade.of, opens_on=above.opens_on
                )
            )

    def topics(self, above: CampaignView | None) -> None:
        """A topic is added under a code of its own, and none is left out."""
        guidance = guidance_set(self.campaign.guidance_set)
        inherited = None if above is None else topics_of(above, known_by=self.known_by)
        there = {one.code for one in guidance.topics} | {one.code for one in inherited or ()}
        own = [one.code for one in self.campaign.topics if one.code]
        for code in own:
            if code in there:
                self._fault(problems.TOPIC_THERE.filled(topic=code))
        for two in _clashing(inherited or (), self.campaign.guidance_set):
            self._fault(problems.TOPIC_CLASHES.filled(topic=two))
        asked = topics_at_level(
            guidance,
            self.campaign.level,
            self.campaign.topics,
            campaign=self.campaign.code,
            above=inherited,
        )
        self._left_out({one.code for one in asked})
        self._voices(
            [one.code for one in guidance.voices.kinds], [*(one.code for one in asked), OTHER]
        )
        kinds = {one.code: one.evidence for one in asked}
        for record in self.folder.of(EVIDENCE):
            topic, kind = record.text("campaign_topic"), record.text("kind")
            if topic and kind and kind not in kinds.get(topic, ()):
                known = same(", ".join(code for code, wanted in kinds.items() if wanted) or "–")
                problem = problems.NO_EVIDENCE_ASKED.filled(topic=topic, known=known)
                record.fault(self.findings, problem, "campaign_topic")

    def _voices(self, kinds: Collection[str], topics: Collection[str]) -> None:
        """Kinds of givers are the guidance's, and what is said is on a topic of the campaign."""
        for record in self.folder.of(VOICES):
            for column, known, problem in (
                ("voice", kinds, problems.UNKNOWN_VOICE),
                ("said_topic", topics, problems.UNKNOWN_SAID_TOPIC),
            ):
                code = record.text(column)
                if code and code not in known:
                    listed = same(", ".join(known))
                    record.fault(self.findings, problem.filled(code=code, known=listed), column)

    def _left_out(self, asked: Collection[str]) -> None:
        listed = self.campaign.topics_listed
        missing = set() if listed is None else set(asked) - set(listed)
        if missing:
            self._fault(problems.TOPIC_LEFT_OUT.filled(topics=_codes(missing)))
        unknown = set(listed or ()) - set(asked)
        if unknown:
            self._fault(problems.TOPIC_UNKNOWN.filled(topics=_codes(unknown)))
        gone = set(self._told_before()) - set(asked)
        if gone:
            self._fault(problems.TOPIC_GONE.filled(topics=_codes(gone)))

    def _told_before(self) -> Iterator[str]:
        """The topics an earlier return reviewed that it had added or was given from above."""
        try:
            earlier = campaign_view(self.campaign.code, known_by=self.known_by)
        except UnknownCampaign:
            return
        for one in topics_of(earlier, known_by=self.known_by):
            if one.added_by or earlier.cascade is not None:
                yield one.code


def _way_up(code: str, views: dict[str, CampaignView]) -> list[str]:
    """The codes from a campaign to the uppermost; in a circle the last comes twice."""
    way = [code]
    while (view := views.get(way[-1])) is not None and view.cascade is not None:
        way.append(view.cascade.of)
        if way[-1] in way[:-1]:
            break
    return way


def _clashing(inherited: Collection[CampaignTopic], guidance: str) -> Iterator[str]:
    """Codes by which the guidance means another topic than the campaign above does."""
    meant = {one.code: one.wording for one in guidance_set(guidance).topics}
    for one in inherited:
        if one.code in meant and meant[one.code] != one.wording:
            yield one.code


def _codes(codes: Collection[str]) -> Wording:
    return same(", ".join(sorted(codes)))
