"""Words that the server and the trustees' room share. Plain values: no Django."""

from collections.abc import Mapping

from tusoi.values.wording import Wording

ABOUT_WORDING: Mapping[str, Wording] = {
    "collective": Wording(vi="Tập thể lãnh đạo của đơn vị", en="The unit's collective leadership"),
    "head": Wording(vi="Người đứng đầu", en="Its head"),
    "leader": Wording(vi="Một lãnh đạo khác", en="Another of its leaders"),
}
