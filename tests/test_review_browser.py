"""The review page in a real browser: linking, filters, search, keys, editing, export, hostile text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, complaints, hover, requests, until
from sample_documents import HOSTILE, hostile, news, other_engine
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from translate.memory import Memory
from translate.review import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Any]:
    with chromium(folder) as driver:
        yield driver


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Any]:
    """The invented article's page, without edits."""
    path = folder / "news.html"
    if not path.exists():
        write(path, [news()], "순환 전차")
    browser.get(path.as_uri())
    browser.execute_script("localStorage.clear()")
    browser.get(path.as_uri())
    yield browser
    assert complaints(browser) == []


def keys(browser: Any, *pressed: str) -> None:
    for key in pressed:
        ActionChains(browser).send_keys(key).perform()


def shown(browser: Any) -> list[int]:
    """Numbers of the sentences on display."""
    lines = "return [...document.querySelectorAll('.segment')].filter((part) => part.checkVisibility())"
    return [
        int(line)
        for line in browser.execute_script(lines + ".map((part) => part.querySelector('.line').textContent)")
    ]


def current(browser: Any) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, ".segment.current").get_attribute("aria-label"))


def target(browser: Any, line: int) -> Any:
    return browser.find_element(By.CSS_SELECTOR, f"[aria-label='Sentence {line}'] .side > .target")


def choose(browser: Any, name: str) -> None:
    browser.find_element(By.CSS_SELECTOR, f"input[value={name}]").click()


def edit(browser: Any, line: int, text: str) -> None:
    part = browser.find_element(By.CSS_SELECTOR, f"[aria-label='Sentence {line}']")
    browser.execute_script("arguments[0].focus()", part)
    keys(browser, "e")
    area = part.find_element(By.TAG_NAME, "textarea")
    area.clear()
    area.send_keys(text, Keys.CONTROL, Keys.ENTER)


def lit(browser: Any) -> list[str]:
    return [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "mark.lit")]


def test_hovering_or_focusing_a_pin_lights_both_sides(opened: Any) -> None:
    pin = opened.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 3'] .target mark[data-pin='2']")
    hover(opened, pin, lambda: lit(opened) == ["순환 전차", "loop tram"])
    tip = opened.find_element(By.ID, "tip").text
    assert "순환 전차 → loop tram" in tip and "glossary · held at a second attempt" in tip
    hover(opened, opened.find_element(By.TAG_NAME, "h1"), lambda: lit(opened) == [])
    assert not opened.find_element(By.ID, "tip").is_displayed()
    pin = opened.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 7'] .source mark")
    opened.execute_script("arguments[0].focus()", pin)
    until(lambda: lit(opened) == ["새강변상인연합회"])
    assert pin.get_attribute("aria-describedby") == "tip"
    assert "missed" in opened.find_element(By.ID, "tip").text


def test_a_pin_stays_lit_while_the_page_scrolls_under_the_mouse(opened: Any) -> None:
    pin = opened.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 3'] .target mark[data-pin='2']")
    hover(opened, pin, lambda: lit(opened) == ["순환 전차", "loop tram"])
    opened.execute_async_script(
        "const done = arguments[0]; onscroll = () => setTimeout(done); scrollBy(0, 3)"
    )
    assert opened.execute_script("return arguments[0].matches(':hover')", pin)
    assert lit(opened) == ["순환 전차", "loop tram"] and opened.find_element(By.ID, "tip").is_displayed()
    opened.execute_script("scrollTo(0, document.documentElement.scrollHeight)")
    until(lambda: lit(opened) == [] and not opened.find_element(By.ID, "tip").is_displayed())


def test_filters_narrow_the_page_and_say_how_many(opened: Any) -> None:
    labels = [label.text for label in opened.find_elements(By.CSS_SELECTOR, ".filters label")]
    assert labels == ["All 10", "Findings 3", "Missed terms 1", "Lowest scores 1", "Edited 0"]
    for name, lines in (("findings", [4, 7, 9]), ("missed", [7]), ("low", [7]), ("edited", [])):
        choose(opened, name)
        assert shown(opened) == lines
        assert opened.find_element(By.ID, "shown").text == f"{len(lines)} of 10 sentences"
    assert opened.find_element(By.ID, "nothing").is_displayed()
    choose(opened, "all")
    assert shown(opened) == list(range(1, 11)) and not opened.find_element(By.ID, "nothing").is_displayed()


def test_a_code_in_the_summary_shows_its_sentences(opened: Any) -> None:
    button = opened.find_element(By.CSS_SELECTOR, "[data-code=number-mismatch]")
    button.click()
    assert shown(opened) == [4] and button.get_attribute("aria-pressed") == "true"
    button.click()
    assert len(shown(opened)) == 10


@pytest.mark.parametrize(
    ("words", "lines"), [("전차를", [3, 9]), ("MAYOR", [5]), ("전차를", [3, 9]), ("없는 말", [])]
)
def test_search_looks_at_both_sides(opened: Any, words: str, lines: list[int]) -> None:
    keys(opened, "/", words)
    until(lambda: shown(opened) == lines)
    keys(opened, Keys.ESCAPE)
    until(lambda: len(shown(opened)) == 10)


def test_keys_walk_through_what_is_shown(opened: Any) -> None:
    keys(opened, "j", "j", "k")
    assert current(opened) == "Sentence 1"
    choose(opened, "findings")
    keys(opened, "j", "j")
    assert current(opened) == "Sentence 7"
    assert opened.switch_to.active_element.get_attribute("aria-label") == "Sentence 7"
    keys(opened, "f")
    assert shown(opened) == [7]
    keys(opened, "?")
    assert opened.find_element(By.ID, "keys").is_displayed()
    keys(opened, Keys.ESCAPE)
    assert not opened.find_element(By.ID, "keys").is_displayed()


def test_an_edit_is_shown_counted_and_undone(opened: Any) -> None:
    before = target(opened, 5).text
    edit(opened, 5, "“A stop within a 10-minute walk for all,” Mayor Da-on said.")
    assert current(opened) == "Sentence 6"
    part = opened.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 5']")
    assert [mark.text for mark in part.find_elements(By.CSS_SELECTOR, ".target mark")] == [
        "10-minute",
        "Mayor Da-on",
    ]
    assert part.find_element(By.CSS_SELECTOR, ".was").text.endswith(before)
    assert part.find_element(By.CSS_SELECTOR, ".badge.edited").text == "edited"
    assert opened.find_element(By.ID, "export").text == "Export 1 correction"
    choose(opened, "edited")
    assert shown(opened) == [5]
    part.find_element(By.CSS_SELECTOR, ".restore").click()
    assert target(opened, 5).text == before
    assert not opened.find_element(By.ID, "export").is_enabled()


def test_an_edit_that_drops_a_term_says_so(opened: Any) -> None:
    edit(opened, 5, "The mayor spoke.")
    notes = opened.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 5'] .notes").text
    assert "not in your text: Mayor Da-on, 10-minute" in notes or (
        "not in your text: 10-minute, Mayor Da-on" in notes
    )
    choose(opened, "missed")
    assert shown(opened) == [5, 7]


def test_escape_drops_an_edit(opened: Any) -> None:
    before = target(opened, 2).text
    keys(opened, "j", "j", "e")
    opened.switch_to.active_element.send_keys("!!!", Keys.ESCAPE)
    assert target(opened, 2).text == before
    assert opened.find_elements(By.TAG_NAME, "textarea") == []
    assert not opened.find_element(By.ID, "export").is_enabled()


def test_edits_survive_a_reload(opened: Any) -> None:
    edit(opened, 2, "By Do Ye-rin of Naru Sinmun")
    opened.refresh()
    assert target(opened, 2).text == "By Do Ye-rin of Naru Sinmun"
    assert opened.find_element(By.ID, "export").text == "Export 1 correction"


def test_exported_corrections_go_into_the_memory(opened: Any, folder: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from translate.commands import main

    edit(opened, 2, "By Do Ye-rin")
    edit(opened, 4, 'It costs "1.2 trillion won" </script> & more.')
    opened.find_element(By.ID, "export").click()
    file = folder / "downloads" / "corrections.json"
    until(file.exists)
    sources = [part.source for part in news().segments]
    exported = json.loads(file.read_text(encoding="utf-8"))
    assert exported == {
        "yongeo": "corrections",
        "version": 1,
        "segments": [
            {"doc": "가온시-전차.txt", "block": 3, "seg": 0, "source": sources[1], "target": "By Do Ye-rin"},
            {
                "doc": "가온시-전차.txt",
                "block": 4,
                "seg": 1,
                "source": sources[3],
                "target": 'It costs "1.2 trillion won" </script> & more.',
            },
        ],
    }
    result = CliRunner().invoke(main, ["memory", "import", "-m", str(tmp_path / "m.sqlite"), str(file)])
    assert "2 corrections" in result.output
    with Memory(tmp_path / "m.sqlite") as memory:
        assert memory.human(sources)[sources[1]].target == "By Do Ye-rin"
    file.unlink()


def test_another_engines_translation_can_be_taken(browser: Any, folder: Path) -> None:
    write(folder / "compare.html", [news()], alternatives={"google": [other_engine()]})
    browser.get((folder / "compare.html").as_uri())
    browser.find_element(By.CSS_SELECTOR, "[aria-label='Sentence 2'] .use").click()
    assert target(browser, 2).text == "Do Ye-rin, Naru Sinmun, as another engine has it."


def test_hostile_text_is_shown_and_exported_as_text(browser: Any, folder: Path) -> None:
    write(folder / "hostile.html", [hostile()], HOSTILE, {HOSTILE: [hostile()]})
    browser.get((folder / "hostile.html").as_uri())
    browser.get_log("browser")
    assert browser.title.startswith("</script><script>document.title='taken'</script>")
    assert browser.find_elements(By.CSS_SELECTOR, "img, .target b") == []
    edit(browser, 2, "safe")
    browser.refresh()
    browser.find_element(By.ID, "export").click()
    file = folder / "downloads" / "corrections.json"
    until(file.exists)
    [segment] = json.loads(file.read_text(encoding="utf-8"))["segments"]
    file.unlink()
    clean = HOSTILE.replace("\x00", "").replace("\ud800", "\ufffd")
    assert (segment["doc"], segment["source"], segment["target"]) == (clean, clean, "safe")
    assert complaints(browser) == []


def test_a_direction_mark_turns_nothing_round(browser: Any, folder: Path) -> None:
    write(folder / "hostile.html", [hostile()])
    browser.get((folder / "hostile.html").as_uri())
    left = browser.execute_script(
        "const source = document.querySelectorAll('.source')[1];"
        "const part = [...source.childNodes].find((node) => node.data === 'rtl');"
        "return [0, 1, 2].map((at) => { const range = new Range(); range.setStart(part, at);"
        " range.setEnd(part, at + 1); return range.getBoundingClientRect().left; });"
    )
    assert left == sorted(left)


def test_the_policy_stops_any_other_script(opened: Any) -> None:
    opened.execute_script(
        "const s = document.createElement('script'); s.textContent = \"document.title = 'taken'\";"
        "document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png';"
        "document.body.append(i);"
    )
    assert opened.title == "순환 전차"
    until(lambda: [e for e in opened.get_log("browser") if "Content Security Policy" in e["message"]])


def test_the_page_asks_the_network_for_nothing(browser: Any, folder: Path) -> None:
    write(folder / "quiet.html", [news()])
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get((folder / "quiet.html").as_uri())
    assert requests(browser) == [(folder / "quiet.html").as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_fits_the_window_and_text_has_contrast(opened: Any, scheme: str, width: int) -> None:
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    media = [{"name": name, "value": value} for name, value in features.items()]
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert opened.execute_script("return document.documentElement.scrollWidth") <= width
        faint = opened.execute_script(_FAINT)
        assert faint == [], faint
        assert (
            opened.execute_script("return getComputedStyle(document.querySelector('.source')).wordBreak")
            == "keep-all"
        )
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


# Texts whose contrast with what stands behind them is under 4.5 (WCAG 2.2, 1.4.3).
_FAINT = """
const parse = (text) => {
  // rgb(251, 250, 247) or color(srgb 0.98 0.98 0.97 / 0.9)
  const numbers = (text.match(/[\\d.]+/g) || []).map(Number);
  return text.startsWith('color(') ? numbers.map((v, at) => at < 3 ? 255 * v : v) : numbers;
};
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const [r, g, b, a = 1] = parse(getComputedStyle(e).backgroundColor);
    if (a > 0.9) return [r, g, b];
  }
  return [255, 255, 255];
};
const light = (rgb) => {
  const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const [r, g, b] = rgb.map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const faint = [];
for (const element of document.querySelectorAll('body *')) {
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  if (!element.checkVisibility() || element.closest('script, button:disabled')) continue;
  const style = getComputedStyle(element);
  const [a, b] = [light(parse(style.color).slice(0, 3)), light(behind(element))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) faint.push([element.className || element.tagName, ratio.toFixed(2)]);
}
return faint;
"""


def test_it_prints_side_by_side_without_tools_and_in_light_colours(opened: Any) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    paper = {"width": 690, "height": 1000, "deviceScaleFactor": 1, "mobile": False}  # A4 within its margins
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", paper)
    try:
        assert not opened.find_element(By.ID, "export").is_displayed()
        left, right = (
            opened.find_element(By.CSS_SELECTOR, f"[aria-label='Sentence 3'] {side}").rect
            for side in (".source", ".side > .target")
        )
        assert left["y"] == right["y"] and left["width"] == right["width"] > 200
        assert opened.execute_script("return document.documentElement.scrollWidth") <= 690
        assert opened.execute_script(_FAINT) == []
        assert opened.execute_script("return getComputedStyle(document.body).backgroundColor") == (
            "rgb(255, 255, 255)"
        )
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
