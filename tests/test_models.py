"""The rules that all records keep, as functions over a list of models.

They hold so that one code base runs on SQLite, PostgreSQL and, one day, a distributed PostgreSQL, and so
that facts stay facts. Every rule is also shown a model that breaks it: a rule that cannot fail is none.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from tests.layers import LAYERS, layer_of
from tusoi.campaigns.models import Campaign, CampaignFact, Review, ReviewFact
from tusoi.discipline.models import CaseSubject
from tusoi.ledger import triggers
from tusoi.ledger.models import Checkpoint, Committed, Cosignature, Entry, Fact, RowDigest
from tusoi.meetings.models import Session
from tusoi.organisation.models import Account, Host, Unit

Model = type[models.Model]
Rule = Callable[[Iterable[Model]], Iterator[str]]

THE_LEDGERS_OWN = (Entry, RowDigest, Checkpoint, Cosignature)
NO_ROWS_OF_RECORD = {"opinions.Spooled", "opinions.FeltByReceipt"}
"""A ledger line would keep an opinion's moment and place in the order of arrival, which is what must not be kept: it is
witnessed when its batch is released (docs/decisions/0031-what-is-dared-is-no-fact.md)."""
DERIVED = {"campaigns.StageReached", "campaigns.StageTally", "figures.CountKept", "search.Passage"}
"""Worked out from facts, most of them in the transaction that writes these, and again by `tusoi check-figures`, which names what differs:
they say nothing of their own (docs/decisions/0051-tallies-follow-the-act.md, 0069-figures-of-a-country-are-kept.md)."""
THE_QUEUE = {"errands.Errand", "errands.Piece", "errands.Heard"}
"""What was asked of the machine and how far it is: it goes a day after it is done, and no figure rests on it
(docs/decisions/0057-errands.md)."""
SHARED = (Account, Unit, Campaign)
"""Small tables that stand on every node of a distributed database: any table may refer to them."""


def room_of(model: Model) -> str:
    return model.__module__.split(".")[1]


def rooms_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith("tusoi.")]


def volume(given: Iterable[Model]) -> Iterator[type[Committed]]:
    for model in given:
        if issubclass(model, Committed) and model.volume:
            yield model


def relations(model: Model) -> Iterator[tuple[str, Any]]:
    """Name and model of every relation; outside the registry a name in the settings stays a name."""
    for field in model._meta.get_fields():
        if field.is_relation and field.concrete:
            target = field.related_model
            yield field.name, apps.get_model(target) if isinstance(target, str) else target


def own_columns(model: Model) -> "list[models.Field[Any, Any]]":
    return list(model._meta.concrete_fields)


# The rules


def every_row_is_committed_to(given: Iterable[Model]) -> Iterator[str]:
    """What the ledger does not witness can be changed unseen."""
    for model in given:
        if model in THE_LEDGERS_OWN or model._meta.label in NO_ROWS_OF_RECORD | DERIVED | THE_QUEUE:
            continue
        if not issubclass(model, Committed):
            yield f"{model.__name__} is in no entry: it is not Committed"


def nothing_is_left_out_of_a_digest(given: Iterable[Model]) -> Iterator[str]:
    """Of an account the password may change without being an act; of nothing else anything."""
    for model in given:
        if issubclass(model, Committed) and model is not Account:
            if model.uncommitted != {"salt"}:
                yield f"{model.__name__} keeps columns out of its digest"
            if model.payload is not Committed.payload or model.digest is not Committed.digest:
                yield f"{model.__name__} has a payload of its own"


def volume_tables_have_a_key_made_in_python(given: Iterable[Model]) -> Iterator[str]:
    """A key that the database counts up cannot be counted on several nodes."""
    for one in volume(given):
        if not isinstance(one._meta.pk, models.UUIDField):
            yield f"{one.__name__} has no UUID as its key"
    for model in given:
        for field in own_columns(model):
            if field.db_default is not models.NOT_PROVIDED:
                yield f"{model.__name__}.{field.name} is made by the database"


def volume_tables_are_unique_by_key_only(given: Iterable[Model]) -> Iterator[str]:
    """Another unique index would have to be asked on every node; what must be unique is in the derived key."""
    for model in volume(given):
        for field in own_columns(model):
            if field.unique and not field.primary_key:
                yield f"{model.__name__}.{field.name} is unique"
        constraints = [
            one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)
        ]
        if constraints or model._meta.unique_together:
            yield f"{model.__name__} has a unique constraint"


def volume_tables_refer_to_shared_tables_and_one_parent(given: Iterable[Model]) -> Iterator[str]:
    """A parent is the one volume table that a volume table refers to: its rows lie on the parent's node."""
    for model in volume(given):
        others = [
            (name, target) for name, target in relations(model) if not issubclass(target, SHARED)
        ]
        for name, target in others:
            if not list(volume([target])):
                yield f"{model.__name__}.{name} refers to {target.__name__}, which is neither shared nor its parent"
        if len({target for _, target in others}) > 1:
            yield f"{model.__name__} has more than one parent"


def what_hangs_on_a_volume_table_is_one(given: Iterable[Model]) -> Iterator[str]:
    """A table that refers to reviews grows as they do, and must be able to go where they go."""
    for model in given:
        for name, target in relations(model):
            if list(volume([target])) and not list(volume([model])):
                yield f"{model.__name__}.{name} refers to a volume table and is none"


def nothing_is_called_status(given: Iterable[Model]) -> Iterator[str]:
    """A stage is read off the facts."""
    for model in given:
        for field in own_columns(model):
            if field.name in {"status", "state"} or field.name.endswith(("_status", "_state")):
                yield f"{model.__name__}.{field.name}"


def no_many_to_many(given: Iterable[Model]) -> Iterator[str]:
    """A hidden table has no day, no telling and no entry."""
    for model in given:
        for field in model._meta.local_many_to_many:
            yield f"{model.__name__}.{field.name}"


def no_column_reads_the_clock(given: Iterable[Model]) -> Iterator[str]:
    """When something was told is said by whoever tells it."""
    for model in given:
        for field in own_columns(model):
            if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
                yield f"{model.__name__}.{field.name}"


def relations_point_down(given: Iterable[Model]) -> Iterator[str]:
    """To the same room or a lower one; siblings are strangers."""
    for model in given:
        for name, target in relations(model):
            here, there = room_of(model), room_of(target)
            if here != there and layer_of(there) <= layer_of(here):
                yield f"{model.__name__}.{name} points from {here} to {there}"


def closed_rooms_are_referred_to_by_code(given: Iterable[Model]) -> Iterator[str]:
    """Nobody reaches an opinion or a case through a foreign key."""
    for model in given:
        for name, target in relations(model):
            if room_of(target) in {"opinions", "discipline"} and room_of(model) != room_of(target):
                yield f"{model.__name__}.{name} points into {room_of(target)}"


def facts_have_the_common_columns(given: Iterable[Model]) -> Iterator[str]:
    """Day, telling, origin, source, what is replaced: as the abstract fact declares them."""
    for model in given:
        if issubclass(model, Fact):
            columns = {field.name: field for field in own_columns(model)}
            for field in Fact._meta.local_fields:
                if type(columns.get(field.name)) is not type(field):
                    yield f"{model.__name__}.{field.name} is not a fact's"


def nothing_happens_behind_save(given: Iterable[Model]) -> Iterator[str]:
    """Actions are the only writers; a row does nothing by itself."""
    for model in given:
        for owner in model.__mro__:
            if owner.__module__.startswith(("tusoi.", "tests.")):
                for name in sorted({"save", "delete", "save_base", "asave"} & set(vars(owner))):
                    yield f"{owner.__name__}.{name}"


def codes_fit_where_they_are_written(given: Iterable[Model]) -> Iterator[str]:
    """SQLite does not mind a text that is too long; PostgreSQL refuses it. No column is wider than an index may be."""
    code = length(Unit, "code")
    wanted = {
        "unit_code": code,
        "parent_code": code,
        "out_of_unit": code,
        "owner_unit": code,
        "owner": 2 * code + 1,
        "leader": 2 * code + 1,
        "chair": 2 * code + 1,
    }
    for model in given:
        for field in own_columns(model):
            if not isinstance(field, models.CharField):
                continue
            if not 1 <= (field.max_length or 0) <= 400:
                yield f"{model.__name__}.{field.name} is {field.max_length} wide"
            if field.name in wanted and field.max_length != wanted[field.name]:
                yield f"{model.__name__}.{field.name} is not {wanted[field.name]} wide"


RULES: tuple[Rule, ...] = (
    every_row_is_committed_to,
    nothing_is_left_out_of_a_digest,
    volume_tables_have_a_key_made_in_python,
    volume_tables_are_unique_by_key_only,
    volume_tables_refer_to_shared_tables_and_one_parent,
    what_hangs_on_a_volume_table_is_one,
    nothing_is_called_status,
    no_many_to_many,
    no_column_reads_the_clock,
    relations_point_down,
    closed_rooms_are_referred_to_by_code,
    facts_have_the_common_columns,
    nothing_happens_behind_save,
    codes_fit_where_they_are_written,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_record_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(rooms_models())) == []


def length(model: Model, name: str) -> int:
    field = model._meta.get_field(name)
    assert isinstance(field, models.CharField)
    return field.max_length or 0


def test_the_ledger_has_room_for_every_table_key_and_tree() -> None:
    assert length(RowDigest, "table") >= max(
        len(model._meta.label_lower) for model in rooms_models()
    )
    assert length(RowDigest, "row") >= max(length(Host, "code"), length(Campaign, "code"), 36)
    assert length(Entry, "tree") >= len("campaign/") + length(Campaign, "code")


def test_the_registry_is_not_empty() -> None:
    """What the rules walk is the registry of rooms, and the seed's rooms are in it."""
    assert {Review, Session, CaseSubject} <= set(rooms_models())
    assert {Review, Session} <= set(volume(rooms_models()))


@pytest.mark.django_db
def test_only_the_ledgers_own_tables_have_triggers() -> None:
    question = (
        "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert {table for (table,) in cursor.fetchall()} == set(triggers.GUARDED)


# A record that breaks each rule. None is ever registered with the app it says it is in.


def uncommitted() -> Model:
    class Loose(models.Model):
        class Meta:
            app_label = "campaigns"

        def __str__(self) -> str:
            return ""

    return Loose


def half_committed() -> Model:
    class HalfCommitted(Committed):
        uncommitted = frozenset({"salt", "verdict"})

        class Meta:
            app_label = "campaigns"

    return HalfCommitted


def counted_up() -> Model:
    class CountedUp(Committed):
        volume = True

        class Meta:
            app_label = "campaigns"

    return CountedUp


def made_by_the_database() -> Model:
    class MadeThere(ReviewFact):
        number = models.IntegerField(db_default=1)

        class Meta:
            app_label = "meetings"

    return MadeThere


def unique_twice() -> Model:
    class UniqueTwice(ReviewFact):
        number = models.IntegerField()

        class Meta:
            app_label = "meetings"
            constraints = [models.UniqueConstraint(fields=["review", "number"], name="number_once")]

    return UniqueTwice


def one_to_one() -> Model:
    class OnePerReview(ReviewFact):
        other = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "meetings"

    return OnePerReview


def astray() -> Model:
    class Astray(ReviewFact):
        host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "meetings"

    return Astray


def two_parents() -> Model:
    class TwoParents(ReviewFact):
        session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "meetings"

    return TwoParents


def small_child() -> Model:
    class SmallChild(CampaignFact):
        review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "meetings"

    return SmallChild


def with_status() -> Model:
    class WithStatus(ReviewFact):
        review_status = models.CharField(max_length=20)

        class Meta:
            app_label = "meetings"

    return WithStatus


def many_to_many() -> Model:
    class Many(ReviewFact):
        units = models.ManyToManyField(Unit, related_name="+")

        class Meta:
            app_label = "meetings"

    return Many


def timed_by_itself() -> Model:
    class TimedByItself(ReviewFact):
        written_at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "meetings"

    return TimedByItself


def pointing_up() -> Model:
    class PointingUp(Committed):
        __module__ = "tusoi.organisation.models"
        session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "organisation"

    return PointingUp


def pointing_into_a_case() -> Model:
    class PointingIntoACase(CampaignFact):
        __module__ = "tusoi.findings.models"
        case = models.ForeignKey(CaseSubject, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "findings"

    return PointingIntoACase


def fact_without_a_day() -> Model:
    class Dayless(ReviewFact):
        day = models.CharField(max_length=10)  # type: ignore[assignment]

        class Meta:
            app_label = "meetings"

    return Dayless


def saving_itself() -> Model:
    class SavingItself(ReviewFact):
        def save(self, *args: Any, **kwargs: Any) -> None:
            super().save(*args, **kwargs)

        class Meta:
            app_label = "meetings"

    return SavingItself


def too_narrow() -> Model:
    class TooNarrow(ReviewFact):
        chair = models.CharField(max_length=40)

        class Meta:
            app_label = "meetings"

    return TooNarrow


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (every_row_is_committed_to, uncommitted),
        (nothing_is_left_out_of_a_digest, half_committed),
        (volume_tables_have_a_key_made_in_python, counted_up),
        (volume_tables_have_a_key_made_in_python, made_by_the_database),
        (volume_tables_are_unique_by_key_only, unique_twice),
        (volume_tables_are_unique_by_key_only, one_to_one),
        (volume_tables_refer_to_shared_tables_and_one_parent, astray),
        (volume_tables_refer_to_shared_tables_and_one_parent, two_parents),
        (what_hangs_on_a_volume_table_is_one, small_child),
        (nothing_is_called_status, with_status),
        (no_many_to_many, many_to_many),
        (no_column_reads_the_clock, timed_by_itself),
        (relations_point_down, pointing_up),
        (closed_rooms_are_referred_to_by_code, pointing_into_a_case),
        (facts_have_the_common_columns, fact_without_a_day),
        (nothing_happens_behind_save, saving_itself),
        (codes_fit_where_they_are_written, too_narrow),
    ],
    ids=lambda given: given.__name__,
)
def test_a_record_that_breaks_the_rule_is_named(rule: Rule, broken: Callable[[], Model]) -> None:
    before = set(rooms_models())
    with isolate_apps("tusoi.meetings"):
        model = broken()
        faults = list(rule([model]))
    assert faults
    assert model.__name__ in faults[0]
    assert set(rooms_models()) == before, "the broken record must not stay behind"


def test_every_rule_was_seen_to_fail() -> None:
    mark = next(iter(test_a_record_that_breaks_the_rule_is_named.pytestmark))  # type: ignore[attr-defined]
    assert {rule for rule, _ in mark.args[1]} == set(RULES)


def test_layers_know_every_room_with_records() -> None:
    assert {room_of(model) for model in rooms_models()} <= {room for row in LAYERS for room in row}
