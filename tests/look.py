"""Pictures of the site as people will see it: every kind of page, both languages, wide and narrow, by who looks.

`./run look` starts the demonstration at a home of its own, goes in as each of the cast with the start page's one
click, and leaves the pictures in var/look/, with an index.html to turn the leaves. `./run look lan` is Lan alone;
`./run look path` plays one unit's review (`tests/review_path.py`) and looks at every page on the way.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium
from tests.demonstration import Demonstration, demonstration
from tests.vendor import ROOT

OUT = ROOT / "var" / "look"
SIZES = {"1280": (1280, 900), "360": (360, 740)}
NOBODY, PATH = "nobody", "path"
STARTS = ("/", "/vao/", "/dot/hcmc-2012/", "/dot/hcmc-2012/don-vi/A47/")


def main(chosen: list[str]) -> int:
    """Take the pictures of the readers chosen, or of all."""
    django.setup()
    from tusoi.site.demonstration import cast

    readers = chosen or [NOBODY, *(player.slug for player in cast().players)]
    with demonstration() as shown, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(),
            args=chromium.FLAGS,
        )
        taken = [
            picture
            for who in readers
            for picture in (
                pictures_of_the_path(browser, shown)
                if who == PATH
                else pictures(browser, shown.site, who)
            )
        ]
        browser.close()
    write_index(taken)
    print(f"{len(taken)} pictures: {(OUT / 'index.html').relative_to(ROOT)}")
    return 0


def pictures(browser: Browser, site: str, who: str) -> Iterator[Path]:
    """One reader's pictures, page by page."""
    from tests.walk import walk

    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    if who != NOBODY:
        page.goto(site)
        page.locator(f"form[action='/vao/thu/{who}/'] button").click()

    def read(address: str) -> str:
        answer = context.request.get(site + address, max_redirects=0)
        html = answer.headers.get("content-type", "").startswith("text/html")
        shown = answer.status == 200 and "content-disposition" not in answer.headers
        return answer.text() if html and shown else ""

    for kind, address in walk(read, *STARTS).items():
        yield from each_way(page, site + address, OUT / who / kind)
    context.close()


def pictures_of_the_path(browser: Browser, shown: Demonstration) -> list[Path]:
    """Every page on the way of one unit's review, as it stands when it is left."""
    from tests.review_path import Play, play
    from tests.walk import kind

    found: list[Path] = []

    def look(playing: Play) -> None:
        address = playing.now.url.removeprefix(shown.site)
        page_kind = kind(address) or "page"
        if page_kind == "wall":
            return  # where one comes in; `./run look mai` has it
        name = f"{len(found) // 4:02}-{playing.who}-{page_kind}"
        # In a context of its own, so that the language and the size of the player's page stay as they are.
        beside = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        beside.add_cookies(playing.now.context.cookies())  # type: ignore[arg-type]
        found.extend(each_way(beside.new_page(), shown.site + address, OUT / PATH / name))
        beside.close()

    play(browser, shown, look, scripts=True)
    return found


def each_way(page: Page, address: str, path: Path) -> Iterator[Path]:
    """One page in both languages, wide and narrow."""
    for lang in ("vi", "en"):
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            yield taken(page, address, path.with_name(f"{path.name}.{lang}.{name}.png"), lang)


def taken(page: Page, address: str, path: Path, lang: str) -> Path:
    """The whole page, as long as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=True)
    return path


def write_index(taken: list[Path]) -> None:
    """All pictures on one page, narrow ones beside wide ones."""
    shown = "\n".join(
        f'<figure><img src="{path.relative_to(OUT)}" alt="" loading="lazy"><figcaption>{path.relative_to(OUT)}</figcaption></figure>'
        for path in taken
    )
    style = "body{font:1rem/1.6 sans-serif}figure{display:inline-block;vertical-align:top}img{max-width:40rem;border:1px solid}"
    (OUT / "index.html").write_text(
        f"<!doctype html><title>look</title><style>{style}</style>\n{shown}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
