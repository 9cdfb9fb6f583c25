"""What a page does to somebody who sees little, has no mouse, or holds a small telephone: asked in the browser."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STEEPEST = 1.45
"""Below this height of a line, stacked Vietnamese marks meet the line above or are cut."""


def badly_laid_out(page: Page) -> list[str]:
    """What does not fit the screen as wide as it is now, once all that it is laid out by is there."""
    page.wait_for_load_state()
    return [*too_wide(page), *cut_text(page), *steep_lines(page)]


def wrong_both_ways(page: Page, name: str) -> list[str]:
    """What is wrong with a page as it stands, whatever was typed or sent to come there, on a desk and on a telephone."""
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        faults = [*broken_rules(page), *badly_laid_out(page)]
        found += [f"{name} ({width}): {fault}" for fault in faults]
    return found


def broken_rules(page: Page) -> list[str]:
    """The rules of axe-core that the page breaks. It is run as the browser's own words, so under the page's policy."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(_AXE, RULES)
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
    for _ in range(page.evaluate(_WANTED) + 2):
        page.keyboard.press("Tab")
    return [str(one) for one in page.evaluate(_LEFT_OUT)]


_AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations'], selectors: false})"

_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].map(e => [e.getBoundingClientRect().right, e]);
  const [right, furthest] = out.sort((a, b) => b[0] - a[0])[0];
  return [`${Math.round(right)} > ${wide}: ${furthest.outerHTML.slice(0, 120)}`];
}"""

_SEEN = """
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const clipped = e => getComputedStyle(e).clipPath === "inset(50%)";  // there to be read aloud
  const seen = e => e.checkVisibility() && !clipped(e) && !e.closest("svg, sup, .visually-hidden, .skip, option, datalist");
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
  const named = (e, more) => document.querySelector(`[name="${e.name}"]${more}`);
  const first = e => named(e, ":checked") || named(e, "");
  window.wanted = [...document.querySelectorAll(all)].filter(e =>
    e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && (e.type !== "radio" || e === first(e)));
  window.reached = new Set();
  window.unseen = [];
  document.activeElement.blur();
  document.addEventListener("focusin", event => {
    const at = event.target, style = getComputedStyle(at);
    window.reached.add(at);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) window.unseen.push(at);
  });
  const parts = window.wanted.filter(e => e.type === "date").length * 3;
  return window.wanted.length + parts;
}"""
"""How many keys it takes. A group of radio buttons is one stop; a day's field has four."""

_LEFT_OUT = """() => {
  const told = (words, e) => `${words}: ${e.outerHTML.slice(0, 120)}`;
  const left = window.wanted.filter(e => !window.reached.has(e));
  return [...left.map(e => told("Tab does not come to", e)),
          ...window.unseen.map(e => told("focus is not shown", e))];
}"""
