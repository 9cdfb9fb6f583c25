"""Everything is ready: the collective is to meet, and after it each person is to be reviewed."""

from collections.abc import Iterator

from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MET, OWING, READY, refused, standing
from tusoi.desk.standing import Standing, by
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording, same


def waiting(standing: Standing) -> Iterator[Waiting]:
    """The collective's session once the self-review is there and no gate stands; then the persons' sessions."""
    if not standing.to_be_held or standing.refusals:
        return
    if standing.met is not None:
        titles = ", ".join(_missing(standing))
        yield Waiting(_PERSONS.filled(titles=same(titles)), standing.met.day, standing.due_on)
    elif standing.file.prepared is not None and by(standing.file.prepared, standing.day):
        yield Waiting(_COLLECTIVE, standing.file.prepared.day, standing.due_on)


def _missing(standing: Standing) -> Iterator[str]:
    """The titles of those in post whose own review has had no session."""
    for leader in standing.leaders:
        if not any(by(sitting.when, standing.day) for sitting in leader.sittings):
            yield leader.title


_COLLECTIVE = Wording(vi="họp kiểm điểm tập thể", en="hold the session on the collective")
_PERSONS = Wording(vi="họp kiểm điểm cá nhân: {titles}", en="hold the session on: {titles}")

DUTY = Duty(
    code="hold_session",
    place=60,
    name=Wording(vi="Cuộc họp kiểm điểm", en="Sessions to hold"),
    right=Right.HOLD_SESSION,
    page="sessions",
    act="hop",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã chuẩn bị xong, không vướng", en="Ready, and no gate stands"),
            standing(READY),
            waiting=1,
        ),
        Example(
            Wording(
                vi="Tập thể đã họp, người đứng đầu chưa kiểm điểm cá nhân",
                en="The collective has met, its head has not been reviewed",
            ),
            standing(MET),
            waiting=1,
        ),
        Example(Wording(vi="Chưa chuẩn bị", en="Not prepared"), standing(OWING), waiting=0),
        Example(
            Wording(vi="Còn vướng điều kiện", en="A gate stands before it"),
            standing(READY, refusals=(refused("G2"),)),
            waiting=0,
        ),
        Example(Wording(vi="Đã kiểm điểm xong", en="Held"), standing(HELD), waiting=0),
    ),
)
