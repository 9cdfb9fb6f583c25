"""Passages of minutes, self-reviews and reports that two people take out: the rows stay, and are told from changed and missing ones."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    another_of_the_commission,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
)
from tests.in_the_room import DEC_20, cleared, met
from tusoi.campaigns.actions import Seat, review_of
from tusoi.campaigns.models import CampaignFact, ReasonStated
from tusoi.campaigns.removable import quoting, words_about, words_of
from tusoi.campaigns.removing import NothingToRemove, decide_removal, propose_removal, removals
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger import verify
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.checkpoints import make_checkpoints
from tusoi.ledger.exporting import export_ledger
from tusoi.ledger.models import Redaction
from tusoi.ledger.outside import contradictions
from tusoi.ledger.queries import heads
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.minutes.queries import Minutes, minutes_of
from tusoi.meetings.minutes.signing import sign_text
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import MinutesDrafted, MinutesSignature
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.preparation.models import SelfReviewDraft
from tusoi.preparation.queries import words_of as words_handed_in
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.reports.approval import approve_report, draft_report
from tusoi.reports.queries import draft, proof, published_json
from tusoi.values.clock import now
from tusoi.values.day import When

pytestmark = pytest.mark.django_db
SECRET = "Ông Nguyễn Văn Dở, số nhà 12, đã tố cáo việc bán đất."
OTHER = "Đồng chí bị nêu tên đã nhận đủ 50 triệu đồng."
MARK = "[Đã xóa theo quyết định 12-QĐ/VPTU ngày 10/12/2012 – removed by decision 12-QĐ/VPTU of 10 December 2012]"
MINUTES, SELF_REVIEW, REASON = (
    "meetings.minutesdrafted",
    "preparation.selfreviewdraft",
    "campaigns.reasonstated",
)
A47, UV1 = Seat("A47"), Seat("A47", "A47-02")


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def proposed(table: str, row: UUID, passage: str = "", *, by: Account | None = None) -> int:
    propose_removal(
        reach_for(by or mai()),
        table,
        row,
        passage,
        decision="12-QĐ/VPTU",
        decided_on=date(2012, 12, 10),
        basis="denouncer",
        reason="Giữ bí mật người tố cáo.",
    )
    return removals(HCMC_CAMPAIGN)[0].number


def taken_out(
    row: CampaignFact, words: str, *, by: Account | None = None, agrees: Account | None = None
) -> int:
    """By two people; returns of how many rows."""
    place = next(place for place, text in row.passages.items() if text == words)
    number = proposed(row._meta.label_lower, row.pk, place, by=by)
    decide_removal(reach_for(agrees or dung()), number, agreed=True)
    decided = removals(HCMC_CAMPAIGN)[0].decided
    assert decided is not None
    return decided.rows


def everything(table: type[CampaignFact]) -> str:
    return json.dumps(
        list(table._default_manager.values()), default=str, ensure_ascii=False, sort_keys=True
    )


def found() -> list[str]:
    return [f"{one.place}: {one.wording.en}" for one in discrepancies()]


def verified(tmp_path: Path) -> verify.Findings:
    file = tmp_path / "ledger.jsonl"
    file.unlink(missing_ok=True)
    export_ledger(file, with_rows=True)
    said = verify.Findings()
    verify.check_export(verify.read_export(file.open("rb"), said), said, None)
    return said


def minutes() -> Minutes:
    return minutes_of(HCMC_CAMPAIGN, review_of(reach_for(lan()), "A47"), 0)


def write(key: str, words: str) -> None:
    standing = minutes().text
    assert standing is not None
    write_section(reach_for(thao()), "A47", key, words, base=standing.number)


def signed_minutes() -> None:
    """Of two versions that say the secret, and a third; the third is signed by four."""
    cleared()
    met()
    draw_minutes(reach_for(thao()), "A47")
    write("conclusions", f"Kết luận thứ nhất.\n{SECRET}")
    write("conclusions", f"Kết luận thứ hai.\n{SECRET}\n{OTHER}")
    standing = minutes().text
    assert standing is not None
    for one in standing.left_open:
        write(one.key, one.text.replace(TO_BE_WRITTEN, "đã ghi"))
    last = minutes().text
    assert last is not None
    for capacity, account in (
        ("chair", lan()),
        ("secretary", member("UV2")),
        ("group", tuan()),
        ("member", minh()),
    ):
        sign_text(reach_for(account), "A47", capacity, last.digest, held_on=When(DEC_20))


def newest() -> MinutesDrafted:
    return MinutesDrafted.objects.order_by("number").last()  # type: ignore[return-value]


def test_a_passage_of_minutes_goes_from_every_version_and_all_else_stays(tmp_path: Path) -> None:
    signed_minutes()
    said_it = [row for row in MinutesDrafted.objects.all() if SECRET in row.passages.values()]
    before, kept = everything(MinutesDrafted), heads()
    assert taken_out(newest(), SECRET) == len(said_it) + 4, "and four signatures lost the digest"
    after = everything(MinutesDrafted)
    assert SECRET in before
    assert SECRET not in after
    assert (OTHER in after, "Kết luận thứ nhất." in after) == (True, True)
    assert after.count(MARK) == len(said_it) >= 3
    text = minutes().text
    assert text is not None
    section = text.section("conclusions")
    assert section is not None
    assert section.text == f"Kết luận thứ hai.\n{MARK}\n{OTHER}"
    assert list(contradictions(kept)) == [], "the roots of before stand"
    assert found() == []
    said = verified(tmp_path)
    assert said.code == verify.VALID
    assert sum("is redacted" in one.en for one in said.notes) == len(said_it) + 4


def test_whoever_signed_still_has_and_no_digest_is_left_to_try_a_guess_at() -> None:
    signed_minutes()
    text = minutes().text
    assert text is not None
    digest = text.digest
    taken_out(newest(), SECRET)
    assert set(minutes().in_force) == {"chair", "secretary", "group", "member"}
    assert digest not in everything(MinutesSignature)
    assert digest not in everything(MinutesDrafted)
    assert minutes().text.short_digest == "–"  # type: ignore[union-attr]


def test_one_passage_after_another_goes_from_the_same_row(tmp_path: Path) -> None:
    signed_minutes()
    taken_out(newest(), SECRET)
    left = newest()
    taken_out(newest(), OTHER)
    assert OTHER not in everything(MinutesDrafted)
    assert found() == []
    assert verified(tmp_path).code == verify.VALID
    keys = [Redaction.key_of(MINUTES, str(left.pk), before) for before in range(2)]
    assert Redaction.objects.filter(pk__in=keys).count() == 2
    MinutesDrafted.objects.filter(pk=left.pk).update(sections=left.sections, salt=left.salt)
    [one] = found()
    assert f"{MINUTES} {left.pk}: was changed after its words were taken out" in one
    assert verified(tmp_path).code == verify.TAMPERED


def test_a_changed_a_missing_and_a_restored_text_are_told_from_a_redacted_one(
    tmp_path: Path,
) -> None:
    signed_minutes()
    before = newest()
    taken_out(before, SECRET)
    left = newest()
    sections = [one | {"text": "Lời khác."} for one in left.sections]
    for columns, words, fault in (
        ({"sections": sections}, "after its words were taken out", "was changed"),
        ({"sections": before.sections}, "after its words were taken out", "was changed"),
        (
            {
                "sections": before.sections,
                "salt": before.salt,
                "text_digest": before.text_digest,
            },
            "says them again",
            "there still or again",
        ),
    ):
        MinutesDrafted.objects.filter(pk=left.pk).update(**columns)
        [one] = found()
        assert f"{MINUTES} {left.pk}" in one
        assert words in one
        [(code, said)] = verified(tmp_path).faults
        assert (code, fault in said.en) == (verify.TAMPERED, True)
        MinutesDrafted.objects.filter(pk=left.pk).update(
            sections=left.sections, salt=left.salt, text_digest=left.text_digest
        )
    assert found() == []
    MinutesDrafted.objects.filter(pk=left.pk).delete()
    [one] = found()
    assert f"{MINUTES} {left.pk}: was removed" in one
    [(_, said)] = verified(tmp_path).faults
    assert "is missing" in said.en


def test_a_draft_drawn_anew_does_not_say_again_what_was_taken_out() -> None:
    cleared()
    met()
    draw_minutes(reach_for(thao()), "A47")
    row = newest()
    words = max(row.passages.values(), key=len)
    taken_out(row, words)
    draw_minutes(reach_for(thao()), "A47")
    assert words not in newest().passages.values()


def whole(*lines: str) -> dict[str, str]:
    form = form_of("nqtw4-2012", FormKind.COLLECTIVE)
    return {one.code: "\n".join(("Đã kiểm điểm.", *lines)) for one in form.written if one.required}


def handed_in(by: Account, whose: Seat, *lines: str) -> SelfReviewDraft:
    kind = FormKind.PERSONAL if whose.holder else FormKind.COLLECTIVE
    form = form_of("nqtw4-2012", kind)
    texts = {one.code: "\n".join(("Đã kiểm điểm.", *lines)) for one in form.written if one.required}
    saved = save_draft(reach_for(by), whose, texts, base=None)
    assert saved.version is not None
    submit_self_review(reach_for(by), whose, saved.version.id)
    return SelfReviewDraft.objects.get(pk=saved.version.id)


def test_a_passage_of_the_collectives_self_review_goes() -> None:
    row = handed_in(lan(), A47, SECRET)
    assert SECRET in [
        one.texts[0]
        for one in words_about(reach_for(mai()), "A47")
        if one.kind.table == SELF_REVIEW
    ]
    assert taken_out(row, SECRET) == 1
    shown = words_handed_in(reach_for(mai()).campaign, "A47")
    assert shown is not None
    assert all(SECRET not in one.text for one in shown.sections)
    assert any(MARK in one.text for one in shown.sections)
    assert found() == []


def test_nobody_reads_or_takes_out_a_passage_of_what_was_not_handed_in() -> None:
    saved = save_draft(reach_for(lan()), A47, whole(SECRET), base=None)
    assert saved.version is not None
    row = SelfReviewDraft.objects.get(pk=saved.version.id)
    place = next(place for place, text in row.passages.items() if text == SECRET)
    with pytest.raises(NotThere):
        words_of(reach_for(mai()), SELF_REVIEW, row.pk, place)
    with pytest.raises(NotThere):
        proposed(SELF_REVIEW, row.pk, place)


def test_of_a_persons_self_review_two_of_the_commission_take_words_out_and_the_office_reads_none() -> (
    None
):
    row = handed_in(minh(), UV1, SECRET)
    assert all(one.kind.table != SELF_REVIEW for one in words_about(reach_for(mai()), "A47"))
    with pytest.raises(NotThere):
        taken_out(row, SECRET)
    assert taken_out(row, SECRET, by=another_of_the_commission()) == 1
    assert SECRET not in everything(SelfReviewDraft)
    assert found() == []


def test_a_passage_that_is_not_there_or_is_gone_is_not_proposed() -> None:
    row = handed_in(lan(), A47, SECRET)
    place = next(place for place, text in row.passages.items() if text == SECRET)
    with pytest.raises(NotThere):
        proposed(SELF_REVIEW, row.pk, "no.such.place")
    with pytest.raises(NotThere):
        proposed(SELF_REVIEW, row.pk)
    taken_out(row, SECRET)
    with pytest.raises(NothingToRemove):
        proposed(SELF_REVIEW, row.pk, place)


def test_short_words_go_where_they_are_the_whole_line_and_nowhere_else() -> None:
    row = handed_in(lan(), A47, "Ông Dở.", "Ông Dở. Bà Hay.")
    taken_out(row, "Ông Dở.")
    said = everything(SelfReviewDraft)
    assert "Ông Dở. Bà Hay." in said
    assert "\\nÔng Dở.\\n" not in said


# Reports that quote what goes


@pytest.fixture
def policy(settings: Settings, tmp_path: Path) -> verify.Policy:
    settings.HOME = tmp_path
    text = f"log {make_host_key('kiemdiem.example').public.vkey}\nquorum none\n"
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return verify.read_policy(text)


def approved() -> tuple[UUID, ReasonStated]:
    made = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
    approve_report(reach_for(dung()), draft=made)
    said = draft(HCMC_CAMPAIGN, made).content
    told = json.dumps(said, ensure_ascii=False)
    reasons = [one for one in ReasonStated.objects.exclude(reason="") if one.reason in told]
    return made, reasons[0]


def files(report: UUID) -> tuple[bytes, str]:
    make_checkpoints(make_host_key())
    kept = draft(HCMC_CAMPAIGN, report)
    return published_json(kept), proof(kept)


def judged(report: bytes, told: str, policy: verify.Policy) -> tuple[int, str]:
    said = verify.check_report(report, told, policy)
    return said.code, " | ".join(
        one.en for one in (*(fault for _, fault in said.faults), *said.notes)
    )


def test_a_report_that_quotes_the_words_loses_them_by_the_same_decision(
    policy: verify.Policy,
) -> None:
    report, reason = approved()
    words = reason.reason
    [one] = quoting(HCMC_CAMPAIGN, words)
    assert (one.id, one.as_of, one.approved) == (report, DEC_17, True)
    before, old_proof = files(report)
    assert words.encode() in before
    number = proposed(REASON, reason.pk)
    decide_removal(reach_for(dung()), number, agreed=True)
    after, new_proof = files(report)
    assert words.encode() not in after
    assert MARK.encode() in after
    assert found() == []
    code, said = judged(after, new_proof, policy)
    assert code == verify.VALID
    assert "is redacted" in said
    assert judged(before, old_proof, policy)[0] == verify.VALID
    code, said = judged(before, new_proof, policy)
    assert code == verify.VALID
    assert "this copy still says them" in said
    assert judged(after, old_proof, policy)[0] == verify.TAMPERED, "the decision has to be shown"
    changed = after.replace(b"133", b"134")
    code, said = judged(changed, new_proof, policy)
    assert code == verify.TAMPERED
    assert "is not the one that was approved" in said


def test_an_approved_report_says_that_words_were_taken_out_of_it(policy: verify.Policy) -> None:
    report, reason = approved()
    decide_removal(reach_for(dung()), proposed(REASON, reason.pk), agreed=True)
    kept = draft(HCMC_CAMPAIGN, report)
    assert kept.words_out
    for lang, words in (("vi", "có lời đã xóa"), ("en", "Words were taken out")):
        document = kept.document(lang)
        assert words in document.approved


def test_the_words_of_another_do_not_show_in_reports_that_do_not_quote_them() -> None:
    approved()
    assert quoting(HCMC_CAMPAIGN, SECRET) == ()
    assert quoting(HCMC_CAMPAIGN, "left") == (), "a word without a space is no quotation"
