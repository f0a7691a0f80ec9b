"""The reports page says what the matrix says, writes through its forms, and shows refusals as sentences."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from docx import Document

from lib.register.store import Register
from lib.reports.duties import record_duty
from lib.reports.freeze import frozen
from lib.reports.goals import Goal, set_goals
from lib.reports.letters import area_letter, letter_of, missing_of, reminders
from lib.reports.matrix import matrix
from lib.reports.pack import pack, pack_zip
from lib.reports.periods import period_of
from lib.reports.statements import record_report
from lib.settings import Settings
from lib.ui.frame import data
from lib.ui.reports import letters
from tests.registers import made
from tests.reports.conftest import CHIPING, DECEMBER, JULY, objected, say
from tests.ui.conftest import html, open_page


@contextmanager
def shown(folder: Path) -> Iterator[Register]:
    """A copy of the city with an objection, open as the pages see it."""
    file = shutil.copy(made("objected", objected), folder / "page.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER_URL", str(file))
        register = data._opened(Settings(register_url=str(file)))
        yield register
        register.close()
        st.cache_resource.clear()


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Iterator[Register]:
    """Shared by the tests that only read."""
    with shown(tmp_path_factory.mktemp("page")) as register:
        yield register


@pytest.fixture
def served(tmp_path) -> Iterator[Register]:
    """Of the test's own."""
    with shown(tmp_path) as register:
        yield register


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("period", "part"),
    [("2022-07", "reports"), ("2022-07", "screening"), ("2022-07", "papers"), ("2023-01", "objections"),
     ("2023-01", "papers"), ("2022-12", "duties")],
)  # fmt: skip
def test_every_part_opens_in_both_languages(read, period, part, language):
    test = open_page("reports", period=period, part=part, lang=language)
    assert not test.exception
    assert not test.error
    assert [title.value for title in test.title] == ["报送与公示" if language == "zh" else "Reports and publicity"]


def test_states_stand_in_words_and_silence_is_told_with_its_days(read):
    page = html(open_page("reports", period="2022-07", as_of="2022-08-01"))
    assert page.count('未报送</span><div class="stamp">') == 75
    assert "零报告 ※</span>" in page
    assert "2022-07-18 · 逾期 3 天" in page
    assert "全部 7 个行业 · 逾期 17 天" in page


def test_a_card_opens_its_cells(read):
    page = html(open_page("reports", period="2022-07", as_of="2022-08-01"))
    assert "/reports?as_of=2022-08-01&amp;period=2022-07&amp;part=reports&amp;cells=late" in page
    opened = open_page("reports", period="2022-07", as_of="2022-08-01", cells="late")
    assert "逾期报送" in [heading.value for heading in opened.subheader]
    assert any("/reports?as_of=2022-08-01&period=2022-07&part=reports" in one.value for one in opened.markdown)


def test_a_doubtful_cell_opens_its_outdated_lines_of_the_due_date(read):
    test = open_page("reports", period="2022-07", as_of="2022-08-01")
    [doubtful] = [one.value for one in test.markdown if one.value.startswith("※ **茌平区")]
    assert f"/lines?as_of=2022-07-15&area={CHIPING}&sector=cement&verdict=outdated" in doubtful


def test_before_the_due_date_nobody_is_late(read):
    page = html(open_page("reports", period="2022-07", as_of="2022-07-10"))
    assert "未到期" in page
    assert "逾期 " not in page


def test_a_letter_is_asked_for_once(read, monkeypatch):
    asked = []
    monkeypatch.setattr(letters, "letter_of", lambda *told: asked.append(told) or letter_of(*told))
    test = open_page("reports", period="2022-07", as_of="2022-07-15", area="371525")
    test.run()
    assert not test.exception and len(asked) == 1, "a rerun asks no matrix anew"


def test_the_letter_of_an_area_stands_filled_and_is_recorded_whole(served):
    test = open_page("reports", period="2022-07", as_of="2022-07-15", area="371525")
    said = {str(one.key): one.value for one in test.selectbox if str(one.key).startswith("report_")}
    assert len(said) == 12, "seven sectors and five"
    assert said["report_reports_2022-07_371525_steel_0"] == "zero", "the ledger has nothing of it"
    test.text_input("report_signer_2022-07_371525_0").set_value("王局长")
    test.text_input("report_number_2022-07_371525_0").set_value("冠工信函〔2022〕2号")
    test.text_input("report_actor_0").set_value("李四")
    test.text_area("report_summary_2022-07_371525_0").set_value("今年以来，本县做了**排查**。")
    next(button for button in test.button if button.label == "登记函件").click()
    test.run()
    assert not test.error
    assert [done.value[:4] for done in test.success] == ["已登记函"]
    assert test.text_input("report_number_2022-07_371525_1").value == "冠工信函〔2022〕2号", (
        "what is left comes in the same letter"
    )
    [row] = [
        row for row in matrix(served, "2022-07", as_of=JULY) if (row["area_code"], row["sector"]) == ("371525", "steel")
    ]
    assert (row["state"], row["signer"], row["document_no"]) == ("zero_report", "王局长", "冠工信函〔2022〕2号")
    paper = Document(io.BytesIO(area_letter(served, period_of(served, "2022-07"), "371525")))
    told = "\n".join(one.text for one in paper.paragraphs)
    assert "今年以来，本县做了**排查**。" in told and "据退出账拟写" not in told
    test.query_params["area"] = "371521"
    other = test.run()
    assert other.text_input("report_signer_2022-07_371521_1").value == "", "another area has another signer"
    assert "**排查**" not in other.text_area("report_summary_2022-07_371521_1").value
    later = open_page("reports", period="2022-12", as_of="2022-12-31", area="371525")
    assert later.text_input("report_signer_2022-12_371525_0").value == "王局长"
    assert later.text_input("report_number_2022-12_371525_0").value == "冠工信函〔2022〕__号", (
        "its number is another one"
    )


def test_all_that_owe_something_are_reminded_in_one_word_file(read):
    paper = Document(io.BytesIO(reminders(read, period_of(read, "2022-07"), JULY)))
    owed = missing_of(read, period_of(read, "2022-07"), JULY)
    told = [one.text for one in paper.paragraphs]
    asked = [text for text in told if text.endswith(("局：", "部门："))]
    assert len(asked) == len(owed) == 11, "nobody has stated all twelve"
    heads = [one for one in paper.paragraphs if one.paragraph_format.page_break_before]
    assert len(heads) == len(owed), "a page for each"
    assert "1.重点行业退出情况：全部7个行业。" in told and "关于催报2022年（截至7月15日）" in told


@pytest.mark.parametrize("part", ["reports", "duties", "goals"])
def test_a_letter_of_a_department_a_duty_and_a_goal_are_withdrawn(served, part):
    signed = {"signer": "王局长", "document_no": "聊环函〔2022〕9号", "actor": "test"}
    record_report(served, period="2022-07", department="市生态环境局", statement="zero", on=JULY, **signed)
    record_duty(served, "LC2022", "publicity", on=JULY, document_no="聊工信函〔2022〕8号", actor="test")
    set_goals(served, [Goal("371525", "聊工信函〔2022〕7号", JULY, DECEMBER, lines=3)], actor="test")
    test = open_page("reports", period="2022-07", part=part, as_of="2022-07-15")
    key = {"reports": "withdraw_departments", "duties": "withdraw_duty", "goals": "withdraw_goal"}[part]
    test.text_input(f"{key}_reason_0").set_value("误报")
    test.text_input(f"{key}_actor_0").set_value("李四")
    [button for button in test.button if button.label == "撤回"][-1].click()
    test.run()
    assert not test.error
    assert [done.value[:4] for done in test.success] == ["已撤回："]
    letters = served.ask("pages/reports/departments", as_of=JULY, period="2022-07").set_index("reporter")
    duties = served.ask("pages/reports/duties", as_of=JULY, plan="LC2022").set_index("duty")
    goals = served.ask("pages/area/goals", as_of=JULY, area="371525", sector="").goal_id.notna()
    standing = {"reports": letters.state["市生态环境局"] == "zero_report"}
    standing |= {"duties": bool(duties.is_done["publicity"]), "goals": bool(goals.any())}
    assert standing == {"reports": True, "duties": True, "goals": True} | {part: False}
    if part == "reports":
        assert "市生态环境局" in html(test) and "误报" in html(test), "it stays on record"


def test_a_refusal_is_a_sentence_in_the_readers_language(served):
    version = served.version()
    test = open_page("reports", period="2022-07", lang="en")
    test.text_input("report_actor_0").set_value("Li")
    next(button for button in test.button if button.label == "Record the letter").click()
    test.run()
    assert [error.value for error in test.error] == ["Who signed? A statement counts only with its signer."]
    assert served.version() == version


def test_a_statement_without_a_name_is_not_entered(served):
    version = served.version()
    test = open_page("reports", period="2022-07")
    next(button for button in test.button if button.label == "登记函件").click()
    test.run()
    assert "请填写姓名" in " ".join(one.value for one in test.warning)
    assert served.version() == version


def test_who_freezes_is_no_second_person_and_the_page_stands(served):
    test = open_page("reports", period="2022-07", part="papers")
    test.text_input("freeze_actor_0").set_value("李四")
    test.text_input("freeze_second_0").set_value("李四")
    test.text_input("freeze_reason_0").set_value("更正")
    next(button for button in test.button if button.label == "冻结本期").click()
    test.run()
    assert "第二人须与经办人不同" in test.error[0].value
    assert test.text_input("freeze_reason_0").value == "更正", "what was typed stays"
    assert "台账第" in html(test), "the foot stands below"


def test_freezing_anew_asks_for_a_reason(served):
    before = frozen(served, "2022-07")
    test = open_page("reports", period="2022-07", part="papers")
    test.text_input("freeze_actor_0").set_value("李四")
    test.text_input("freeze_second_0").set_value("王五")
    next(button for button in test.button if button.label == "冻结本期").click()
    test.run()
    assert "已经冻结" in test.error[0].value
    test.text_input("freeze_actor_0").set_value("李四")
    test.text_input("freeze_second_0").set_value("王五")
    test.text_input("freeze_reason_0").set_value("更正")
    next(button for button in test.button if button.label == "冻结本期").click()
    test.run()
    assert not test.error
    after = frozen(served, "2022-07")
    assert before and after and before.freeze_id != after.freeze_id


def test_what_changed_since_is_shown(served):
    assert "没有变化" in " ".join(one.value for one in open_page("reports", period="2022-07", part="papers").caption)
    say(served, "371525", "paper", "zero", JULY)
    page = html(open_page("reports", period="2022-07", part="papers"))
    assert page.count("冠县 · 造纸") == 1, "all that changed of one statement stands in one row"
    assert "状态 零报告" in page
    assert "not_reported" not in page


def test_an_open_objection_keeps_the_report_from_the_province(served):
    test = open_page("reports", period="2023-01", part="papers")
    assert "异议尚未答复" in test.warning[0].value
    test = open_page("reports", period="2023-01", part="objections")
    test.text_area("answer_content_0").set_value("已复核")
    test.text_input("answer_actor_0").set_value("李四")
    [button for button in test.button if button.label == "登记"][-1].click()
    test.run()
    assert not test.error
    [warning] = open_page("reports", period="2023-01", part="papers").warning
    assert "草稿，不得上报" in warning.value, "the counted exit is in no notice yet"


def test_the_download_holds_the_papers_of_the_command(served, tmp_path):
    with zipfile.ZipFile(io.BytesIO(pack_zip(served, "2022-07", "李四"))) as archive:
        downloaded = {name: archive.read(name) for name in archive.namelist()}
    assert downloaded == {path.name: path.read_bytes() for path in pack(served, "2022-07", tmp_path / "pack", "李四")}
