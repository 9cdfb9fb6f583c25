"""How the interface says that something was refused: in both languages, and of what is not as its document asks field by field."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from tusoi.values.wording import Wording


def refusal(wording: Wording) -> dict[str, object]:
    """The answer's body; `detail` is the English alone, for programs that read no other."""
    return {"detail": wording.en, "said": {"vi": wording.vi, "en": wording.en}}


def not_as_documented(errors: Iterable[Mapping[str, Any]]) -> Wording:
    """What is not as the document asks, field by field."""
    told = [(".".join(map(str, one["loc"])), _field(one)) for one in errors]
    return Wording(
        vi="; ".join(f"{field}: {wrong.vi}" for field, wrong in told),
        en="; ".join(f"{field}: {wrong.en}" for field, wrong in told),
    )


def not_taken(status: int, message: str) -> Wording:
    """What is said of a request that the interface does not take at all."""
    if status == HTTPStatus.UNAUTHORIZED:
        return _NO_TOKEN
    if status == HTTPStatus.BAD_REQUEST:
        return Wording(vi=_NO_JSON, en=message)
    return Wording(vi=_NOT_TAKEN.format(message=message), en=message)


def _field(error: Mapping[str, Any]) -> Wording:
    """The checker's own words, and theirs in Vietnamese where they are known."""
    said = str(error["msg"])
    known = _IN_VIETNAMESE.get(str(error["type"]))
    if known is None:
        return Wording(vi=_NOT_SO.format(said=said), en=said)
    return Wording(vi=known.format_map(error.get("ctx", {})), en=said)


_NO_TOKEN = Wording(
    vi="Mã truy cập gửi kèm không có, đã hết hạn, hoặc không dùng được cho việc này.",
    en="The token sent is none, has ended, or does not open this.",
)
_NO_JSON = "Không đọc được nội dung gửi lên: không phải JSON đúng cú pháp."
_NOT_TAKEN = "Yêu cầu này không được nhận: {message}"
_NOT_SO = "không đúng dạng ({said})"
_TEXT = "cần một chuỗi chữ"
_DAY = "cần một ngày có thật, viết như 2012-12-17"
_NUMBER = "cần một số nguyên"
_TRUTH = "cần true hoặc false"
_IN_VIETNAMESE: Mapping[str, str] = {
    "missing": "thiếu mục này",
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": "cần ít nhất {min_length} ký tự",
    "string_too_long": "nhiều nhất {max_length} ký tự",
    "string_pattern_mismatch": "không đúng mẫu {pattern}",
    "list_type": "cần một danh sách",
    "too_long": "nhiều nhất {max_length} mục",
    "date_type": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "greater_than_equal": "cần một số không nhỏ hơn {ge}",
    "less_than_equal": "cần một số không lớn hơn {le}",
    "bool_parsing": _TRUTH,
    "enum": "cần một trong: {expected}",
}
"""By the checker's names of what it finds, those that the schemas of the interface can draw."""
