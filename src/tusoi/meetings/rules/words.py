"""How the ways and the kinds of speaking are called, and the capacities in which minutes are signed."""

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
CAPACITY_WORDING = {
    "chair": Wording(vi="người chủ trì", en="the chair"),
    "secretary": Wording(vi="người ghi biên bản", en="the secretary"),
    "group": Wording(vi="đại diện tổ công tác", en="the representative of the working group"),
    "member": Wording(vi="một thành viên tập thể", en="a member of the collective"),
}
"""The four capacities, in the order in which they are asked for."""
