"""What the words of a row say it is: a note, a total, a section, an area's or a sector's name alone, a ditto mark."""

import re
from functools import lru_cache

from lib.imports.cells import key, plain
from lib.imports.vocabulary import Vocabulary

NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表人|填报人|审核人|审批人|制表人?|经办人|负责人|单位负责人|主要负责人|分管领导|分管负责人"
    r"|填报单位|填表单位|报送单位|填表日期|填报日期|填报时间|联系人|联系电话|签字|盖章|日期|注意|note)s?\s*(?:\d\s*)?[:.、]"
    r"|(?:坐标|经纬度).{0,20}(?:系|采用|来自|来源|拾取|地图)|(?:\(?示例|填写示例|例[:.])|(?:注|备注|说明)$",
    re.I,
)
DITTO = re.compile(
    r"[同仝](?:上[行栏列]?|前)?|上同|[以与]上同|见上[行栏]?|[〃″”“\"＂〞ˮ々↑]{1,3}|''|,,|ditto|do\.?|(?:同上)?↑", re.I
)
_AROUND = re.compile(r"\s+|^[(（\-—]+|[)）\-—。]+$")
_TOTAL = re.compile(
    r"合计|小计|总计|共计|累计|总和|总数|总量|总产能|汇总|平均|(?:[承转接]|过)[上前次下]页|[上前]页结转|均值|以上共|其中|其余|[σ∑]|共(?=\d)|(?:sub-?|grand)?total|sum(?:of)?|average"
    r"|^计(?=:)|同比|环比|[较比](?:上年|去年|上月|同期|年初)|增减"
)
_COUNT = re.compile(r"\d+(?:\.\d+)?(?:家|条|台套|台|套|户|个|座|组|项|%)?")
_FILLER = re.compile(
    r"above|同期|全市|全县|全区|全部|本县|本区|本页|本表|本市|以上|以下|企业|行业|产能|能力|生产线|主体设备|设备|装备|完成|退出|淘汰|落后|关停"
    r"|截至|目前|预计|[各县市区页含不数值量额家条台套个的为有共约计及和项总产线本年月日季度半上下拟]|[:;,.、()\[\]/%+\-—=]"
)
_TAIL = re.compile(r"(?:[:.,]|\(.*?\)|\d+(?:\.\d+)?|[家条台套户个座组项])+$")
_NUMBERED = re.compile(
    r"(?:\(?(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4}|[A-Za-z甲乙丙丁])[)、.,:]|[一二三四五六七八九十]{1,3}\s+|第[一二三四五六七八九十\d]{1,3}(?:部分|类|批|章)[:、]?|\(?\d{1,2}[)、.](?!\d))\s*(.*)",
    re.S,
)
TAILS = (
    "",
    "制造业",
    "行业",
    "企业",
    "类企业",
    "产业",
    "制造",
    "生产",
    "业",
    "类",
)  # of a sector's name in a section title
LONGEST_SECTOR = 20  # letters
_DECORATED = re.compile(r"^(?:[^\w(]|\d)+|\(.*?\)$|[^\w)]+$")  # ★ or ① before a title, 】 behind it
_CHAPTER = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.,:]")
_NUMERAL = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_PLANT = re.compile(
    r"公司|集团|[厂社矿窑站坊店院所]$|(?:厂|公司|中心|基地|车间|分公司|合作社|经营部|加工点|加工部)(?:\(.*\))?$"
    r"|\b(?:co|ltd|inc|corp|company|plant|station|mill|works)\b",
    re.I,
)


class RowWords:
    """Reads the words of rows with the vocabulary's names; each distinct text is thought about once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        kinds = ("area", "sector", "process", "state", "unit")
        names = {word for kind in kinds for word in vocabulary.words.get(kind, {}) if len(word) > 1}
        self._names = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$^")
        self._sectors = {*vocabulary.words.get("sector", {}), *vocabulary.words.get("process", {})}
        self._kinds: dict[str, str] = {}

    def kind(self, text: str) -> str:
        """What a row's first words say: note, total, ending (in a total), area, sector, section, or "" = a name."""
        known = self._kinds.get(text)
        if known is None:
            known = self._kinds[text] = self._kind(plain(text))
        return known

    def _kind(self, half: str) -> str:
        if not half:
            return ""
        if NOTE.match(half):
            return "note"
        if half[-1] in "司厂0123456789" and not _TOTAL.search(half):
            return ""
        bare = key(half)
        if _TOTAL.search(bare) and len(bare) < 40:
            if self._is_total(bare):
                return "total"
            if _TOTAL.search(_TAIL.sub("", bare)[-3:]):
                return "ending"
        if self.vocabulary.code("area", half):
            return "area"
        title = section_title(half)
        if title is not None and (not is_plant(title) or self.sector(title)):
            return "section"
        return "sector" if self.sector(half) else ""

    def _is_total(self, bare: str) -> bool:
        """Whether nothing is left of a text without total words, names we know, counts and the words around them."""
        left = _TOTAL.sub("", bare)
        left = self._names.sub("", left)
        return not _FILLER.sub("", _COUNT.sub("", left))

    def sector(self, text: str) -> str | None:
        """The sector or process word a title names: 炼铁, 水泥行业, 平板玻璃企业; None when it names none."""
        bare = _DECORATED.sub("", plain(text))
        words = (bare.removesuffix(tail) for tail in TAILS) if len(bare) < LONGEST_SECTOR else ()
        return next((word for word in words if word and key(word) in self._sectors), None)

    def area(self, text: str) -> str | None:
        """The one area a text names (`附件：阳谷县…排查表`); None when it names none, or several."""
        found = {
            code
            for word, code in self.vocabulary.words.get("area", {}).items()
            if len(word) > 1 and word in key(text) and not word.isascii()
        }
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=20_000)
def section_title(text: str) -> str | None:
    """What stands behind the number of a section (`一、炼铁` says 炼铁); None for a text without such a number."""
    found = _NUMBERED.fullmatch(plain(text))
    return found[1].strip() if found else None


def is_chapter(text: str) -> bool:
    """Whether a text is numbered as a chapter is (一、 or （二）), as no plant of a list is."""
    return _CHAPTER.match(plain(text)) is not None


def is_numeral(text: str) -> bool:
    """Whether a serial cell numbers a section, as 一 or （二） does."""
    return bool(_NUMERAL.fullmatch(plain(text)))


def is_plant(text: str) -> bool:
    """Whether a name ends or reads like that of an enterprise."""
    return bool(_PLANT.search(plain(text)))


def is_ditto(text: str) -> bool:
    """Whether a cell says that what stands above it holds here too."""
    return len(text) < 8 and DITTO.fullmatch(_AROUND.sub("", text)) is not None
