"""The search as a reader uses it, over http and from the unpacked zip; and the program's parts against Python's."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from builder.search.terms import folds, shard_of, terms
from tests.bench.questions import HOSTILE
from tests.browser import chromium, complaints, requested

pytestmark = pytest.mark.slow

TEXTS = (
    "县里第一次公开选拔，报名的人排到了门外。",
    "公開選拔之後，組織部把卷子封存在鐵櫃裡，看著像沒有人動過。",
    "The organisation of Müller's notebook — naïve, ＷＩＤＥ and 2011年.",
    "Of the work that is to be done in an hour, it was for what a reader has.",
    "混合 text 与 words，İstanbul、ﬁne、㎏ 𠮷野家。",
    "",
)


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium(listened=True) as found:
        yield found


def search_page(driver: Any, address: str, query: str, **filters: str) -> list[str]:
    """Slugs of the essays that the search page shows for `query`."""
    given = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    driver.get(f"{address}/search.html?q={quote(query, errors='replace')}{given}")
    return answered(driver)


def answered(driver: Any) -> list[str]:
    """Slugs of the essays that stand on the search page once it has answered."""
    deadline = time.monotonic() + 10
    done = "return document.querySelector('.search-found').textContent + document.querySelector('.search-count').textContent"
    while not driver.execute_script(done) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    links = "return [...document.querySelectorAll('.search-title a')].map(a => a.pathname.split('/').pop())"
    found: list[str] = driver.execute_script(links)
    return [name.removesuffix(".html") for name in found]


def text_of(driver: Any, selector: str) -> str:
    """What stands in the elements that `selector` names, a line each."""
    script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join('\\n')"
    found: str = driver.execute_script(script, selector)
    return found


@pytest.fixture(scope="module")
def program(driver: Any, sample_site: Path) -> Iterator[Any]:
    """A page in which the search program is at work, its parts to be asked one by one."""
    driver.get(f"{sample_site.as_uri()}/index.html")
    driver.execute_async_script("essaySearch.load().then(() => essaySearch.layout()).then(arguments[0])")
    yield driver


def ask(driver: Any, body: str, *arguments: Any) -> Any:
    """What the body of an asynchronous function returns, in the page."""
    script = (
        f"const done = arguments[arguments.length - 1]; (async () => {{ {body} }})().then(done, (e) => done(String(e)))"
    )
    return driver.execute_async_script(script, *arguments)


@pytest.mark.parametrize(
    "family",
    [
        "organize organizes organized organizing organizer organization organizations organisation organising",
        "essay essays", "day days", "study studies studied studying", "party parties", "work works working worked",
        "train trains training trained", "plan plans planning planned", "manage manages managing management manager",
        "educate education educational", "innovate innovation innovative", "control controls controlled controlling",
        "class classes", "policy policies", "leader leaders leadership", "develop development developing developed",
        "assess assesses assessing assessment", "make makes making", "call calls called calling", "politics political",
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(program: Any, family: str) -> None:
    stems = program.execute_script("return arguments[0].split(' ').map(essaySearch.stem)", family)
    assert len(set(stems)) == 1, stems


@pytest.mark.parametrize(
    "pair",
    ["organ organization", "string str", "general generate", "bus business", "mission miss"],
)
def test_words_that_are_not_kin_have_two_stems(program: Any, pair: str) -> None:
    one, other = program.execute_script("return arguments[0].split(' ').map(essaySearch.stem)", pair)
    assert one != other


@pytest.mark.parametrize(
    ("one", "other", "most", "distance"),
    [
        ("cadre", "cadre", 2, 0), ("cadre", "cadres", 2, 1), ("orgnaization", "organization", 2, 1), ("teh", "the", 1, 1),
        ("kitten", "sitting", 2, 3), ("", "ab", 2, 2), ("ab", "", 1, 2), ("选拔", "选拨", 1, 1),
    ],
)  # fmt: skip
def test_distance_counts_an_exchange_of_neighbours_as_one(
    program: Any, one: str, other: str, most: int, distance: int
) -> None:
    assert program.execute_script("return essaySearch.distance(...arguments)", one, other, most) == distance


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("选拔", "第一次公開選拔，选拔了谁？", ["選拔", "选拔"]),
        ("干部培训", "培训干部，干部要培训", ["培训", "干部", "干部", "培训"]),
        ("我们门槛都拆了", "我们的门槛都拆了。", ["我们", "门槛都拆了"]),
        ("“公开选拔”", "公开 选拔与公開選拔", ["公開選拔"]),
        ("organiz", "Organized organs", ["Organiz"]),
        ("organizing ", "To organize an organ; organisations", ["organize", "organisations"]),
        ("author's", "The author’s authors", ["author’s", "authors"]),
        ("cafe ", "Café, CAFE", ["Café", "CAFE"]),
        ("ＡＢ １２", "ab 12", ["ab", "12"]),
        ("组 x", "组织 x", ["组", "x"]),
    ],
)
def test_what_is_marked_is_what_was_asked_for(program: Any, query: str, text: str, marked: list[str]) -> None:
    body = """
      const [query, text] = arguments;
      const folded = essaySearch.fold(text);
      const found = essaySearch.query(query).clauses.flatMap((c) => essaySearch.places(c, folded, () => essaySearch.words(folded)).spans);
      return found.sort((a, b) => a[0] - b[0]).map(([from, to]) => text.slice(from, to));
    """
    assert program.execute_script(body, query, text) == marked


def test_the_program_cuts_terms_as_the_builder_does(driver: Any, opened_site: str) -> None:
    driver.get(f"{opened_site}/search.html")
    driver.execute_async_script("essaySearch.load().then(() => essaySearch.layout()).then(arguments[0])")
    pairs = "".join(f"{plain}{form}" for plain, form in sorted(folds().items()))
    driver.execute_script("essaySearch.learn(arguments[0])", pairs)
    for text in TEXTS:
        ours = list(terms(text))
        assert driver.execute_script("return essaySearch.terms(arguments[0])", text) == ours
        shards = driver.execute_script("return arguments[0].map(term => essaySearch.shardOf(term, 128))", ours)
        assert shards == [shard_of(term, 128) for term in ours]


def test_both_scripts_find_the_same_and_inside_words(driver: Any, opened_site: str) -> None:
    simplified = search_page(driver, opened_site, "组织")
    assert simplified
    assert not driver.find_elements("css selector", "[data-md-component=search]"), "Material's box would open over it"
    assert search_page(driver, opened_site, "組織") == simplified
    inside = search_page(driver, opened_site, "织工")
    assert inside and set(inside) <= set(simplified)


def test_a_quoted_phrase_is_exact_and_marked(driver: Any, opened_site: str) -> None:
    found = search_page(driver, opened_site, "“组织工作”")
    assert found
    marks = driver.execute_script("return [...document.querySelectorAll('.search-found mark')].map(m => m.textContent)")
    assert marks
    assert set(marks) <= {"组织工作", "組織工作"}


def test_pinyin_and_initials_find_chinese_names(driver: Any, opened_site: str) -> None:
    for typed in ("zuzhi", "zz"):
        search_page(driver, opened_site, typed)
        names = driver.execute_script(
            "return [...document.querySelectorAll('.search-name')].map(p => p.textContent).join()"
        )
        assert "组织" in names, typed


@pytest.mark.parametrize(
    ("typed", "meant"), [("orgnaization", "organization"), ("组职", "组织"), ("干部 trainig", "training")]
)
def test_a_word_that_stands_nowhere_offers_the_nearest(driver: Any, opened_site: str, typed: str, meant: str) -> None:
    search_page(driver, opened_site, typed)
    assert text_of(driver, ".search-near button") == meant
    driver.find_element("css selector", ".search-near button").click()
    assert answered(driver)
    assert meant in driver.execute_script("return document.querySelector('.ask-page').q.value")


def test_filters_stand_in_the_address_and_are_counted(driver: Any, opened_site: str) -> None:
    every = search_page(driver, opened_site, "组织")
    options = text_of(driver, "select[name=language] option").split("\n")
    assert sum(int(option.partition("(")[2].rstrip(")")) for option in options[1:]) == len(every)
    some = search_page(driver, opened_site, "组织", language="zh-Hant")
    assert 0 < len(some) < len(every)
    assert text_of(driver, "select[name=language] option").split("\n") == options, (
        "counted among what other filters leave"
    )
    assert search_page(driver, opened_site, "", language="zh-Hant")
    assert text_of(driver, ".search-asked") == "语言 繁体中文"


def test_marks_stay_exact_in_the_script_that_the_reader_chose(driver: Any, opened_site: str) -> None:
    search_page(driver, opened_site, "組織工作", language="zh-Hans")
    driver.execute_script("reading.set('script', 'traditional')")
    deadline = time.monotonic() + 10
    while "組織工作" not in text_of(driver, ".search-found mark") and time.monotonic() < deadline:
        time.sleep(0.05)
    marks = set(text_of(driver, ".search-found mark").split("\n"))
    driver.execute_script("reading.set('script', '')")
    assert "組織工作" in marks
    assert not marks & {"组织工作", "组织"}


def test_keys_lead_to_what_was_found(driver: Any, opened_site: str) -> None:
    from selenium.webdriver.common.keys import Keys

    search_page(driver, opened_site, "组织")
    driver.find_element("css selector", "body").send_keys("/")
    driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    first = "return document.activeElement === document.querySelector('.search-names .lead')"
    assert driver.execute_script(first)
    driver.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert driver.execute_script("return document.activeElement.name") == "q"


@pytest.mark.parametrize(
    "lost", ["*/search/data/b0/s*", "*/search/data/b0/t*", "*/search/data/layout.js*", "*/search/data/titles.js*"]
)
def test_a_file_that_is_not_to_be_had_is_told_in_words(driver: Any, opened_site: str, lost: str) -> None:
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [lost]})
    try:
        search_page(driver, opened_site, "zuzhi" if "titles" in lost else "组织")
        told = text_of(driver, ".search-count")
    finally:
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    assert "没有读出来" in told, told
    driver.find_element("css selector", ".search-count button").click()
    time.sleep(0.5)
    assert "没有读出来" not in text_of(driver, ".search-count")


def test_essays_that_were_folded_stand_under_their_main_text(program: Any) -> None:
    """The sample library has no versions: the layout is told of some."""
    body = """
      const layout = await essaySearch.layout();
      const before = (await essaySearch.find('组织')).hits.map((hit) => hit.number);
      layout.main = new Map([[before[0], before[2]], [before[1], before[2]], [before[3], 9999]]);
      const { hits } = await essaySearch.find('组织');
      layout.main = new Map();
      return [before, hits.map((hit) => hit.number), hits.find((hit) => hit.number === before[2]).versions.map((hit) => hit.number)];
    """
    before, after, under = ask(program, body)
    assert under == before[:2]
    assert after == before[2:], "a version whose main text does not answer stands for itself"


def test_the_box_answers_and_leads_on(driver: Any, opened_site: str) -> None:
    from selenium.webdriver.common.by import By

    driver.get(f"{opened_site}/index.html")
    requested(driver)
    box = driver.find_element(By.CSS_SELECTOR, "[data-md-component=search-query]")
    assert not [url for url in requested(driver) if "/search/data/" in url], (
        "nothing of the index before the reader searches"
    )
    box.click()
    box.send_keys("组织工作")
    deadline = time.monotonic() + 10
    script = "return [...document.querySelectorAll('.md-search-result__link')].map(a => a.href)"
    while not (links := driver.execute_script(script)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert any("essays/" in link for link in links)
    assert any("search.html?q=" in link for link in links)
    assert not complaints(driver)


def test_the_box_says_when_the_index_is_not_to_be_had(driver: Any, opened_site: str) -> None:
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/search/data/*"]})
    driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        driver.get(f"{opened_site}/index.html")
        driver.find_element("css selector", "[data-md-component=search-query]").send_keys("组织")
        deadline = time.monotonic() + 10
        while not (told := text_of(driver, ".md-search-result__link")) and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    assert "索引没有读全" in told


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_hostile_queries_are_text(driver: Any, opened_site: str, query: str) -> None:
    """How long they take is measured (tests/bench/search.py); that it is little follows from these limits."""
    driver.get(f"{opened_site}/search.html")
    driver.execute_async_script("essaySearch.load().then(() => essaySearch.layout()).then(() => arguments[0]())")
    typed = json.dumps(query)  # in escapes: a driver carries no lone surrogate
    body = f"""
      const query = {typed};
      const {{ asked, hits }} = await essaySearch.find(query);
      await essaySearch.shown(asked, hits, 0, 10);
      return {{ units: asked.units.length, clauses: asked.clauses.length, cut: asked.cut, long: query.trim().length > 500 }};
    """
    told = ask(driver, body)
    assert told["units"] <= 30 and told["clauses"] <= 30
    assert told["cut"] or not told["long"]
    form = "const f = document.querySelector('.ask-page'); f.q.value = QUERY; f.q.dispatchEvent(new Event('input'))"
    driver.execute_script(form.replace("QUERY", typed))
    time.sleep(0.3)
    assert not driver.find_elements("css selector", ".search-found img, .search-found script")
    assert "没有读出来" not in text_of(driver, ".search-count")
    assert not complaints(driver)
