"""Words that two people have taken out of the record: gone with their salt, the ledger as it was, the figures unmoved."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    another_of_the_office,
    binh,
    dung,
    heading,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_inspects_as_well,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import DayAhead
from tusoi.campaigns.removable import GO_ALONG, KINDS, words_about, words_of
from tusoi.campaigns.removing import (
    NothingToRemove,
    RemovalNotUsable,
    RemovalSettled,
    RemovalWaits,
    decide_removal,
    propose_removal,
    removal,
    removals,
)
from tusoi.figures.engine import figures_of
from tusoi.findings.models import Finding
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import Discrepancy, discrepancies
from tusoi.ledger.exporting import export_ledger
from tusoi.ledger.models import Committed, Redaction
from tusoi.ledger.outside import contradictions
from tusoi.ledger.queries import heads
from tusoi.ledger.verify import TAMPERED, VALID, Findings, check_export, read_export
from tusoi.organisation.access import NotThere
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.models import Account
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
TABLE = "findings.finding"
DECISION = {
    "decision": "12-QĐ/VPTU",
    "decided_on": date(2012, 12, 10),
    "basis": "data_subject",
    "reason": "Người được nêu yêu cầu xóa.",
}
MARK = "[Đã xóa theo quyết định 12-QĐ/VPTU ngày 10/12/2012 – removed by decision 12-QĐ/VPTU of 10 December 2012]"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def finding() -> Finding:
    return Finding.objects.filter(review__unit__code="A05").order_by("code")[0]


def proposed(row: UUID | None = None, *, by: Account | None = None, **other: object) -> Told:
    told = DECISION | other
    return propose_removal(reach_for(by or mai()), TABLE, row or finding().pk, **told)  # type: ignore[arg-type]


def agreed(number: int = 1, *, by: Account | None = None) -> Told:
    return decide_removal(reach_for(by or dung()), number, agreed=True)


def removed() -> Finding:
    row = finding()
    proposed(row.pk)
    agreed()
    row.refresh_from_db()
    return row


def found() -> list[Discrepancy]:
    return list(discrepancies())


def verified(tmp_path: Path) -> Findings:
    file = tmp_path / "ledger.jsonl"
    file.unlink(missing_ok=True)
    export_ledger(file, with_rows=True)
    said = Findings()
    check_export(read_export(file.open("rb"), said), said, None)
    return said


def changed(row: models.Model, **columns: object) -> None:
    """As somebody would who has the database, and not the product."""
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def test_nothing_goes_before_a_second_person_agrees() -> None:
    row = finding()
    words = row.shortcoming
    assert proposed(row.pk) == Told(new=1)
    row.refresh_from_db()
    assert row.shortcoming == words
    [one] = removals(HCMC_CAMPAIGN)
    assert (one.number, one.unit, one.decided, one.name) == (1, "A05", None, "Mai")
    assert not Redaction.objects.exists()


def test_the_words_go_with_their_salt_and_the_rest_stays() -> None:
    before = finding()
    after = removed()
    assert after.shortcoming == MARK
    assert bytes(after.salt) != bytes(before.salt)
    kept = {"day", "code", "cause", "owner", "told_at", "told_by_id", "key", "source_row"}
    assert all(getattr(after, name) == getattr(before, name) for name in kept)
    assert after.address == "", "what said nothing says nothing still"
    [one] = removals(HCMC_CAMPAIGN)
    assert one.decided is not None
    assert (one.decided.agreed, one.decided.rows, one.decided.name) == (True, 1, "Dung")


def test_the_roots_of_before_stand_and_the_check_finds_nothing() -> None:
    kept = heads()
    removed()
    assert list(contradictions(kept)) == []
    assert found() == []


def test_no_figure_moves() -> None:
    def figures() -> str:
        told = figures_of(HCMC_CAMPAIGN, as_of=date(2012, 12, 17), known_by=now()).as_json("en")
        return json.dumps(told["figures"], sort_keys=True)

    before = figures()
    removed()
    assert figures() == before


def test_the_verifier_says_redacted_and_not_missing(tmp_path: Path) -> None:
    row = removed()
    said = verified(tmp_path)
    assert said.code == VALID
    [note] = [one.en for one in said.notes if "redacted" in one.en]
    assert f"{TABLE} {row.pk}" in note
    assert f"campaign/{HCMC_CAMPAIGN} #" in note


def test_a_row_that_goes_without_the_act_is_missing_and_not_redacted(tmp_path: Path) -> None:
    row = removed()
    other = Finding.objects.exclude(pk=row.pk).order_by("pk")[0]
    Finding.objects.filter(pk=other.pk).delete()
    said = verified(tmp_path)
    assert said.code == TAMPERED
    [(_, fault)] = said.faults
    assert f"{TABLE} {other.pk} is missing" in fault.en
    assert [one.place for one in found()] == [f"{TABLE} {other.pk}"]


def test_words_blanked_without_the_act_are_named(tmp_path: Path) -> None:
    row = finding()
    changed(row, shortcoming=MARK)
    assert [one.place for one in found()] == [f"{TABLE} {row.pk}"]
    [(_, fault)] = verified(tmp_path).faults
    assert f"{TABLE} {row.pk} was changed" in fault.en


@pytest.mark.parametrize(
    "columns", [{"shortcoming": "x"}, {"cause": "x"}, {"day": date(2012, 1, 1)}, {"salt": b"x"}]
)
def test_what_is_left_of_a_redacted_row_is_guarded_as_any(
    tmp_path: Path, columns: dict[str, object]
) -> None:
    row = removed()
    changed(row, **columns)
    [one] = found()
    assert one.place == f"{TABLE} {row.pk}"
    assert "after its words were taken out" in one.wording.en
    assert verified(tmp_path).code == TAMPERED


def test_words_put_back_as_they_were_are_named(tmp_path: Path) -> None:
    before = finding()
    removed()
    changed(before, shortcoming=before.shortcoming, salt=before.salt)
    [one] = found()
    assert "says them again" in one.wording.en
    assert one.place == f"{TABLE} {before.pk}"
    [(_, fault)] = verified(tmp_path).faults
    assert "its words are there still or again" in fault.en


def test_a_redaction_that_no_entry_recorded_excuses_nothing(tmp_path: Path) -> None:
    row = finding()
    changed(row, shortcoming=MARK)
    row.refresh_from_db()
    Redaction.objects.create(
        id=Redaction.key_of(TABLE, str(row.pk)),
        witness=row.tree,
        table=TABLE,
        row=str(row.pk),
        remains=row.digest().hex(),
        ground="data_subject",
    )
    places = [one.place for one in found()]
    assert f"{TABLE} {row.pk}" in places
    assert any(place.startswith("ledger.redaction ") for place in places)
    assert verified(tmp_path).code == TAMPERED


def test_a_redacted_row_that_is_removed_is_missing(tmp_path: Path) -> None:
    row = removed()
    Finding.objects.filter(pk=row.pk).delete()
    assert [one.place for one in found()] == [f"{TABLE} {row.pk}"]
    assert [fault.en for _, fault in verified(tmp_path).faults] == [
        f"The row {TABLE} {row.pk} is missing: entry {_place(row)} recorded it and it is not there."
    ]


def _place(row: Finding) -> str:
    from tusoi.ledger.models import RowDigest

    return str(RowDigest.objects.get(table=TABLE, row=str(row.pk)).entry)


def test_the_same_person_does_not_confirm() -> None:
    proposed()
    with pytest.raises(NotThere):
        agreed(by=mai())
    assert removal(HCMC_CAMPAIGN, 1).decided is None


def test_whoever_proposed_does_not_confirm_in_another_role() -> None:
    proposed()
    mai_inspects_as_well()
    with pytest.raises(InConflict):
        agreed(by=mai())
    assert not Redaction.objects.exists()
    assert removal(HCMC_CAMPAIGN, 1).decided is None


@pytest.mark.parametrize("who", [lan, binh, khanh, dung])
def test_nobody_else_proposes(who: object) -> None:
    with pytest.raises(NotThere):
        proposed(by=who())  # type: ignore[operator]


@pytest.mark.parametrize("who", [lan, binh, khanh, another_of_the_office])
def test_nobody_else_confirms(who: object) -> None:
    proposed()
    with pytest.raises(NotThere):
        agreed(by=who())  # type: ignore[operator]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"decision": " "}, RemovalNotUsable),
        ({"decision": "x" * 61}, RemovalNotUsable),
        ({"decision": "a\x07"}, RemovalNotUsable),
        ({"reason": ""}, RemovalNotUsable),
        ({"reason": "x" * 2_001}, RemovalNotUsable),
        ({"basis": "because"}, RemovalNotUsable),
        ({"decided_on": date(2999, 1, 1)}, DayAhead),
    ],
)
def test_a_proposal_without_decision_basis_or_reason_is_refused(
    other: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        proposed(**other)  # type: ignore[arg-type]
    assert removals(HCMC_CAMPAIGN) == ()


def test_no_row_of_another_table_or_of_nowhere_is_reached() -> None:
    account = mai()
    with pytest.raises(NotThere):
        propose_removal(reach_for(mai()), "organisation.account", account.pk, **DECISION)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        proposed(UUID(int=7))


def test_a_second_proposal_waits_for_the_first_and_the_same_one_is_one() -> None:
    assert proposed() == Told(new=1)
    assert proposed() == Told(same=1)
    with pytest.raises(RemovalWaits):
        proposed(reason="Vì lẽ khác.")


def test_what_was_decided_is_not_decided_again_and_what_is_gone_is_not_proposed_again() -> None:
    row = removed()
    assert agreed() == Told(same=1)
    with pytest.raises(RemovalSettled):
        decide_removal(reach_for(dung()), 1, agreed=False, words="Không.")
    with pytest.raises(NothingToRemove):
        proposed(row.pk)


def test_whoever_does_not_agree_says_why_and_nothing_goes() -> None:
    row = finding()
    proposed(row.pk)
    with pytest.raises(RemovalNotUsable):
        decide_removal(reach_for(dung()), 1, agreed=False)
    decide_removal(reach_for(dung()), 1, agreed=False, words="Chưa đủ căn cứ.")
    assert words_of(reach_for(mai()), TABLE, row.pk).texts == (row.shortcoming,)
    assert not Redaction.objects.exists()
    assert proposed(row.pk) == Told(new=1), "it may be proposed anew, as number 2"


def test_earlier_versions_go_and_a_later_one_in_other_words_stays() -> None:
    first = finding()
    for number, words in enumerate(("Lời thứ hai.", "Lời thứ ba."), start=1):
        columns = {field.attname: getattr(first, field.attname) for field in first._meta.fields}
        columns |= {"id": UUID(int=number), "shortcoming": words, "salt": bytes([number]) * 32}
        columns |= {"told_at": now(), "replaces": first.pk if number == 1 else UUID(int=1)}
        _told_as(Finding(**columns))
    proposed(UUID(int=1))
    agreed()
    said = [Finding.objects.get(pk=key).shortcoming for key in (first.pk, UUID(int=1), UUID(int=2))]
    assert said == [MARK, MARK, "Lời thứ ba."]
    assert found() == []
    assert removal(HCMC_CAMPAIGN, 1).decided.rows == 2  # type: ignore[union-attr]


def _told_as(row: Committed) -> None:
    from tusoi.campaigns.events import REASON_STATED
    from tusoi.ledger.actions import act

    with act(REASON_STATED, by=mai().pk, campaign=HCMC_CAMPAIGN, unit="A05") as opened:
        opened.insert([row])


def test_a_return_does_not_bring_back_what_was_taken_out() -> None:
    row = removed()
    mai_loads_the_seed()
    row.refresh_from_db()
    assert row.shortcoming == MARK
    assert not Finding.objects.filter(replaces=row.pk).exists()
    assert found() == []


def test_words_of_a_unit_are_listed_by_kind_for_whoever_may_read_them() -> None:
    seen = words_about(reach_for(mai()), "A05")
    assert {one.kind.table for one in seen} == {
        "preparation.suggestedtopic",
        "supervision.verdict",
        TABLE,
    }
    assert not any(one.gone for one in seen)
    assert words_about(reach_for(heading("A47")), "A05") == ()


def test_every_table_with_words_that_may_go_has_a_kind_and_long_enough_columns() -> None:
    declared = {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, Committed) and model.redactable
    }
    assert set(declared) == {*KINDS, *GO_ALONG}
    for model in declared.values():
        for name in model.redactable:
            kind = (models.TextField, models.JSONField)
            assert isinstance(model._meta.get_field(name), kind) or name == "text_digest"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's vacuum sees to it")
def test_the_file_keeps_nothing_of_the_words() -> None:
    with connection.cursor() as cursor:
        removed()
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
