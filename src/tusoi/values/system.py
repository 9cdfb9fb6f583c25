"""What the system says against a file or a folder, in both languages."""

from collections.abc import Mapping
from errno import (
    EACCES,
    EDQUOT,
    EEXIST,
    EFBIG,
    EIO,
    EISDIR,
    ELOOP,
    EMFILE,
    ENAMETOOLONG,
    ENFILE,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
    ESTALE,
)

from tusoi.values.wording import Wording

NO_ROOM = (ENOSPC, EDQUOT, EFBIG)
"""What the system says where the disk, or somebody's part of it, is full, or takes no file so large."""


def why_not(error: OSError) -> Wording:
    """Why a file could not be read or written: the system's own words, and theirs in Vietnamese where they are known."""
    words = error.strerror or type(error).__name__
    return Wording(vi=_IN_VIETNAMESE.get(error.errno or 0, words), en=words)


_IN_VIETNAMESE: Mapping[int, str] = {
    EACCES: "không có quyền",
    EPERM: "không có quyền",
    EROFS: "nơi này chỉ đọc được, không ghi được",
    ENOSPC: "đĩa hết chỗ",
    EDQUOT: "đã hết phần đĩa được cấp",
    EFBIG: "tệp lớn hơn mức nơi này cho phép",
    EIO: "đĩa hoặc mạng báo lỗi",
    ESTALE: "nơi để tệp trên mạng không còn nối được",
    ENOENT: "không có tệp hay thư mục ấy",
    ENOTDIR: "trên đường dẫn có một tệp, không phải thư mục",
    EISDIR: "đó là thư mục, không phải tệp",
    EEXIST: "đã có một tệp mang tên ấy",
    ENAMETOOLONG: "tên quá dài",
    ELOOP: "liên kết dẫn về chính nó",
    EMFILE: "chương trình mở quá nhiều tệp cùng lúc",
    ENFILE: "máy mở quá nhiều tệp cùng lúc",
}
