"""The server's page in a real browser: an article and terms in, both sides out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import chromium, complaints, hover, requests, until
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from serving import Client, served

YAML = "# names\nentries:\n  - {source: 한올전자, target: Hanol Electronics, variants: [한올]}\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("glossaries")
    (folder / "hanol.yaml").write_text(YAML, encoding="utf-8")
    (folder / "places.yaml").write_text("{서산: Seosan}", encoding="utf-8")
    with served(folder=folder) as client:
        yield client


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


class Page:
    """What a person does on the page, and sees."""

    def __init__(self, browser: Any, server: Client) -> None:
        self.browser = browser
        browser.get(server.url + "/")
        browser.execute_script("localStorage.clear()")
        for kind in ("browser", "performance"):
            browser.get_log(kind)
        browser.get(server.url + "/")
        until(lambda: self.one("#terms tr"))

    def one(self, selector: str) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements(By.CSS_SELECTOR, selector))

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def fill(self, selector: str, text: str) -> None:
        """Type, quickly, and whatever characters."""
        self.browser.execute_script(
            "arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
            self.one(selector),
            text,
        )

    def term(self, row: int, source: str, target: str) -> None:
        for column, text in enumerate((source, target), start=1):
            self.fill(f"#terms tr:nth-child({row}) td:nth-child({column}) input", text)

    def pick(self, glossary: str) -> None:
        until(lambda: glossary in self.texts("#pick option"))
        Select(self.one("#pick")).select_by_visible_text(glossary)

    def translate(self) -> str:
        self.forget_status()
        self.one("#go").click()
        until(lambda: self.one("#status").text not in ("", "Translating …"))
        return str(self.one("#status").text)

    def forget_status(self) -> None:
        self.browser.execute_script("document.getElementById('status').textContent = ''")


@pytest.fixture
def page(browser: Any, server: Client) -> Iterator[Page]:
    made = Page(browser, server)
    yield made
    assert [complaint for complaint in complaints(browser) if " 40" not in complaint] == []
    assert [url for url in requests(browser) if not url.startswith((server.url + "/", "data:"))] == []


def test_an_article_and_terms_become_two_sides(page: Page) -> None:
    assert not page.one("#go").is_enabled()
    page.fill("#article", "한올전자, 공장 짓는다\n\n한올전자는 😆 100억달러를 서산에 쓴다고 밝혔다.\n")
    page.term(1, "한올전자", "Hanol Electronics")
    page.term(2, "서산", "Seosan")
    assert page.translate().startswith("5 terms and numbers kept")
    assert page.texts("#rows [lang=ko] mark") == ["한올전자", "한올전자", "😆", "100억달러", "서산"]
    assert page.texts("#rows [lang=en] mark") == [
        "Hanol Electronics",
        "Hanol Electronics",
        "😆",
        "$10 billion",
        "Seosan",
    ]
    assert page.texts("#rows [lang=ko]")[1] == "한올전자는 😆 100억달러를 서산에 쓴다고 밝혔다."
    assert len(page.all("#rows .row.first")) == 2


def test_a_pin_and_its_twin_light_up_together(page: Page) -> None:
    page.fill("#article", "한올전자는 서산에 있다고 밝혔다.")
    page.term(1, "한올전자", "Hanol")
    page.term(2, "서산", "Seosan")
    page.translate()
    hover(
        page.browser,
        page.one("#rows [lang=ko] mark:last-of-type"),
        lambda: page.texts("mark.hot") == ["서산", "Seosan"],
    )
    hover(page.browser, page.one("h1"), lambda: page.texts("mark.hot") == [])


def test_nothing_glides_for_those_who_want_no_motion(page: Page) -> None:
    page.browser.execute_script("window.places = []; onscroll = () => places.push(scrollY)")
    page.fill("#article", "\n\n".join(["한올전자는 서산에 있다고 밝혔다."] * 40))
    page.translate()
    until(
        lambda: page.browser.execute_script(
            "return Math.abs(document.getElementById('result').getBoundingClientRect().top) < 1"
        )
    )
    until(lambda: page.browser.execute_script("return places.length"))
    assert page.browser.execute_script("return places") == [page.browser.execute_script("return scrollY")]


def test_a_glossary_of_the_server_is_shown_and_used(page: Page) -> None:
    page.fill("#article", "한올은 공장을 짓는다고 밝혔다.")
    page.pick("hanol (1)")
    until(lambda: page.texts("#named td") == ["한올전자", "Hanol Electronics"])
    page.translate()
    assert page.texts("#rows mark") == ["한올", "Hanol Electronics"]
    page.one("#edit").click()
    assert page.one("#yaml").get_property("value") == YAML
    page.fill("#yaml", YAML.replace("Hanol Electronics", "Hanol Inc."))
    page.translate()
    assert page.texts("#rows mark") == ["한올", "Hanol Inc."]
    page.pick("None")
    page.translate()
    assert page.texts("#rows mark") == []


def test_a_glossary_that_comes_late_does_not_replace_the_one_chosen_since(page: Page) -> None:
    page.browser.execute_script("""
        const real = window.fetch;
        window.fetch = async (...sent) => {
          const answer = await real(...sent);
          if (!window.release) await new Promise((done) => { window.release = done; });
          return answer;
        };""")
    page.pick("hanol (1)")
    until(lambda: page.browser.execute_script("return Boolean(window.release)"))
    assert not page.one("#edit").is_displayed()
    page.pick("places (1)")
    until(lambda: page.texts("#named td") == ["서산", "Seosan"])
    page.browser.execute_async_script("window.release(); setTimeout(arguments[0], 100);")
    assert page.texts("#named td") == ["서산", "Seosan"]
    page.one("#edit").click()
    assert page.one("#yaml").get_property("value") == "{서산: Seosan}"


def test_terms_stay_for_the_next_visit(page: Page) -> None:
    page.term(1, "서산", "Seosan")
    page.browser.refresh()
    until(lambda: page.one("#terms input").get_property("value") == "서산")
    assert len(page.all("#terms tr")) == 2


def test_two_columns_are_pasted(page: Page) -> None:
    page.browser.execute_script(
        "const data = new DataTransfer(); data.setData('text/plain', arguments[1]);"
        "const options = {clipboardData: data, bubbles: true, cancelable: true};"
        "arguments[0].dispatchEvent(new ClipboardEvent('paste', options))",
        page.one("#terms input"),
        "서산\tSeosan\r\n한올\tHanol\r\n",
    )
    values = [element.get_property("value") for element in page.all("#terms input")]
    assert values == ["서산", "Seosan", "한올", "Hanol", "", ""]


@pytest.mark.parametrize(
    ("terms", "yaml", "message"),
    [
        ([("서산", "")], None, "The term “서산” has only one side."),
        ([], "entries:\n  - {source: 서산}\n", "glossary:2:"),
        ([], "a: [", "glossary:"),
    ],
)
def test_a_wrong_glossary_is_said(
    terms: list[tuple[str, str]], yaml: str | None, message: str, page: Page
) -> None:
    page.fill("#article", "서산에 짓는다고 밝혔다.")
    for row, (source, target) in enumerate(terms, start=1):
        page.term(row, source, target)
    if yaml is not None:
        page.pick("My YAML")
        page.fill("#yaml", yaml)
    assert message in page.translate()
    assert "wrong" in page.one("#status").get_attribute("class")
    assert page.one("#go").is_enabled()


def test_hostile_text_is_only_text(page: Page) -> None:
    nasty = "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"
    page.fill("#article", f"서산은 {nasty} 크다고 밝혔다.")
    page.term(1, "서산", nasty)
    page.translate()
    assert page.texts("#rows [lang=en] mark")[0] == nasty
    assert page.all("#rows img, #rows script") == []
    assert "pwned" not in page.browser.title


def test_the_keyboard_is_enough(page: Page) -> None:
    article = page.one("#article")
    article.send_keys("서산에 짓는다고 밝혔다.")
    page.forget_status()
    article.send_keys(Keys.CONTROL, Keys.ENTER)
    until(lambda: page.texts("#rows [lang=ko]") == ["서산에 짓는다고 밝혔다."])


@pytest.mark.parametrize("width", [360, 400, 1280])
def test_nothing_is_wider_than_the_window(width: int, page: Page) -> None:
    page.browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    page.one("#example").click()
    page.fill("#article", "가" * 300 + " https://example.org/" + "a" * 200 + "\n")
    page.translate()
    assert page.browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_key_is_asked_for_where_one_is_needed(browser: Any) -> None:
    with served(keys=["the-key"]) as client:
        page = Page(browser, client)
        page.fill("#article", "서산에 짓는다고 밝혔다.")
        until(lambda: page.one("#key").is_displayed())
        assert "API key" in page.translate()
        page.fill("#key", "the-key")
        assert "kept" in page.translate()


def test_only_the_pages_own_script_may_run(server: Client) -> None:
    answer = server.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert "http" not in answer.text.replace("http-equiv", "")
