"""Template words for what is wrong with a form."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token

from tusoi.site.named_faults import with_named_faults

register = template.Library()


class NamedFaults(template.Node):
    """What stands between, with each notice of a refused form leading to its faulty fields."""

    def __init__(self, between: NodeList) -> None:
        self.nodelist = between

    def render(self, context: Any) -> str:
        """The page's part as it is shown."""
        return with_named_faults(self.nodelist.render(context))


@register.tag
def named_faults(parser: Parser, _token: Token) -> NamedFaults:
    """`{% named_faults %}…{% endnamed_faults %}`, around the whole of what a page says."""
    between = parser.parse(("endnamed_faults",))
    parser.delete_first_token()
    return NamedFaults(between)
