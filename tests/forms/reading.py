"""The forms of a page, as a browser reads them: where each goes, its controls, what they hold and what they offer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

TOKEN = "csrfmiddlewaretoken"  # a field's name
LONE = ("text", "hidden", "date", "number", "email", "tel", "search", "password", "file", "url")


@dataclass
class Control:
    """All that one name of a form can hold: its kind, what stands in it, and what is offered where one chooses."""

    name: str
    kind: str
    value: str = ""
    offered: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """One form that is posted."""

    action: str
    is_multipart: bool
    controls: dict[str, Control] = field(default_factory=dict)

    def add(self, name: str, kind: str, value: str, *, offers: bool, is_marked: bool) -> None:
        """Take in one control, or one more choice of a control."""
        if not name or name == TOKEN:
            return
        control = self.controls.setdefault(name, Control(name, kind))
        if not offers:
            control.value = value
            return
        control.offered.append(value)
        if is_marked:
            control.marked.append(value)


class _Reader(HTMLParser):
    """Controls may stand outside their form and name it; so may the form come after them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: dict[str, PageForm] = {}
        self.found: list[tuple[str, tuple[str, str, str, bool, bool]]] = []
        self.inside = ""
        self.met = 0
        self.select = ""
        self.select_said: dict[str, str] = {}
        self.area: list[str] | None = None
        self.area_name = self.area_form = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        reads = {
            "form": self._form,
            "input": self._input,
            "button": self._button,
            "select": self._select,
            "option": self._option,
            "textarea": self._textarea,
        }.get(tag)
        if reads is not None and "disabled" not in said:
            reads(said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        if tag == "textarea" and self.area is not None:
            # The first line feed of a textarea is not of its text.
            text = "".join(self.area).removeprefix("\n")
            self._take({"form": self.area_form}, self.area_name, "textarea", text)
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.append(data)

    def _form(self, said: dict[str, str]) -> None:
        self.met += 1
        self.inside = said.get("id") or f"#{self.met}"
        if said.get("method", "").lower() == "post":
            multipart = said.get("enctype", "") == "multipart/form-data"
            self.forms[self.inside] = PageForm(said.get("action", ""), multipart)

    def _input(self, said: dict[str, str]) -> None:
        kind = "hidden" if "hidden" in said else said.get("type", "text")
        if said.get("autocomplete") == "one-time-code":
            kind = "password"
        if kind in ("radio", "checkbox"):
            value = said.get("value", "on")
            self._take(said, said.get("name", ""), kind, value, True, "checked" in said)
        elif kind == "submit":
            self._button(said)
        elif kind in LONE:
            self._take(said, said.get("name", ""), kind, said.get("value", ""))

    def _button(self, said: dict[str, str]) -> None:
        if said.get("type", "submit") == "submit":
            self._take(said, said.get("name", ""), "submit", said.get("value", ""), True, False)

    def _select(self, said: dict[str, str]) -> None:
        self.select = said.get("name", "")
        self.select_said = said

    def _option(self, said: dict[str, str]) -> None:
        value, marked = said.get("value", ""), "selected" in said
        self._take(self.select_said, self.select, "select", value, True, marked)

    def _textarea(self, said: dict[str, str]) -> None:
        self.area, self.area_name, self.area_form = [], said.get("name", ""), said.get("form", "")

    def _take(
        self,
        said: dict[str, str],
        name: str,
        kind: str,
        value: str,
        offers: bool = False,
        is_marked: bool = False,
    ) -> None:
        self.found.append((said.get("form") or self.inside, (name, kind, value, offers, is_marked)))


def forms_of(html: str) -> Iterator[PageForm]:
    """The forms of a page that are posted, each with its controls."""
    reader = _Reader()
    reader.feed(html)
    for at, (name, kind, value, offers, is_marked) in reader.found:
        if at in reader.forms:
            reader.forms[at].add(name, kind, value, offers=offers, is_marked=is_marked)
    for form in reader.forms.values():
        for control in form.controls.values():
            if control.kind == "select" and not control.marked:
                control.marked.append(control.offered[0])
        yield form
