"""The sentence that a session's counts make in both languages; nobody is named in it.

>>> summary(9, 11, 4, {"1": 3, "2": 0}).en
'9 of 11 spoke; 4 had to be called on; topic 2 was not discussed.'
>>> summary(9, 11, 4, {"1": 3, "2": 0}).vi
'9/11 người phát biểu; 4 người phải chỉ định mới phát biểu; nội dung 2 không được thảo luận.'
>>> summary(11, 11, 0, {"1": 3, "2": 1}).en
'All 11 spoke; nobody had to be called on; every topic was discussed.'
>>> summary(1, 3, 1, {"1": 0, "2": 0}).en
'1 of 3 spoke; 1 had to be called on; topics 1 and 2 were not discussed.'
>>> summary(0, 3, 0, {}).en
'Nobody of 3 spoke.'
"""

from collections.abc import Mapping

from tusoi.values.wording import Wording, same


def summary(
    spoke: int,
    called: int,
    had_to_be_called_on: int,
    topics: Mapping[str, int],
    names: Mapping[str, str] | None = None,
) -> Wording:
    """One sentence: how many spoke, how many only when called on, which topics of the agenda nobody spoke to.

    `names` says what each topic is called (its number in the agenda); without one it is its code. A session
    with no topics on its agenda has no part about them.
    """
    parts = [_spoke(spoke, called)]
    if spoke:
        parts.append(_called_on(had_to_be_called_on))
    if topics:
        left = sorted((names or {}).get(code, code) for code, said in topics.items() if not said)
        parts.append(_topics(sorted(left, key=_in_order)))
    return Wording(
        vi="; ".join(part.vi for part in parts) + ".", en="; ".join(part.en for part in parts) + "."
    )


def _in_order(name: str) -> tuple[int, str]:
    """Numbers by size, codes by their letters."""
    return (int(name), "") if name.isdecimal() else (0, name)


def _spoke(spoke: int, called: int) -> Wording:
    if not spoke:
        return _NOBODY.filled(called=called)
    return (_ALL if spoke == called > 1 else _SOME).filled(spoke=spoke, called=called)


def _called_on(number: int) -> Wording:
    return _CALLED_ON.filled(number=number) if number else _NONE_CALLED_ON


def _topics(left: list[str]) -> Wording:
    if not left:
        return _EVERY_TOPIC
    if len(left) == 1:
        return _ONE_TOPIC.filled(topic=same(left[0]))
    return _TOPICS.filled(most=same(", ".join(left[:-1])), last=same(left[-1]))


_SOME = Wording(vi="{spoke}/{called} người phát biểu", en="{spoke} of {called} spoke")
_ALL = Wording(vi="Cả {called} người đều phát biểu", en="All {called} spoke")
_NOBODY = Wording(vi="Không ai trong {called} người phát biểu", en="Nobody of {called} spoke")
_CALLED_ON = Wording(
    vi="{number} người phải chỉ định mới phát biểu", en="{number} had to be called on"
)
_NONE_CALLED_ON = Wording(vi="không phải chỉ định ai", en="nobody had to be called on")
_ONE_TOPIC = Wording(
    vi="nội dung {topic} không được thảo luận", en="topic {topic} was not discussed"
)
_TOPICS = Wording(
    vi="các nội dung {most} và {last} không được thảo luận",
    en="topics {most} and {last} were not discussed",
)
_EVERY_TOPIC = Wording(vi="nội dung nào cũng được thảo luận", en="every topic was discussed")
