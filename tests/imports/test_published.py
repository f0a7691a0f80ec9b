"""Lists of exits that ministries and cities published: sections, several units, kilns and mills in one cell, totals.

Names, equipment and capacities are those of the announcements as the press repeated them, for the attachments were not
at hand; laid out as such attachments are: a title, one heading, a section for each industry with its unit.
"""

from collections.abc import Callable
from decimal import Decimal

from lib.imports.rows import Parsed

Read = Callable[..., Parsed]
Rows = list[list[object]]

LISTED_2013: Rows = [
    # Ministry of Industry and Information Technology, announcement 35 of 2013 (18 July), first list of 19 industries:
    # the entries of listed companies as told in http://nuoerhy.cn/news/finance/31027.html
    ["附件"],
    ["2013年19个工业行业淘汰落后产能企业名单（第一批）"],
    ["序号", "企业名称", "淘汰产能"],
    ["一、焦炭（万吨）"],
    [1, "煤气化第二焦化厂", 100],
    [2, "包钢股份焦化厂", 172],
    [3, "山东钢铁", 55],
    ["二、铅（含再生铅）冶炼（万吨）"],
    [1, "*ST株冶", 10],
    ["三、水泥（熟料及磨机）（万吨）"],
    [1, "承德金隅", 10],
    [2, "邯郸金隅太行水泥", 10],
    [3, "天山水泥", 45],
    [4, "张家口冀东水泥", 80],
    ["四、造纸（万吨）"],
    [1, "晨鸣纸业本部", 4.62],
    [2, "武汉晨鸣", 22],
    [3, "富裕晨鸣纸业", 1.8],
    [4, "石岘纸业", 13],
    [5, "福建南纸", 3],
    [6, "南宁糖业制糖造纸厂", 3.5],
    ["五、味精（万吨）"],
    [1, "莲花味精", 8],
    ["六、印染（万米）"],
    [1, "浪莎针织有限公司", 1750],
    ["七、化纤（万吨）"],
    [1, "新乡化纤", 2],
    ["八、铅蓄电池（极板及组装）（万千伏安时）"],
    [1, "湖北骆驼特种电源有限公司", 10],
]
LISTED_2014: Rows = [
    # The ministry's third list of 2014, paper: seven enterprises, 29.7 (10^4 t); six of them with their equipment in
    # http://m.chinakuaiyin.cn/new/4899.html (10 December 2014), the one of Hunan (1.1) is cut off there
    ["2014年工业行业淘汰落后和过剩产能企业名单（第三批）"],
    ["序号", "企业名称", "淘汰落后生产线（设备）型号及数量", "淘汰产能（万吨）"],
    ["一、造纸"],
    [1, "江西上栗县萍锋纸业有限公司", "1760毫米长网多缸以废纸为原料的制浆生产线造纸生产线6条", 6],
    [2, "江西上栗县富春江特种纸厂", "2400毫米长网多缸造纸生产线4条", 4.6],
    [3, "江西萍乡市振兴造纸有限责任公司", "1760型以废纸为原料的制浆生产线造纸生产线6条", 6],
    [4, "江西省萍乡市富阳纸业有限公司", "1092型造纸生产线2条，2400型造纸生产线2条，3200型造纸生产线1条", 5],
    [5, "江西泰丰纸业有限公司", "1800毫米造纸生产线1条", 2],
    [6, "福建利树浆纸有限公司", "毛竹制浆（半化学）生产线", 5],
    ["合计", None, None, 29.7],
]
GUIYANG_2010: Rows = [
    # Guiyang's closures of 2010 as told in http://btsfclj.com/2010/0928/17047.html (28 September 2010); the last row is
    # Gansu's of 2017 in http://ksswc.com/2017/0607/54481.html
    ["贵阳市2010年强制淘汰落后产能企业名单"],
    ["序号", "企业名称", "主体设备型号及数量", "淘汰产能"],
    ["（一）炼铁"],
    [1, "修文县福贵冶炼有限公司", "高炉、铸铁机", "1万吨"],
    ["（二）电解铝"],
    [2, "贵阳金元铝业有限公司", "电解铝槽", "3万吨"],
    ["（三）黄磷"],
    [3, "贵州核工业新原实业有限责任公司白马黄磷厂", "6300千伏安矿热炉", None],
    ["（四）水泥"],
    [4, "贵州水泥厂", "湿法水泥生产线", "30万吨"],
    [5, "贵州泰宇水泥有限责任公司", "立窑生产线2条", "16万吨"],
    [6, "永登蓝铁水泥有限公司", "φ2.8×40m回转窑、φ3.2×13m水泥磨", None],
]


def capacities(parsed: Parsed, sector: str) -> dict[str, str]:
    rows = parsed.rows[parsed.rows.sector == sector]
    return {row.enterprise_name: f"{row.capacity_filed} {row.capacity_unit}" for row in rows.itertuples()}


def test_sections_give_the_sector_and_the_unit(read: Read) -> None:
    parsed = read(LISTED_2013)
    assert (len(parsed.rows), parsed.refusals, parsed.sheets[0].counts["section"]) == (18, [], 8)
    assert capacities(parsed, "coking") == {
        "煤气化第二焦化厂": "100 10kt/a",
        "包钢股份焦化厂": "172 10kt/a",
        "山东钢铁": "55 10kt/a",
    }
    sums = [sum(parsed.rows.capacity_filed[parsed.rows.sector == one]) for one in ("cement", "paper")]
    assert sums == [145, Decimal("47.92")]
    assert capacities(parsed, "unknown") == {
        "*ST株冶": "10 10kt/a",
        "莲花味精": "8 10kt/a",
        "浪莎针织有限公司": "1750 10k m/a",
        "新乡化纤": "2 10kt/a",
        "湖北骆驼特种电源有限公司": "10 10k kVAh/a",
    }
    unread = [one.value[:1] for one in parsed.warnings if one.reason == "section_unread"]
    assert unread == ["二", "五", "六", "七", "八"]  # industries that the plan does not know are told


def test_the_sum_shows_which_list_was_cut_off_and_pieces_are_counted(read: Read) -> None:
    parsed = read(LISTED_2014)
    assert list(parsed.rows.quantity) == [6, 4, 6, 5, None, None]
    assert [str(one) for one in parsed.rows.capacity_filed] == ["6", "4.6", "6", "5", "2", "5"]
    assert set(parsed.rows.sector) == {"paper"}
    [total] = [one for one in parsed.warnings if one.reason == "total_differs"]
    assert (total.cell, total.params["said"], total.params["summed"]) == ("D10", "29.7", "28.6")
    assert [one.row_number for one in parsed.warnings if one.reason == "quantity_many"] == [4, 5, 6, 7]


def test_kilns_and_mills_stand_in_one_cell(read: Read) -> None:
    parsed = read(GUIYANG_2010)
    assert list(parsed.rows.sector) == ["steel", "aluminium", "unknown", "cement", "cement", "cement"]
    assert list(parsed.rows.process[:2]) == ["ironmaking", "electrolysis"]
    assert [str(one) for one in parsed.rows.capacity_filed] == ["1", "3", "None", "30", "16", "None"]
    assert (parsed.rows.model[5], len(parsed.measurements)) == ("φ2.8×40m回转窑、φ3.2×13m水泥磨", 0)
    assert list(parsed.rows.quantity) == [None, None, None, None, 2, None]
