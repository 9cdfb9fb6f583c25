"""The signs that groups marked, parted into deep reviews and others."""

from tusoi.reports.document import Block, Chart, Series
from tusoi.reports.tables.sources import Sources
from tusoi.values.wording import Wording


def signs_by_depth(sources: Sources) -> tuple[Block, ...]:
    """A bar for each sign. Its numbers stand in the table of signs, which the form puts below."""
    numbers = sources.numbers
    codes = numbers.keys("signs_seen")
    units = [numbers.value(f"signs_seen.{code}.units") for code in codes]
    deep = [numbers.value(f"signs_seen.{code}.among_deep_reviews") for code in codes]
    if not any(units):
        return ()
    return (
        Chart(
            code="signs",
            kind="stacked",
            caption=sources.say(_CAPTION),
            says=sources.say(_SAYS.filled(signs=sum(map(bool, units)), all=len(codes))),
            axis=sources.say(Wording(vi="Biểu hiện số", en="Sign no.")),
            labels=codes,
            series=(
                Series(sources.say(_DEEP), tuple(deep), "solid"),
                Series(
                    sources.say(_OTHERS),
                    tuple(whole - part for whole, part in zip(units, deep, strict=True)),
                    "hatched",
                ),
            ),
            lang=sources.lang,
        ),
    )


_CAPTION = Wording(
    vi="Biểu đồ số đơn vị có từng biểu hiện được đánh dấu (số thứ tự như bảng dưới)",
    en="Chart: units in which each sign was marked (numbered as in the table below)",
)
_SAYS = Wording(
    vi="{signs} trong {all} biểu hiện được đánh dấu ở ít nhất một đơn vị; mỗi thanh tách đơn vị kiểm điểm sâu với đơn vị khác.",
    en="Signs marked in at least one unit: {signs} of {all}; each bar parts deep reviews from others.",
)
_DEEP = Wording(vi="Đơn vị kiểm điểm sâu", en="Deep reviews")
_OTHERS = Wording(vi="Đơn vị khác", en="Other units")
