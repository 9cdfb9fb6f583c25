"""The causes an explanation or a finding may give. Whether a cause is put down rightly is for people to judge."""

from tusoi.values.wording import Wording

CAUSES = {
    "objective": Wording(vi="khách quan", en="objective"),
    "subjective": Wording(vi="chủ quan", en="subjective"),
    "both": Wording(vi="cả hai", en="both"),
}
