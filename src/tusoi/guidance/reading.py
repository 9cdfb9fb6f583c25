"""From a folder of TOML files to a set: every key is asked for by name, any other refused."""

from pathlib import Path

from tusoi.guidance.sets import (
    Confidence,
    Criterion,
    CriterionStanding,
    EvidenceKind,
    GuidanceSet,
    IssuedText,
    Topic,
    VerdictWording,
    VoiceKind,
    Voices,
    Words,
)
from tusoi.guidance.tables import CatalogueTable, read_file
from tusoi.values.wording import Wording

_SET_KEYS = ("code", "title", "organisations", "words", "provisional_notice", "text")


def read_set(folder: Path) -> GuidanceSet:
    """The set that `folder` holds: set, topics, criteria, verdicts and voices, one TOML file each.

    Raises:
        BrokenCatalogue: names the first file and key that cannot stand.
    """
    head = read_file(folder, "set.toml")
    head.allow_only(*_SET_KEYS)
    read = GuidanceSet(
        code=_code(head, folder),
        title=head.wording("title"),
        organisations=head.wording("organisations"),
        words=_words(head.inner("words")),
        texts=tuple(_text(table) for table in head.listed("text")),
        topics=_topics(read_file(folder, "topics.toml")),
        criteria=_criteria(read_file(folder, "criteria.toml")),
        verdicts=_verdicts(read_file(folder, "verdicts.toml")),
        voices=_voices(read_file(folder, "voices.toml")),
        forms_folder=folder / "forms",
        provisional_notice=head.wording_if_any("provisional_notice"),
    )
    _check_notice(read, head)
    return read


def _code(head: CatalogueTable, folder: Path) -> str:
    code = head.text("code")
    if code != folder.name:
        fault = Wording(
            vi="“{code}” khác tên thư mục “{name}”",
            en="“{code}” is not the folder's name, “{name}”",
        )
        raise head.refuse("code", fault.filled(code=code, name=folder.name))
    return code


def _words(table: CatalogueTable) -> Words:
    table.allow_only("host_head", "head", "collective", "working_group")
    return Words(
        host_head=table.wording("host_head"),
        head=table.wording("head"),
        collective=table.wording("collective"),
        working_group=table.wording("working_group"),
    )


def _text(table: CatalogueTable) -> IssuedText:
    table.allow_only("number", "day", "mark", "title", "source")
    return IssuedText(
        number=table.text("number"),
        day=table.day("day"),
        title=table.wording("title"),
        mark=table.choice("mark", Confidence),
        source=table.wording("source"),
    )


def _topics(file: CatalogueTable) -> tuple[Topic, ...]:
    file.allow_only("scopes", "topic")
    tables = file.listed("topic")
    topics = tuple(_topic(table, file.inner("scopes")) for table in tables)
    for place, table in enumerate(tables):
        if topics[place].code in {earlier.code for earlier in topics[:place]}:
            fault = Wording(vi="“{code}” đã dùng ở trên", en="“{code}” is used above")
            raise table.refuse("code", fault.filled(code=topics[place].code))
    return topics


def _topic(table: CatalogueTable, scopes: CatalogueTable) -> Topic:
    table.allow_only("code", "scope", "wording", "evidence")
    scope = table.text("scope")
    if scope not in scopes.content:
        fault = Wording(
            vi="“{scope}” chưa khai trong [scopes]", en="“{scope}” is not under [scopes]"
        )
        raise table.refuse("scope", fault.filled(scope=scope))
    return Topic(
        code=table.text("code"),
        wording=table.wording("wording"),
        scope=scope,
        scope_wording=scopes.wording(scope),
        evidence=table.choices("evidence", EvidenceKind),
    )


def _criteria(file: CatalogueTable) -> tuple[Criterion, ...]:
    file.allow_only("criterion")
    return tuple(
        _criterion(table, place) for place, table in enumerate(file.listed("criterion"), start=1)
    )


def _criterion(table: CatalogueTable, place: int) -> Criterion:
    """`status` in the file is `standing` in code, where no record and no value has a status."""
    table.allow_only("number", "status", "wording", "basis", "hint", "hints")
    number = table.number("number")
    if number != place:
        fault = Wording(
            vi="là {number}, phải là {place}: số chạy từ 1, không cách quãng",
            en="is {number} and must be {place}: numbers run from 1 without a gap",
        )
        raise table.refuse("number", fault.filled(number=number, place=place))
    return Criterion(
        number=number,
        wording=table.wording("wording"),
        basis=table.wording("basis"),
        standing=table.choice("status", CriterionStanding),
        hint=table.wording_if_any("hint"),
        hints=table.texts_if_any("hints"),
    )


def _verdicts(file: CatalogueTable) -> VerdictWording:
    file.allow_only("meets", "basically_meets", "redo")
    return VerdictWording(
        meets=file.wording("meets"),
        basically_meets=file.wording("basically_meets"),
        redo=file.wording("redo"),
    )


def _voices(file: CatalogueTable) -> Voices:
    file.allow_only("head_reads", "kind")
    tables = file.listed("kind")
    kinds = tuple(VoiceKind(table.text("code"), table.wording("wording")) for table in tables)
    for place, table in enumerate(tables):
        table.allow_only("code", "wording")
        if kinds[place].code in {earlier.code for earlier in kinds[:place]}:
            fault = Wording(vi="“{code}” đã dùng ở trên", en="“{code}” is used above")
            raise table.refuse("code", fault.filled(code=kinds[place].code))
    return Voices(kinds, file.yes_or_no("head_reads"))


def _check_notice(read: GuidanceSet, head: CatalogueTable) -> None:
    """A provisional list says so, and only a provisional one does."""
    if read.provisional == (read.provisional_notice is not None):
        return
    if read.provisional:
        fault = Wording(
            vi="thiếu, trong khi có biểu hiện “provisional”",
            en="is missing while a criterion is “provisional”",
        )
    else:
        fault = Wording(
            vi="không được có, vì không biểu hiện nào là “provisional”",
            en="may not stand, since no criterion is “provisional”",
        )
    raise head.refuse("provisional_notice", fault)
