"""Which unit answers for one that ended: as of a day, through several steps, and never round and round."""

from datetime import date

from tusoi.organisation.successions import Succession, Successions

JAN_31, FEB_28, MAR_1 = date(2013, 1, 31), date(2013, 2, 28), date(2013, 3, 1)


def known(*told: tuple[str, str, date]) -> Successions:
    return Successions.of(Succession(unit, by, True, last) for unit, by, last in told)


def test_a_unit_answers_for_itself_to_its_last_day() -> None:
    after = known(("A47", "A01", JAN_31))
    assert after.successor_of("A47", JAN_31) == "A47"
    assert after.successor_of("A47", date(2013, 2, 1)) == "A01"
    assert after.answering(JAN_31) == {}


def test_a_successor_that_ended_too_is_followed_on_once_its_own_end_has_come() -> None:
    after = known(("A47", "A01", JAN_31), ("A01", "A02", FEB_28))
    assert after.successor_of("A47", FEB_28) == "A01"
    assert after.answering(MAR_1) == {"A47": "A02", "A01": "A02"}


def test_of_a_split_the_main_successor_answers() -> None:
    after = Successions.of(
        [Succession("A47", "A01", False, JAN_31), Succession("A47", "A02", True, JAN_31)]
    )
    assert after.successor_of("A47", FEB_28) == "A02"
    assert [one.successor for one in after.after("A47", FEB_28)] == ["A02", "A01"]


def test_a_circle_ends_the_search() -> None:
    after = known(("A47", "A01", JAN_31), ("A01", "A47", JAN_31))
    assert after.successor_of("A47", MAR_1) in ("A47", "A01")
    assert after.leads_to("A47", "A47")
    assert not after.leads_to("A47", "A02")
