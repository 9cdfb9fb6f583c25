"""How many findings say where and by whom: a place and an answerable post."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows
from tusoi.figures.records import FindingKnown, Records
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """`named` of `all`."""
    found = [finding for finding in records.findings if finding.when.surely_by(as_of)]
    named = [finding for finding in found if finding.has_address]
    return {"named": _rows(named), "all": _rows(found)}


def _rows(findings: list[FindingKnown]) -> Rows:
    return tuple(Row(same(one.code), one.provenance, unit=one.unit) for one in findings)


FIGURE = Figure(
    code="findings_with_address",
    title=Wording(vi="Khuyết điểm có địa chỉ", en="Findings with an address"),
    definition=Wording(
        vi="Số khuyết điểm nêu được cả nơi xảy ra lẫn chức vụ chịu trách nhiệm, trên tất cả khuyết điểm đã chỉ ra.",
        en="Findings that name both where it occurred and the answerable post, of all findings.",
    ),
    source=Wording(
        vi="Yêu cầu “rõ người, rõ trách nhiệm”.",
        en="The demand for a named person and a named responsibility.",
    ),
    count=count,
    counts=Whom.THINGS,
    share=("named", "all"),
)
