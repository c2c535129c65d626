"""How days, labels, names, titles and languages are printed: tables of what is read from single lines."""

from __future__ import annotations

import pytest

from builder.structure.language import language_of
from builder.structure.metadata_above import breadcrumb
from builder.structure.metadata_dates import first_date, is_date_line
from builder.structure.metadata_labels import read_labels
from builder.structure.metadata_names import clean_name, is_common_person, is_media, is_office, is_person
from builder.structure.printed import ends_sentence, is_prose
from builder.structure.split_glued import read_glued, read_title_and_author
from builder.structure.split_marks import number_of
from builder.structure.titles import clean_title, glued_title, is_title_like, near_title, same_title
from builder.structure.translated import reads_as_translated

DAYS = [
    ("2011-9-13 8:39:48", "2011-09-13"),
    ("2011/9/13", "2011-09-13"),
    ("2011.09.13", "2011-09-13"),
    ("2011 年 9 月 13 日", "2011-09-13"),
    ("2019-09-0722:46", "2019-09-07"),
    ("二〇一三年四月二十三日", "2013-04-23"),
    ("二○一三年十月三十日", "2013-10-30"),
    ("二零一三年十一月一日", "2013-11-01"),
    ("民國102年5月3日", "2013-05-03"),
    ("中華民國一百零二年五月廿三日", "2013-05-23"),
    ("September 6, 2019", "2019-09-06"),
    ("Sept. 6th, 2019", "2019-09-06"),
    ("6 September 2019", "2019-09-06"),
    ("Updated 11:21\u00a0pm CST, Tuesday, November 19, 2019", "2019-11-19"),
    ("Dec 28 Sat 2013 00:28", "2013-12-28"),
    ("13/06/2014", "2014-06-13"),
    ("06/13/2014", "2014-06-13"),
    ("03/04/2014", None),  # the third of April or the fourth of March
    ("09-3022:46", None),
    ("1-10月", None),
    ("2013年4月", None),
    ("2013-02-30", None),
    ("192.168.1.10", None),
    ("1.1:50.3:48.6", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text: str, day: str | None) -> None:
    found = first_date(text)
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("2019年09月07日 08:05:32", True),
        ("（2016年2月18日）", True),
        ("Published: June 13, 2014 at 9:40 am", True),
        ("2013年4月23日 最高人民法院公告公布", False),
        ("2019年09月07日，我们出发了", False),
        ("2018-02-21 秦远", False),
    ],
)
def test_lines_that_are_a_day(text: str, alone: bool) -> None:
    assert (is_date_line(text) is not None) == alone


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("作者: 秦远 來源: 辦公室 點擊數: 8", {"author": "秦远", "publisher": "辦公室", "clicks": "8"}),
        ("来源：河湾日报作者：秦远", {"publisher": "河湾日报", "author": "秦远"}),
        ("【责任编辑：何一鸣】", {"editor": "何一鸣"}),
        ("Source: The Courier | Author: Ann Mercer", {"publisher": "The Courier", "author": "Ann Mercer"}),
        ("Q: Where does the ferry go?", None),
        ("作者从三个方面说明：一是人少。二是路远。", None),
        ("小提琴图：展示数据分布的工具", None),
        ("时间：2018年3月9日 地点：村委会", None),
    ],
)
def test_lines_of_labels(text: str, values: dict[str, str] | None) -> None:
    read = read_labels(text)
    assert ({item.field: item.value for item in read.labelled} if read else None) == values


def test_what_stands_before_the_labels_is_kept() -> None:
    read = read_labels("第二天清早 作者: 罗小满 来源: 工会")
    assert read is not None
    assert read.before == "第二天清早"
    assert read.value("author") == "罗小满"


@pytest.mark.parametrize("name", ["秦远", "欧阳小满", "罗 满", "鄧小滿", "列夫·莫雷尔", "[法]莫雷尔", "（英）培伦"])
def test_names_of_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("word", ["引言", "高度重视", "目录", "全文完", "河边的集市", "2018", "Miyuki"])
def test_words_that_are_no_names(word: str) -> None:
    assert not is_person(word)


@pytest.mark.parametrize("word", ["强党性", "解民忧", "安民心", "成于思"])
def test_slogans_are_no_names_beyond_doubt(word: str) -> None:
    assert not is_common_person(word)


def test_papers_and_offices() -> None:
    assert is_media("河湾晚报") and is_media("数码之家") and is_media("courier.com")
    assert is_office("河湾镇党政办公室") and is_office("县委组织部")
    assert not is_media("秦远") and not is_office("秦远")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("— 秦远 ", "秦远"),
        ("（秦远）", "秦远"),
        ("秦　远", "秦远"),
        ("秦远（河湾县委）", "秦远"),
        ("佚名", None),
        ("admin", None),
    ],
)
def test_names_are_cleaned(printed: str, name: str | None) -> None:
    assert clean_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ('On the empty and the solid"', "On the empty and the solid"),
        ('On the "empty" and the "solid"', 'On the "empty" and the "solid"'),
        ("★渔火★", "渔火"),
        ("《渔火》", "渔火"),
        ("《渔火》与《石桥》", "《渔火》与《石桥》"),
        ("谈《孙子》的用法", "谈《孙子》的用法"),
        ("标题：渔火", "渔火"),
        ("靠拨打频次识别诈骗“智商感人", "靠拨打频次识别诈骗“智商感人"),
        ("渔火(二)", "渔火(二)"),
    ],
)
def test_titles_are_cleaned(printed: str, title: str) -> None:
    assert clean_title(printed) == title


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("渔火", True),
        ("1-10月全镇用电量平稳增长", True),
        ("派錢不派錢　Is that the question？", True),
        ("What are the uses of a village clinic?", True),
        ("我强啊……", True),
        ("一、主要做法", False),
        ("1. Start early", False),
        ("她说：“走吧。”", False),
        ("会上定下来的事情，要有人记。", False),
        ("主要有以下几类：", False),
        ("We ask him how he spends his day. He answered at once", False),
        ("★★★", False),
    ],
)
def test_what_may_be_a_title(text: str, may: bool) -> None:
    assert is_title_like(text) == may


def test_titles_are_compared_without_script_and_marks() -> None:
    assert same_title("辦公室工作：有感", "办公室工作 有感")
    assert near_title("如何做好村里的工作", "如何做好村里的工作应从四方面着手")
    assert not near_title("渔火", "渔火与石桥")
    assert not near_title("春", "春天")


def test_a_page_on_one_line_gives_up_its_title() -> None:
    page = "河湾镇上半年工作情况一、主要做法" + "大家都很忙。" * 20 + "二、存在问题" + "人手不够。" * 10
    assert glued_title(page) == "河湾镇上半年工作情况"
    assert glued_title("会上说了一、二、三") is None
    assert glued_title("河湾镇纪事" + "大家都很忙。" * 20, "河湾镇纪事") == "河湾镇纪事"


def test_title_and_author_before_the_text() -> None:
    text = "退一步 梁大川 " + "会上定下来的事情，要有人记，要有人跑。" * 3
    found = read_glued(text)
    assert found is not None
    assert (text[slice(*found.title)], text[slice(*found.author)], text[found.text :][:2]) == (
        "退一步",
        "梁大川",
        "会上",
    )
    assert read_glued("玉峰道路 雲氣山嵐 " + "順路下切蜿蜒道路後不久即抵達" * 4) is None
    assert read_title_and_author("渔火（梁大川）") is not None
    assert read_title_and_author("学思想 强党性") is None


def test_a_breadcrumb_needs_its_title_below() -> None:
    assert breadcrumb("Library - Stories - On nets", ["On nets"]) == "Library - Stories"
    assert breadcrumb("首页 > 散文 > 河边的集市", ["河边的集市"]) == "首页 > 散文"
    assert breadcrumb("On nets - and hearts", ["The ferry ran twice a day."]) is None


def test_sentences() -> None:
    assert ends_sentence("走吧。”") and ends_sentence("He left.") and ends_sentence("“你呢？”")
    assert not ends_sentence("为什么？") and not ends_sentence("The U.S.A.") and not ends_sentence("(simulation only!)")
    assert is_prose("先说一件事。再说一件")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零八", 108),
        ("３", 3),
        ("IV", 4),
        ("ix", 9),
        ("two", 2),
        ("篇", 0),
    ],
)
def test_numbers_of_marks(printed: str, number: int) -> None:
    assert number_of(printed) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("会上定下来的事情，要有人记", "zh-Hans"),
        ("會上定下來的事情，要有人記", "zh-Hant"),
        ("組工干部要認真學習,關系到發展", "zh-Hant"),  # half converted: 干 and 系 stayed
        ("他引用了一句“溫故而知新”，然后说我们还要学习", "zh-Hans"),
        ("The ferry ran twice a day", "en"),
        ("参考 The Ferry 一书的译本，这里说的是渡口的事情", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


PLAIN = "The ferry ran twice a day, and nobody minded when it was late. We counted the sacks and wrote them down. " * 12
DEBRIS = (
    "We must vigorously promote the development of. Do a good job in the the work of the party. , improve the mind. "
    "Give full play to the broad masses and help Enterprises, effectively improve institutes , continuously. "
)


def test_machine_translation_is_known_by_its_debris() -> None:
    assert reads_as_translated(PLAIN[:600] + DEBRIS * 3)
    assert not reads_as_translated(PLAIN)
    assert not reads_as_translated(DEBRIS)  # too short to be measured
