"""Every word on a screen has a Chinese translation, and every translation is used."""

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from lib.errors import UserError
from lib.settings import ROOT
from lib.ui.frame import words
from lib.words import catalogue
from tests import conventions

SOURCES = [ROOT / "app.py", *sorted((ROOT / "lib" / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
MINE = ("ui", "pages")


def messages(file: Path) -> Iterator[str]:
    """Ids given to `_` or `bare` in a file; an id that is not a literal cannot be translated and fails here."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "bare"):
            assert isinstance(node.args[0], ast.Constant), f"{file.name}:{node.lineno}: the id is not a literal"
            yield str(node.args[0].value)


def fields(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name)


def bases() -> Iterator[tuple[str, str]]:
    """Class and first base of every class of the product."""
    for _, node in conventions.nodes(ast.ClassDef):
        if isinstance(node, ast.ClassDef) and node.bases and isinstance(node.bases[0], ast.Name):
            yield node.name, node.bases[0].id


def raised() -> Iterator[tuple[str, ast.expr]]:
    """Place and message of every UserError (or kin) outside the screen, whose own are told when they are made."""
    family = {name for name, base in bases() if base == "UserError"}
    kin = {"UserError", *family} - {"CaseRefused", "FileRefused"}  # these two speak both languages from data
    for file, node in conventions.nodes(ast.Call):
        is_screen = "ui" in file.parts
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kin and not is_screen:
            yield f"{conventions.name_of(file)}:{node.lineno}", node.args[node.func.id in ("ReportRefused", "Refused")]


def sentences_of(file: Path) -> Iterator[str]:
    """Sentences that stand as constants on top of a file, for errors that name them there."""
    for node in conventions.tree(file).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            texts = (one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant))
            yield from (text for text in texts if isinstance(text, str) and "{" in text and " " in text)


def test_every_error_a_page_can_show_has_its_chinese() -> None:
    spoken = list(raised())
    assert len(spoken) > 30
    filled_too_early = [place for place, said in spoken if isinstance(said, ast.JoinedStr | ast.BinOp | ast.Call)]
    assert not filled_too_early, "an error is raised with an id and values, not with a filled sentence"
    known = catalogue()
    assert not [(at, said.value) for at, said in spoken if isinstance(said, ast.Constant) and said.value not in known]
    named = {at.rpartition(":")[0] for at, said in spoken if not isinstance(said, ast.Constant)}
    assert not [text for name in sorted(named) for text in sentences_of(ROOT / name) if text not in known]


def test_an_error_is_told_in_the_reader_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = UserError("There is no rule {rule}.", rule="X-1")
    assert str(error) == "There is no rule X-1.", "the command line stays English"
    for code, sentence in (("zh", "没有条款 X-1。"), ("en", "There is no rule X-1.")):
        monkeypatch.setattr(words, "language", lambda code=code: code)
        assert words.told(error) == sentence


USED = sorted({message for file in SOURCES for message in messages(file)})


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_every_message_is_translated(file: Path) -> None:
    missing = [message for message in messages(file) if message not in catalogue()]
    assert not missing


def test_translations_fill_the_same_fields() -> None:
    wrong = [message for message in USED if fields(message) != fields(catalogue().get(message, message))]
    assert not wrong


@pytest.mark.parametrize("name", MINE)
def test_no_translation_is_unused(name: str) -> None:
    with (ROOT / "locale" / "zh_CN" / f"{name}.po").open("rb") as handle:
        known = {str(message.id) for message in read_po(handle) if message.id}
    assert known <= set(USED)


@pytest.mark.parametrize("other", ["超期", "答案", "传来", "发来"], ids=["overdue", "answer", "sent", "sent there"])
def test_one_thing_has_one_word(other: str) -> None:
    """逾期 as the city's document says it, 回答 as the checklists do, 上传 as the phone's own page does."""
    told = [*(ROOT / "locale").rglob("*.po"), *(ROOT / "data").glob("[cr]*/*.csv"), *(ROOT / "queries").rglob("*.sql")]
    assert not [str(file.relative_to(ROOT)) for file in told if other in file.read_text(encoding="utf-8")]


def test_ids_are_english() -> None:
    assert not [message for message in USED if re.search("[\u4e00-\u9fff]", message)]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1234567, "1,234,567"), (12.5, "12.5"), (0.1 + 0.2, "0.3"), (None, "–"), (float("nan"), "–")],
)
def test_numbers(value: float | None, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(9999, ("9,999", "")), (10_000, ("1", "万")), (12_345_678, ("1,234.57", "万")), (250_000_000, ("2.5", "亿"))],
)
def test_large_chinese_numbers(value: float, shown: tuple[str, str]) -> None:
    assert words.big_number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("![n](http://host/x.png)", "!\\[n\\](http:\u2060//host/x.png)"),
        ("[登录](http://host)", "\\[登录\\](http:\u2060//host)"),
        ("<b>粗</b> `a` *b* _c_ ~d~ $e$", r"\<b>粗\</b> \`a\` \*b\* \_c\_ \~d\~ \$e\$"),
        (":material/home: :red[a]", ":\u2060material/home: \\:red\\[a\\]"),
        ("a@b.cn www.host -> --", "a@\u2060b.cn www\u2060.host -\u2060> -\u2060-"),
        ("1. 窑", r"1\. 窑"),
        ("# 窑", r"\# 窑"),
        ("- 窑", r"\- 窑"),
        ("> 窑", r"\> 窑"),
        ("1#窑\n# 二", "1#窑 # 二"),
        ("2022-07-15", "2022-07-15"),
        ("-1.5", "-1.5"),
        ("08:30", "08:30"),
        ("政〔2022〕1号（试行）", "政〔2022〕1号（试行）"),
    ],
)
def test_a_value_is_shown_letter_by_letter(value: str, shown: str) -> None:
    assert words.literal(value) == shown


def test_values_are_filled_in_literally_and_only_our_own_words_are_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")
    error = UserError("There is no rule {rule}.", rule="**X**")
    assert words.told(error) == r"There is no rule \*\*X\*\*."
    assert words.told_bare(error) == "There is no rule **X**."
    assert words._("Deadline: {now} → **{then}**", now="*a*", then="b") == r"Deadline: \*a\* → **b**"
    assert words.bare("reversed on {day}: {reason}", day="2022-07-15", reason="a*b*") == "reversed on 2022-07-15: a*b*"
