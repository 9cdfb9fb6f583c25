"""A notice that a form was refused names each faulty field and leads to it: read off the page, once for every form.

A form says what is wrong beside its field (`class="fault"`), and that it was refused in a notice above it
(`role="alert"`), which may be screens away. What the notice leads to is found in the page itself, so that no form has to
say it twice; a page without a fault is not read at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from operator import itemgetter

from django.utils.html import format_html, format_html_join

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
CONTROLS, NOT_SAID = ("input", "select", "textarea"), ("select", "textarea", "datalist")


@dataclass(eq=False, slots=True)
class Element:
    """An element of a page: where it begins, where its start tag and the whole of it end, and the words in it."""

    tag: str
    given: dict[str, str]
    at: int
    opened: int
    inside: "tuple[Element, ...]"
    until: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id, or ""."""
        return self.given.get("id", "")

    @property
    def text(self) -> str:
        """The words in it, in one line."""
        return " ".join("".join(self.words).split())

    def is_a(self, name: str) -> bool:
        """Whether it has that class."""
        return name in self.given.get("class", "").split()

    @property
    def is_control(self) -> bool:
        """Whether something is filled in there that a link can lead to."""
        return self.tag in CONTROLS and bool(self.id) and self.given.get("type") != "hidden"

    @property
    def is_field(self) -> bool:
        """Whether it holds what is filled in, with its label and what is wrong with it."""
        return self.tag == "fieldset" or self.is_a("field")


@dataclass(frozen=True, slots=True)
class Named:
    """A fault as its notice names it; where its field has no id, the fault itself is given the one led to."""

    notice: Element
    fault: Element
    leads_to: str
    said: str


class _Page(HTMLParser):
    """The elements of a page in their order, with their places in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        at = self._place()
        one = Element(tag, given, at, at + len(self.get_starttag_text() or ""), tuple(self._open))
        self.elements.append(one)
        if tag == "br":
            self.handle_data(" ")
        if tag not in VOID:
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:  # of others, as in a drawing, nothing is led to
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while any(one.tag == tag for one in self._open):
            ended = self._open.pop()
            ended.until = self._page.index(">", self._place()) + 1
            if ended.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if any(one.tag in NOT_SAID for one in self._open):
            return
        for one in self._open:
            one.words.append(data)

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def with_named_faults(page: str) -> str:
    """The page, each notice above faulty fields in one box with a list that leads to them; the first has the focus."""
    if 'role="alert"' not in page or 'class="fault"' not in page:
        return page
    named = list(_named(_Page(page).elements))
    added: list[tuple[int, str]] = []
    for number, notice in enumerate(dict.fromkeys(one.notice for one in named)):
        listed = [one for one in named if one.notice is notice]
        focus = ' tabindex="-1" autofocus' if number == 0 else ""
        added.append((notice.at, f'<div class="named-faults"{focus}>'))
        added.append((notice.until, f"{_listed(listed)}</div>"))
    added += [
        (one.fault.opened - 1, f' id="{one.leads_to}"')
        for one in named
        if one.leads_to.startswith(_GIVEN)
    ]
    return "".join(_put_in(page, sorted(added, key=itemgetter(0))))


def _put_in(page: str, added: list[tuple[int, str]]) -> Iterator[str]:
    done = 0
    for place, words in added:
        yield page[done:place]
        yield words
        done = place
    yield page[done:]


def _named(elements: list[Element]) -> Iterator[Named]:
    """Each fault that stands below a notice, in their order."""
    notice = None
    for number, one in enumerate(elements):
        if not one.is_a("fault"):
            is_notice = one.given.get("role") == "alert" and "hidden" not in one.given
            notice = one if is_notice and one.until else notice
        elif notice is not None and notice not in one.inside:
            control = _control_of(one, elements)
            label = _label_of(one, control, elements)
            leads_to = control.id if control else one.id or f"{_GIVEN}{number}"
            yield Named(notice, one, leads_to, f"{label}: {one.text}" if label else one.text)


def _control_of(fault: Element, elements: list[Element]) -> Element | None:
    """What is to be filled in otherwise: what says that it is described by the fault, else the first of its field."""
    controls = [one for one in elements if one.is_control]
    for one in controls:
        if fault.id and fault.id in one.given.get("aria-describedby", "").split():
            return one
    holder = _field_of(fault)
    within = [one for one in controls if holder is not None and holder in one.inside]
    wrong = [one for one in within if one.given.get("aria-invalid") == "true"]
    below = [one for one in within if one.at > fault.at]
    return next(iter((*wrong, *below, *within)), None)


def _label_of(fault: Element, control: Element | None, elements: list[Element]) -> str:
    """What the field is called: by the heading of its set, else by the label of what is filled in."""
    holder = _field_of(fault)
    if holder is not None and holder.tag == "fieldset":
        called = [one for one in elements if one.tag == "legend" and holder in one.inside]
    else:
        called = [one for one in elements if one.tag == "label" and _calls(one, control)]
    return called[0].text.rstrip(" :*") if called else ""


def _calls(label: Element, control: Element | None) -> bool:
    return control is not None and (label.given.get("for") == control.id or label in control.inside)


def _field_of(fault: Element) -> Element | None:
    return next((one for one in reversed(fault.inside) if one.is_field), None)


def _listed(named: list[Named]) -> str:
    links = format_html_join(
        "", '<li><a href="#{}">{}</a></li>', ((one.leads_to, one.said) for one in named)
    )
    return format_html("<ul>{}</ul>", links)


_GIVEN = "fault-"
"""How an id begins that a fault is given."""
