"""How the ways and the kinds of speaking are called."""

from tusoi.values.wording import Wording

HOW_WORDING = {
    "unasked": Wording(vi="tự giác", en="unasked"),
    "called_on": Wording(vi="được chỉ định", en="called on"),
    "written": Wording(vi="bằng văn bản", en="written"),
}
KIND_WORDING = {
    "self_criticism": Wording(vi="tự phê bình", en="self-criticism"),
    "criticism": Wording(vi="phê bình", en="criticism"),
    "reply": Wording(vi="tiếp thu, giải trình", en="reply"),
    "other": Wording(vi="ý kiến khác", en="other"),
}
