"""By keyboard alone: Tab from the top of a page to its end, past all that a mouse can use."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at
from tests.kinds import ARTICLE, DESK, KINDS, PHONE

# Each time Tab is pressed, what had the focus until then is looked at: by now it is scrolled to.
WATCH = """() => {
  const usable = 'a[href], button, summary, input, select, textarea, label[for], [role=button]';
  const place = one => {
    const box = one.getBoundingClientRect();
    return {
      top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
    };
  };
  /* Also what shows only on the line that the keyboard is on. */
  const drawn = one => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility({ visibilityProperty: true })
      && box.width * box.height > 0 && box.right > 0 && box.left < innerWidth;
  };
  const shown = one => drawn(one) && one.checkVisibility({ opacityProperty: true });
  const name = one => `${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className} `
    + `"${(one.getAttribute('aria-label') || one.textContent || one.id).trim().slice(0, 50)}"`;
  /* What a reader sees change: a switch that is out of sight has its ring on a label. */
  const face = one => {
    const labels = [one.nextElementSibling, ...(one.labels ?? [])];
    return shown(one) ? one : labels.find(each => each?.matches('label') && shown(each)) ?? one;
  };
  const look = one => {
    const style = getComputedStyle(one);
    const ring = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`;
    return [ring, style.boxShadow, style.backgroundColor, style.borderColor].join('; ');
  };
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(one => one / 255)
      .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = colour => /, 0\\)$/.test(colour) || colour === 'transparent';
  const behind = one => {
    let up = one.parentElement;
    while (up && clear(getComputedStyle(up).backgroundColor)) up = up.parentElement;
    return up ? getComputedStyle(up).backgroundColor : 'rgb(255, 255, 255)';
  };
  const ringed = one => {
    const { outlineStyle: style, outlineWidth: width, outlineColor: ink } = getComputedStyle(one);
    if (style === 'none' || parseFloat(width) < 1 || clear(ink)) return false;
    const [a, b] = [light(ink), light(behind(one))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05) >= 3;
  };
  // Tools that stay in view have no place of their own on the page.
  const region = one => one.closest('.b-tools, nav, header, main article, footer, form');
  const stops = [], faults = [], known = new Map();
  let before = null, back = false;

  function look_at() {
    const one = document.activeElement;
    if (before && before.one !== one && before.one.isConnected) {
      const same = look(face(before.one)) === before.look;
      if (same) faults.push(`looks the same without: ${name(before.one)}`);
      before = null;
    }
    back ||= stops.length > 1 && (one === document.body || one === stops[0]);
    if (one === document.body || known.has(one)) return;
    known.set(one, stops.length);
    stops.push(one);
    const seen = face(one);
    before = { one, look: look(seen) };
    if (one.tabIndex > 0) faults.push(`out of turn: ${name(one)}`);
    if (!shown(seen)) return faults.push(`out of sight: ${name(one)}`);
    if (!ringed(seen)) faults.push(`no ring that is seen: ${name(one)} ${look(seen)}`);
    const lines = [...seen.getClientRects()];
    const bare = lines.some(({ left, top, width, height }) => {
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      const own = over && (seen.contains(over) || over.contains(seen));
      return own || (over && !over.closest('header, .b-sections'));
    });
    if (!bare) faults.push(`covered: ${name(one)}`);
  }

  /* The heading above the contents is a label that does something on a phone only. */
  const wanted = () => [...document.querySelectorAll(usable)].filter(drawn)
    .filter(one => !one.disabled && !one.closest('[inert]') && !one.matches('.md-nav__title'));
  document.addEventListener('keydown', look_at, true);
  window.walk = {
    length: () => wanted().length,
    back: () => {
      look_at();
      return back;
    },
    faults: () => {
      for (const one of wanted()) {
        const same = one.getAttribute('aria-hidden') === 'true' && one.href
          && stops.some(other => other.href === one.href);
        // Of several radio buttons one is a stop, and the arrows lead to the others.
        const it = one.control ?? one;
        const within = it.type === 'radio'
          && stops.some(other => other.type === 'radio' && other.name === it.name);
        if (!known.has(it) && !same && !within) faults.push(`not reached: ${name(one)}`);
      }
      stops.forEach((one, index) => {
        const last = stops[index - 1];
        if (!last) return;
        // The order may be another one than in the document, but not than before the eyes.
        const below = one.getBoundingClientRect().top - last.getBoundingClientRect().top;
        const after = last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (!after && below <= 0) {
          faults.push(`before its turn: ${name(one)}`);
        }
        // A map has no order that could be seen; its links are in that of their names.
        if (region(last) !== region(one) || one.closest('.b-pic-atlas')) return;
        const [from, to] = [place(last), place(one)];
        // In a picture, one column may follow the other in either direction.
        const beside = to.left >= from.right - 1 || (one.closest('svg') && to.right <= from.left);
        if (to.bottom <= from.top && !beside) {
          faults.push(`up the page: from ${name(last)} to ${name(one)}`);
        }
      });
      return faults;
    },
    stops: () => stops.map(name),
  };
}"""


def press_tab(page: Page, times: int) -> None:
    """Press Tab without the events of letting it go, which take the browser as long again."""
    session = page.context.new_cdp_session(page)
    tab = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    for _ in range(times):
        session.send("Input.dispatchKeyEvent", tab)
    session.detach()


def faults_on_the_way(page: Page) -> list[str]:
    """What is wrong on a walk with Tab through an open page, from its top until it ends."""
    page.evaluate(WATCH)
    pressed = 0
    # A long page makes more buttons as it is scrolled; and a date is several stops.
    while pressed < (wanted := page.evaluate("walk.length()")):
        press_tab(page, wanted - pressed)
        pressed = wanted
    for _ in range(20):
        if page.evaluate("walk.back()"):
            break
        page.keyboard.press("Tab")
    else:
        pytest.fail(f"no way out of {page.evaluate('walk.stops()')[-3:]}")
    assert page.evaluate("walk.stops().length") > 3
    faults: list[str] = page.evaluate("walk.faults()")
    return faults


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("kind", KINDS)
def test_tab_leads_through_a_page_and_out_of_it(kind, width, reader, at_root):
    """Past all that a mouse can use, down the page, with a ring that is seen, into no trap."""
    at(reader, at_root + KINDS[kind], width)
    assert faults_on_the_way(reader)[:8] == []


FAULTS = {
    "not reached": "<a href='#x' tabindex='-1'>Nobody comes here</a>",
    "no ring that is seen": "<a href='#x' style='outline: none'>No ring</a>",
    "looks the same without": "<a href='#x' style='outline: 2px solid'>Always a ring</a>",
    "out of turn": "<a href='#x' tabindex='2'>Pushes in</a>",
    "out of sight": "<a href='#x' style='opacity: 0'>Unseen</a>",
    "covered": "<header style='position: fixed; inset: 0; background: white'></header>",
    "up the page": "<a href='#x' style='position: absolute; top: 0; left: 0'>Last, and on top</a>",
    "no way out": "<button onkeydown='event.preventDefault()'>A trap</button>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_keyboard_walk_notices_each_fault(fault, reader):
    """Or the test above would hold nothing."""
    reader.set_viewport_size({"width": DESK, "height": 900})
    links = "".join(f"<p><a href='#{number}'>Link {number}</a></p>" for number in range(4))
    reader.goto("about:blank")
    reader.set_content(
        f"<main style='padding: 40px'><article>{links}{FAULTS[fault]}</article></main>"
    )
    reader.evaluate(WATCH)
    for _ in range(7):
        reader.keyboard.press("Tab")
    out = reader.evaluate("walk.back()")
    faults = [*reader.evaluate("walk.faults()"), *([] if out else ["no way out: of this"])]
    assert [one for one in faults if one.startswith(fault)], faults


# --- Enter and the space bar ------------------------------------------------------------


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is meant has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_evidence_is_unfolded_and_folded_by_a_key(width, key, reader, at_root):
    at(reader, f"{at_root}backers/", width)
    tab_to(reader, ".b-table .b-evidence summary")
    row = reader.locator(".b-table .b-evidence").first
    expect(row.locator(".b-history")).to_be_hidden()
    reader.keyboard.press(key)
    expect(row.locator(".b-history")).to_be_visible()
    reader.keyboard.press("Tab")
    assert row.evaluate("one => one.contains(document.activeElement)"), "on into the evidence"
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press(key)
    expect(row.locator(".b-history")).to_be_hidden()


def test_a_filter_is_chosen_and_taken_back_by_keys(reader, at_root):
    at(reader, f"{at_root}backers/", PHONE)
    tab_to(reader, ".b-folding summary")
    reader.keyboard.press("Enter")
    every_backer = re.compile(r"\b(\d+) of \1 actors shown")
    expect(reader.locator(".b-told")).to_contain_text(every_backer)
    tab_to(reader, "select[name=side]")
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(".b-told")).not_to_contain_text(every_backer)
    tab_to(reader, ".b-tools__foot button")
    reader.keyboard.press("Space")
    expect(reader.locator(".b-told")).to_contain_text(every_backer)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_link_is_copied_by_a_key(key, browser, at_root):
    context = browser.new_context(viewport={"width": PHONE, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(at_root + ARTICLE)
    tab_to(page, ".b-copy")
    page.keyboard.press(key)
    expect(page.get_by_text("The link is copied.")).to_be_attached()
    expect(page.locator(".b-copy:focus")).to_have_count(1)  # It stays where it was.
    context.close()


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_search_is_opened_walked_through_and_left_by_keys(width, key, reader, at_root):
    at(reader, at_root, width)
    tab_to(reader, "[data-search-open]")
    reader.keyboard.press(key)
    dialog = reader.get_by_role("dialog")
    expect(dialog).to_be_visible()
    within = (
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    # Between the end of a dialog and its beginning lies the browser's own bar, here nothing.
    for way in ("Tab", "Shift+Tab"):
        for _ in range(4):
            reader.keyboard.press(way)
            assert reader.evaluate(within), "what lies below the dialog gets no focus"
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(reader.locator("[data-search-open]")).to_be_focused()


# --- the menu of a phone ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "then"),
    [(("light", "default"), ("dark", "slate")), (("dark", "slate"), ("light", "default"))],
    ids=["by day", "by night"],
)
def test_day_and_night_are_switched_by_keys(now, then, browser, at_root):
    context = browser.new_context(color_scheme=now[0], reduced_motion="reduce")
    page = context.new_page()
    at(page, at_root + "about/", DESK)
    tab_to(page, "[data-palette] button")
    for (_, shown), (to, _), key in ((now, then, "Enter"), (then, now, "Space")):
        assert page.evaluate("document.body.dataset.mdColorScheme") == shown
        name = f"Switch to {to} mode"
        assert page.evaluate("document.activeElement.ariaLabel") == name
        focused = page.locator("[data-palette] button:focus-visible")
        expect(focused).to_have_attribute("title", name)
        expect(focused).to_have_css("outline-style", "solid")
        page.keyboard.press(key)
    context.close()


def test_the_system_rules_until_a_scheme_is_chosen(browser, at_root):
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    at(page, at_root + "about/", DESK)
    body = page.locator("body")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Switch to light mode").click()
    page.goto(at_root)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("button", name="Switch to dark mode")).to_be_visible()
    context.close()


def test_the_scheme_is_set_before_material_runs(browser, at_root):
    """Later would be a flash of light by night, and restyle the whole page."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(at_root + "about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    context.close()


@pytest.fixture
def menu(reader, at_root) -> Page:
    """The list of articles on a phone, with the menu open."""
    at(reader, f"{at_root}articles/", PHONE)
    sections = reader.get_by_role("navigation").get_by_role("link", name="Chronology").last
    expect(sections).to_be_hidden()
    tab_to(reader, "#__drawer")
    reader.keyboard.press("Space")
    expect(sections).to_be_visible()
    return reader


IN_MENU = "!!document.activeElement.closest('.md-sidebar--primary')"


def test_tab_leads_down_the_menu_and_closes_it(menu):
    seen = []
    while menu.evaluate(IN_MENU):
        seen.append(menu.evaluate("document.activeElement.innerText || document.activeElement.id"))
        menu.keyboard.press("Tab")
        assert len(seen) < 20
    assert seen == [
        "Home", "Who backs whom", "Chronology", "Actors", "__toc",
        "Sources", "Data", "Contribute", "About this briefing",
    ]  # fmt: skip
    expect(menu.locator("#__drawer")).not_to_be_checked()


def test_shift_and_tab_lead_back_out_of_the_menu(menu):
    menu.keyboard.press("Shift+Tab")
    assert not menu.evaluate(IN_MENU)
    expect(menu.locator("#__drawer")).not_to_be_checked()


def test_escape_closes_the_menu_and_gives_the_focus_back(menu):
    menu.keyboard.press("Escape")
    expect(menu.locator("#__drawer")).not_to_be_checked()
    expect(menu.locator("#__drawer")).to_be_focused()


def test_page_contents_slide_in_over_the_menu_and_out(menu):
    inside = menu.locator(".md-sidebar--primary")
    tab_to(menu, "#__toc")
    ring = menu.locator("label.md-nav__link[for=__toc]")
    assert ring.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    menu.keyboard.press("Space")
    expect(inside.get_by_role("link", name="Sources")).to_be_hidden()
    menu.keyboard.press("Tab")
    year = inside.get_by_role("link", name="2020")
    expect(year).to_be_focused()
    expect(year).to_be_in_viewport(ratio=1)
    menu.keyboard.press("Shift+Tab")
    menu.keyboard.press("Space")
    expect(inside.get_by_role("link", name="Sources")).to_be_visible()
