"""What a page does to somebody who sees little, has no mouse, or holds a small telephone: asked in the browser."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STEEPEST = 1.45
"""Below this height of a line, stacked Vietnamese marks meet the line above or are cut."""


def faults(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands, each in one line."""
    return [*broken_rules(page), *too_wide(page), *cut_text(page), *steep_lines(page)]


def broken_rules(page: Page) -> list[str]:
    """The rules of axe-core that the page breaks. It is run as the browser's own words, so under the page's policy."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
    return [
        f"{rule['id']}: {rule['help']} at {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """Whether the page must be pushed sideways, and the element that reaches furthest out."""
    return [f"wider than the screen: {one}" for one in page.evaluate(_TOO_WIDE)]


def cut_text(page: Page) -> list[str]:
    """Elements that hide a part of their own text."""
    return [f"text is cut: {one}" for one in page.evaluate(_CUT)]


def steep_lines(page: Page) -> list[str]:
    """Elements whose lines are too low for stacked marks."""
    return [f"lines too low: {one}" for one in page.evaluate(_STEEP, STEEPEST)]


def out_of_reach(page: Page) -> list[str]:
    """What the Tab key does not come to, and what it comes to without showing it."""
    wanted = page.evaluate(_WANTED)
    reached: list[int] = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        if at in reached:
            break
        reached.append(at)
    return [*page.evaluate(_LEFT_OUT, reached), *page.evaluate("window.unseen ?? []")]


_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].map(e => [e.getBoundingClientRect().right, e]);
  const [right, furthest] = out.sort((a, b) => b[0] - a[0])[0];
  return [`${Math.round(right)} > ${wide}: ${furthest.outerHTML.slice(0, 120)}`];
}"""

_SEEN = """
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const seen = e => e.checkVisibility() && !e.closest("svg, .visually-hidden, .skip, option, datalist");
"""

_CUT = f"""() => {{ {_SEEN}
  return [...document.querySelectorAll("body *")].filter(e => own(e) && seen(e)).filter(e => {{
    const hidden = getComputedStyle(e).overflowY, across = getComputedStyle(e).overflowX;
    return (["hidden", "clip"].includes(hidden) && e.scrollHeight > e.clientHeight + 1)
      || (["hidden", "clip"].includes(across) && e.scrollWidth > e.clientWidth + 1);
  }}).map(e => e.outerHTML.slice(0, 120));
}}"""

_STEEP = f"""steepest => {{ {_SEEN}
  return [...document.querySelectorAll("body *")].filter(e => own(e) && seen(e)).filter(e => {{
    const style = getComputedStyle(e);
    return !(parseFloat(style.lineHeight) / parseFloat(style.fontSize) >= steepest - 0.005);
  }}).map(e => e.outerHTML.slice(0, 120));
}}"""

_WANTED = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  window.wanted = [...document.querySelectorAll(all)].filter(e =>
    e.checkVisibility() && !e.disabled && e.tabIndex >= 0
    && !(e.type === "radio" && e !== document.querySelector(`[name="${e.name}"]:checked, [name="${e.name}"]`)));
  window.unseen = [];
  return window.wanted.length;
}"""

_AT = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const place = window.wanted.indexOf(at);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (place >= 0 && !drawn) window.unseen.push(`focus is not shown: ${at.outerHTML.slice(0, 120)}`);
  return place;
}"""

_LEFT_OUT = """reached => window.wanted.filter((e, place) => !reached.includes(place))
  .map(e => `Tab does not come to: ${e.outerHTML.slice(0, 120)}`)"""
