"""Beyond one machine: every model says where its table stands, and `tusoi distribute` brings it there, once.

On a true Citus only what is marked so runs; the statements are held to a stand-in that refuses what Citus was seen to refuse.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from tests import citus
from tusoi.campaigns.models import Campaign, CampaignFact, Review, ReviewFact
from tusoi.ledger import triggers
from tusoi.ledger.models import Committed
from tusoi.organisation.models import Host
from tusoi.site.cli import main
from tusoi.site.distribution.declared import EVERYWHERE, Kind, Place, Undeclared, place_of
from tusoi.site.distribution.plan import (
    NoCitus,
    StandsOtherwise,
    places,
    require_citus,
    standing,
    statements,
)

Model = type[models.Model]


# The rules


def every_model_says_where_it_stands(given: Iterable[Model]) -> Iterator[str]:
    for model in given:
        try:
            place_of(model)
        except Undeclared:
            yield model._meta.label


def what_is_unique_holds_the_column_that_spreads_it(given: Iterable[Model]) -> Iterator[str]:
    """Citus can hold nothing else to be unique; the key itself takes the column in (`tusoi distribute`)."""
    for model, place in _spread(given):
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key and field.column != place.column:
                yield f"{model._meta.label}.{field.name} is unique"
        for one in model._meta.constraints:
            if isinstance(one, models.UniqueConstraint):
                columns = {
                    getattr(model._meta.get_field(name), "column", "") for name in one.fields
                }
                if place.column not in columns:
                    yield f"{model._meta.label} is unique by {sorted(columns)}"


def what_it_refers_to_is_everywhere_or_beside_it(given: Iterable[Model]) -> Iterator[str]:
    for model, place in _spread(given):
        for field, target in _relations(model):
            beside = target.table == place.beside and field.column == place.column
            if target.kind is not Kind.EVERYWHERE and not beside:
                yield f"{model._meta.label}.{field.name} refers to {target.table}"


def what_is_everywhere_refers_to_nothing_else(given: Iterable[Model]) -> Iterator[str]:
    for model in given:
        if model._meta.label in EVERYWHERE:
            for field, target in _relations(model):
                if target.kind is not Kind.EVERYWHERE:
                    yield f"{model._meta.label}.{field.name} refers to {target.table}"


def what_stands_here_refers_to_nothing_that_is_spread(given: Iterable[Model]) -> Iterator[str]:
    for model in given:
        if _declared(model) and place_of(model).kind is Kind.HERE:
            for field, target in _relations(model):
                if target.kind is Kind.SPREAD:
                    yield f"{model._meta.label}.{field.name} refers to {target.table}"


def no_key_is_counted_up(given: Iterable[Model]) -> Iterator[str]:
    for model in given:
        elsewhere = _declared(model) and place_of(model).kind is not Kind.HERE
        if elsewhere and isinstance(model._meta.pk, models.AutoField):
            yield f"{model._meta.label} is counted up"


def no_table_elsewhere_has_triggers(given: Iterable[Model]) -> Iterator[str]:
    for model in given:
        elsewhere = _declared(model) and place_of(model).kind is not Kind.HERE
        if elsewhere and model._meta.db_table in triggers.GUARDED:
            yield f"{model._meta.label} is guarded by triggers"


def _declared(model: Model) -> bool:
    return not list(every_model_says_where_it_stands([model]))


def _spread(given: Iterable[Model]) -> Iterator[tuple[Model, Place]]:
    for model in given:
        if _declared(model) and place_of(model).kind is Kind.SPREAD:
            yield model, place_of(model)


def _relations(model: Model) -> "Iterator[tuple[models.Field[object, object], Place]]":
    for field in model._meta.concrete_fields:
        if field.is_relation:
            named = field.related_model
            yield field, place_of(apps.get_model(named) if isinstance(named, str) else named)  # type: ignore[arg-type]


# A model that breaks each. None is ever registered.


def undeclared() -> Model:
    class Loose(models.Model):
        class Meta:
            app_label = "campaigns"

        __module__ = "tusoi.campaigns.models"

        def __str__(self) -> str:
            return ""

    return Loose


def unique_by_code() -> Model:
    class Coded(ReviewFact):
        code = models.CharField(max_length=40)

        class Meta:
            app_label = "meetings"
            constraints = (models.UniqueConstraint(fields=["code"], name="coded_once"),)

    return Coded


def to_one_here() -> Model:
    class ToOneHere(ReviewFact):
        item = models.ForeignKey("remediation.Item", on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "supervision"

    return ToOneHere


def account_of_a_campaign() -> Model:
    class Account(Committed):
        item = models.ForeignKey("remediation.Item", on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "organisation"

    return Account


def small_child() -> Model:
    class SmallChild(CampaignFact):
        review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "meetings"

    return SmallChild


def counted_up() -> Model:
    class CountedUp(Committed):
        volume = True
        id = models.BigAutoField(primary_key=True)

        class Meta:
            app_label = "campaigns"

    return CountedUp


def guarded() -> Model:
    class Guarded(Committed):
        volume = True
        id = models.UUIDField(primary_key=True)

        class Meta:
            app_label = "campaigns"
            db_table = triggers.GUARDED[0]

    return Guarded


RULES: dict[Callable[[Iterable[Model]], Iterator[str]], Callable[[], Model]] = {
    every_model_says_where_it_stands: undeclared,
    what_is_unique_holds_the_column_that_spreads_it: unique_by_code,
    what_it_refers_to_is_everywhere_or_beside_it: to_one_here,
    what_is_everywhere_refers_to_nothing_else: account_of_a_campaign,
    what_stands_here_refers_to_nothing_that_is_spread: small_child,
    no_key_is_counted_up: counted_up,
    no_table_elsewhere_has_triggers: guarded,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_model_keeps_the_rule(rule: Callable[[Iterable[Model]], Iterator[str]]) -> None:
    assert list(rule(apps.get_models())) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_model_that_breaks_the_rule_is_seen(
    rule: Callable[[Iterable[Model]], Iterator[str]],
) -> None:
    with isolate_apps("tusoi.campaigns"):
        assert list(rule([RULES[rule]()]))


# The plan


def test_what_many_refer_to_comes_first_and_what_hangs_on_another_last() -> None:
    order = [place.table for place in places()]
    assert order[:4] == [
        "organisation_account",
        "organisation_host",
        "organisation_unit",
        "campaigns_campaign",
    ]
    assert order.index("campaigns_review") < order.index("meetings_session")
    assert Place("meetings_session", Kind.SPREAD, "review_id", "campaigns_review") in places()
    assert "ledger_entry" not in order


@pytest.mark.postgres
@pytest.mark.django_db
def test_every_table_comes_to_stand_where_it_is_declared_and_a_second_run_does_nothing() -> None:
    citus.set_up()
    of = places()
    run(list(statements(of, standing(of))))
    wanted = {place.table: (place.kind.value, place.column or "<none>") for place in of}
    assert citus.recorded() == wanted
    assert list(statements(of, standing(of))) == []
    Host.objects.create(code="noi-do")
    assert all(
        key.reference and key.columns == ("id", "review_id") for key in standing(of).keys.values()
    )


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("after", [1, 3, 7, 40, 130, -40, -1])
def test_cut_off_after_any_statement_the_next_run_finishes(after: int) -> None:
    citus.set_up()
    of = places()
    run(list(statements(of, standing(of)))[:after])
    run(list(statements(of, standing(of))))
    assert len(citus.recorded()) == len(of)
    assert list(statements(of, standing(of))) == []


def run(asked: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in asked:
            cursor.execute(statement)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_table_that_was_distributed_otherwise_is_refused_and_nothing_done() -> None:
    citus.set_up()
    run(["INSERT INTO stand_in (name, kind, by) VALUES ('meetings_session', 'distributed', 'id')"])
    with pytest.raises(StandsOtherwise, match="meetings_session"):
        list(statements(places(), standing(places())))


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_stand_in_refuses_what_citus_refuses() -> None:
    """Or nothing above would show anything: a key without the column, and a reference not taken away."""
    citus.set_up()
    for asked in (
        "SELECT create_distributed_table('meetings_session', 'review_id')",
        "SELECT create_distributed_table('campaigns_review', 'id')",
        "SELECT create_distributed_table('ledger_entry', 'id')",
    ):
        with (
            pytest.raises(Exception, match=r"constraint|referenced|triggers"),
            transaction.atomic(),
        ):
            run([asked])


@pytest.mark.django_db
def test_a_database_that_cannot_be_distributed_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if citus.is_true():
        pytest.skip("the database is a Citus; run on one without it")
    with pytest.raises(NoCitus):
        require_citus()
    for words in (["distribute"], ["distribute", "--check"]):
        assert main([*words, "--lang", "en"]) == 1
        said = capsys.readouterr()
        wanted = "Citus extension" if connection.vendor == "postgresql" else "embedded database"
        assert wanted in said.err
        assert said.out == ""


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_command_shows_what_is_left_does_it_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    citus.set_up()
    assert main(["distribute", "--check"]) == 1
    shown = capsys.readouterr().out
    assert "SELECT create_reference_table('campaigns_campaign');" in shown
    assert citus.recorded() == {}
    assert main(["distribute", "--lang", "en"]) == 0
    assert "statements were run" in capsys.readouterr().out
    assert (main(["distribute", "--check"]), capsys.readouterr().out) == (0, "")
    assert main(["distribute", "--lang", "en"]) == 0
    assert "nothing to do" in capsys.readouterr().out


@pytest.mark.citus
@pytest.mark.django_db(transaction=True)
def test_a_true_citus_takes_the_statements_and_answers_afterwards() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS citus")
    assert main(["distribute"]) == 0
    assert main(["distribute", "--check"]) == 0
    host = Host.objects.create(code="noi-do")
    assert Campaign.objects.create(code="dot", host=host) in Campaign.objects.all()
