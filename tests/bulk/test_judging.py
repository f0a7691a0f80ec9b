"""Rows in, verdicts out: what the ladder takes of a workbook, and which cell is told why it does not."""

from lib.bulk.draft import prepare
from lib.imports.commit import told
from tests.bulk.conftest import HEADING, SHOTS, fates, workbook


def tell(bring, text, files=None, heading=HEADING):
    """Every row of a table must become what its last column says."""
    rows = [line.rpartition("|") for line in text.strip().splitlines()]
    draft = bring("\n".join(row for row, _, _ in rows), files, heading=heading)
    assert fates(draft) == [becomes.strip() for _, _, becomes in rows]
    return draft


def test_a_row_rests_on_an_earlier_day_of_the_same_workbook_wherever_it_stands(bring, mart):
    tell(
        bring,
        """
        {kiln_2400} | | | 关停         | 2022-07-10 | 聊政〔2022〕3号 | | accepted
        {kiln_2400} | | | 核实         | 2022-07-04 |                 | | accepted
        {mill_32}   | | | 关停         | 2022-07-10 | 聊政〔2022〕4号 | | refused needs_step
        {kiln_2400} | | | 断水断电     | 2022-07-09 |                 | | refused needs_step
        {kiln_2400} | | | 拆除动力装置 | 2022年7月11日 |              | | accepted
        """,
    )
    assert {row["last_step"] for row in mart("cases")} == {"identified"}, "a dry run writes nothing"


def test_rows_of_one_day_count_as_they_stand(bring):
    tell(
        bring,
        """
        {kiln_2400} | | | 核实 | 2022-07-04 |     | | accepted
        {kiln_2400} | | | 关停 | 2022-07-04 | 3号 | | accepted
        {mill_32}   | | | 关停 | 2022-07-04 | 4号 | | refused needs_step
        {mill_32}   | | | 核实 | 2022-07-04 |     | | accepted
        """,
    )


def test_a_case_is_named_by_number_or_by_enterprise_and_line_and_never_guessed(bring):
    tell(
        bring,
        """
                    | 乙轮胎 |           | 核实 | 2022-07-04 | | | accepted
                    | 甲水泥 | mill_32   | 核实 | 2022-07-04 | | | accepted
                    | 甲水泥 |           | 核实 | 2022-07-04 | | | refused form_cases_several
                    | 甲水泥 | kiln_9999 | 核实 | 2022-07-04 | | | refused form_line_unknown
                    | 丁钢铁 |           | 核实 | 2022-07-04 | | | refused form_enterprise_unknown
                    |        | mill_32   | 核实 | 2022-07-04 | | | refused form_lacks_case
        371502-1999-0001 |   |           | 核实 | 2022-07-04 | | | refused form_case_unknown
        {kiln_2400} | 乙轮胎 |           | 核实 | 2022-07-04 | | | refused form_case_of_another
        {kiln_2400} | 甲水泥 | mill_32   | 核实 | 2022-07-04 | | | refused form_case_of_another
        {kiln_2400} | 甲水泥 | KILN_2400 | 核实 | 2022-07-04 | | | accepted
        """,
    )


def test_words_and_days_are_read_whole_or_refused(register, cases, tmp_path):
    told = (
        ("核实", "2022-07-04", "accepted"),
        ("verified", "2022.7.4", "accepted"),
        ("Verified", "20220704", "accepted"),
        ("核 实", "２０２２－０７－０４", "accepted"),
        ("核实", 44746, "accepted"),
        ("核实", "2022年7月", "refused form_day_inexact"),
        ("核实", "2022年7月底", "refused form_day_inexact"),
        ("核实", "2022", "refused form_day_inexact"),
        ("核实", 2022.7, "refused form_day_inexact"),
        ("核实", "上半年", "refused form_day_unreadable"),
        ("核实", "2022-02-30", "refused form_day_unreadable"),
        ("核实", "2999-01-01", "refused form_day_unreadable"),
        ("核实", "2089-01-01", "refused in_future"),
        ("核实", "2022-07-01", "refused before_opening, before_required"),
        ("核实", "", "refused form_lacks_happened_on"),
        ("", "2022-07-04", "refused form_lacks_step"),
        ("查看", "2022-07-04", "refused form_word_unknown"),
        ("冲正", "2022-07-04", "refused form_word_unknown"),
        ("责令整改", "2022-07-04", "refused not_on_ladder"),
    )
    for step, on, becomes in told:
        book = workbook(tmp_path / "a.xlsx", [["事项编号", "环节", "发生日期"], [cases["kiln_2400"], step, on]])
        assert fates(prepare(register, book, None, "zh")) == [becomes], (step, on)


SHUT = """
    {kiln_2400} | | | 核实 | 2022-07-04 |     | | accepted
    {kiln_2400} | | | 关停 | 2022-07-10 | 3号 | | accepted
"""
MORE = HEADING + " | 设备处理后去向"


def test_a_dismantling_is_proved_by_the_files_its_row_names(bring):
    told = (
        ("拆除前.jpg；拆除中.jpg；拆除后.jpg", "accepted"),
        ("拆除前、拆除中、拆除后", "accepted"),
        ("拆除前影像：拆除中.jpg；拆除中影像：拆除前.jpg；拆除后影像:拆除后.jpg", "accepted"),
        ("拆除前影像：拆除前.jpg、拆除中.jpg；拆除后.jpg", "refused needs_evidence"),
        ("拆除前.jpg；拆除中.jpg", "refused needs_evidence"),
        ("拆除前.jpg；拆除中.jpg；after.jpg", "refused form_file_absent"),
        ("拆除前影像：拆除前.jpg；拆除中影像：拆除前.jpg；拆除后影像：拆除前.jpg", "refused same_evidence"),
        ("拆除前.jpg；拆除中.jpg；拆除后.jpg；说明.txt", "refused file_type"),
        ("", "refused needs_evidence"),
    )
    rows = SHUT.replace("| accepted", "| | accepted")
    for named, becomes in told:
        row = f"{{kiln_2400}} | | | 拆除 | 2022-07-20 | | {named} | 废钢 | {becomes}"
        tell(bring, rows + row, SHOTS | {"说明.txt": b"seen"}, heading=MORE)


def test_what_a_row_names_and_nobody_brought_and_what_was_brought_and_no_row_names_is_told(bring):
    files = {"甲/1.jpg": SHOTS["拆除前.jpg"], "乙/1.jpg": SHOTS["拆除后.jpg"], "多余.pdf": b"x", "内.zip": b"PK"}
    files |= {"__MACOSX/._1.jpg": b"x", ".DS_Store": b"x"}
    draft = tell(
        bring,
        """
        {kiln_2400} | | | 核实 | 2022-07-04 | | 1.jpg    | refused form_files_several
        {mill_32}   | | | 核实 | 2022-07-04 | | 甲\\1.JPG | accepted
        {paper}     | | | 核实 | 2022-07-04 | | 内.zip   | refused form_file_absent
        """,
        files,
    )
    assert [(one.reason, one.value) for one in draft.warnings] == [
        ("form_file_unused", "多余.pdf"),
        ("form_file_nested", "内.zip"),
    ]
    tell(bring, "{kiln_2400} | | | 核实 | 2022-07-04 | | 1.jpg | refused form_no_zip")


def test_one_picture_does_not_prove_two_enterprises_in_one_workbook(bring):
    """Alone the second would be refused because the first stands; so it is when both come together."""
    names = "拆除前.jpg；拆除中.jpg；拆除后.jpg"
    tell(
        bring,
        f"""
        {{kiln_2400}} | | | 核实 | 2022-07-04 |     | | | accepted
        {{steel_a}}   | | | 核实 | 2022-07-04 |     | | | accepted
        {{kiln_2400}} | | | 关停 | 2022-07-10 | 3号 | | | accepted
        {{steel_a}}   | | | 关停 | 2022-07-10 | 3号 | | | accepted
        {{kiln_2400}} | | | 拆除 | 2022-07-20 |     | {names} | 废钢 | accepted
        {{steel_a}}   | | | 拆除 | 2022-07-21 |     | {names} | 废钢 | refused {", ".join(["used_elsewhere"] * 3)}
        """,
        SHOTS,
        heading=MORE,
    )


def test_a_refused_row_says_file_sheet_cell_value_and_what_to_do(bring, cases):
    draft = bring(
        """
        {kiln_2400} | | | 关停 | 2022-07-10 | | |
        {kiln_2400} | | | 核实 | 2089-07-10 | | |
        {kiln_2400} | | | 关亭 | 2022-07-10 | | |
        """
    )
    said = [told(one, "zh") for one in draft.refusals()]
    places = [(one["sheet"], one["row_number"], one["cell"], one["column"], one["value"]) for one in said]
    assert places[0] == ("Sheet1", 2, "D2", "环节", "关停")
    assert places[-2:] == [("Sheet1", 3, "E3", "发生日期", "2089-07-10"), ("Sheet1", 4, "D4", "环节", "关亭")]
    assert "缺少前置环节：核实" in said[0]["sentence"] and "2022-07-10 可登记：核实" in said[0]["sentence"]
    assert "可填：认定、核实" in said[-1]["sentence"]
    english = [told(one, "en")["sentence"] for one in draft.refusals()]
    assert "关亭" in english[-1] and "is no entry" not in english[-1]


def test_what_stands_already_is_left_out_and_the_same_row_twice_is_refused(bring):
    rows = """
        {kiln_2400} | | | 核实 | 2022-07-04 |     | | accepted
        {kiln_2400} | | | 关停 | 2022-07-10 | 3号 | | accepted
        {kiln_2400} | | | 回头看 | 2022-08-10 |   | | accepted
        {kiln_2400} | | | 回头看 | 2022-08-10 |   | | refused form_row_repeated
    """
    tell(bring, rows)
    bring("\n".join(row.rpartition("|")[0] for row in rows.strip().splitlines()), is_written=True)
    again = bring("\n".join(row.rpartition("|")[0] for row in rows.strip().splitlines()), SHOTS, is_written=True)
    assert fates(again)[:3] == ["same", "same", "same"] and again.batch is None
    late = "{kiln_2400} | | | 回头看 | 2022-08-10 | | 拆除后.jpg | refused form_files_come_late"
    tell(bring, late, SHOTS)
