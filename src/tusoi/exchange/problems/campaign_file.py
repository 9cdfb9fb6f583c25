"""What is said of the campaign file."""

from tusoi.exchange.faults import problem

BROKEN_TOML = problem(
    "broken-toml",
    ("Không đọc được tệp này: {reason}.", "This file cannot be read: {reason}."),
    ("TOML đúng cú pháp, mã hóa UTF-8", "TOML without a mistake, in UTF-8"),
    (
        "Sửa dòng đã nêu; lệnh tusoi new viết sẵn một tệp mẫu.",
        "Correct the line named; tusoi new writes a model.",
    ),
)

TOML_NOT_UTF8 = problem(
    "broken-toml",
    ("Không đọc được tệp này: không phải UTF-8.", "This file cannot be read: it is not UTF-8."),
    ("TOML đúng cú pháp, mã hóa UTF-8", "TOML without a mistake, in UTF-8"),
    (
        "Mở bằng Notepad, chọn Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8.",
        "Open it in Notepad and use Save As with the encoding UTF-8.",
    ),
)

TOML_TOO_LARGE = problem(
    "file-too-large",
    (
        "Tệp quá lớn: {size} KiB; giới hạn là {limit} KiB.",
        "The file is too large: {size} KiB; the limit is {limit} KiB.",
    ),
    ("chỉ các mục khai về đợt", "the campaign's keys and nothing else"),
    (
        "Bỏ những gì không thuộc tệp này; lệnh tusoi new viết sẵn một tệp mẫu.",
        "Take out what does not belong there; tusoi new writes a model.",
    ),
)

KEY_MISSING = problem(
    "key-missing",
    ("Thiếu mục “{key}”.", "The key “{key}” is missing."),
    ("{expected}", "{expected}"),
    ("Thêm mục này vào dot-kiem-diem.toml.", "Add the key to dot-kiem-diem.toml."),
)

KEY_WRONG = problem(
    "key-wrong",
    ("Mục “{key}” không đúng: “{found}”.", "The key “{key}” is not right: “{found}”."),
    ("{expected}", "{expected}"),
    ("Sửa mục này trong dot-kiem-diem.toml.", "Correct the key in dot-kiem-diem.toml."),
)

KEY_UNKNOWN = problem(
    "key-unknown",
    ("Không có mục nào tên “{key}”{near}.", "No key is called “{key}”{near}."),
    ("các mục nêu trong docs/campaign-folder.md", "the keys given in docs/campaign-folder.md"),
    ("Sửa tên mục, hoặc bỏ đi.", "Correct the key, or take it out."),
)

GUIDANCE_CHANGED = problem(
    "guidance-changed",
    (
        "Đợt này đã có biểu hiện được đánh dấu theo bộ hướng dẫn “{earlier}”; theo “{found}” thì cùng một số là biểu hiện khác.",
        "Signs of this campaign are marked by the guidance set “{earlier}”; by “{found}” the same numbers are other signs.",
    ),
    ("{earlier}", "{earlier}"),
    (
        "Ghi lại guidance_set như báo cáo trước; nếu phải đổi bộ hướng dẫn thì mở đợt khác, có mã khác.",
        "Write guidance_set as the earlier return has it; if the guidance set must change, open another campaign with another code.",
    ),
)
