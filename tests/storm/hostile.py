"""Names that are programs to somebody: what a county could write into a cell, by the reader that would run it."""

import random
from typing import Final

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "jinja": (
        "{{9**(9**9)}}水泥有限公司", "{{公司", "甲{%公司", "{#", "{% for x in range(10**9) %}", "{{'_a'}}", "{% raw %}",
        "{{'x'*5**20}}", "{{ cycler.__init__.__globals__ }}", "{%p if a %}", "{{r company }}", "{%tr endfor %}",
        "}}%}#}",
    ),
    "format": (
        "{0.__class__}", "{x}", "{", "}", "{{}}", "%s%d%n", "%(name)s", "${name}", "{count}", "{0:>999999999}",
        "%%",
    ),
    "markdown": (
        "**厚** _斜_", "# 一级", "1. 条", "- 条", "> 引", "`码`", "[点](https://evil.example)",
        "![图](https://evil.example/a.png)", ":material/delete:", ":red[红]", ":smile:", "~~删~~", "a|b|c", "---",
        "[^1]", "www.evil.example", ":streamlit:",
    ),
    "latex": (
        "$x$", "$$\\frac{1}{0}$$", "$\\invalid{", "\\(x\\)", "价$5与$6", "\\input{/etc/passwd}", "$_^$", "\\$",
    ),
    "html": (
        '<img src=x onerror="window.top.hacked=1">', "</script><script>window.top.hacked=1</script>", "<b>粗</b>",
        "&lt;&amp;&#0;", "<!--", "<a href='javascript:alert(1)'>点</a>", "<br>", "<extra></extra>", "]]>",
        "<sup>上</sup>", "</textarea>", "'\"`",
    ),
    "javascript": (
        "');window.top.hacked=1;//", "\\u003cimg\\u003e", "${window.top.hacked=1}", "alert(coords);", "drawnItems",
        "__proto__", "constructor",
    ),
    "sql": ("'; drop table facts.line; --", "' or 1=1 --", '"', "%", "_", "$1", "\\", "a'||'b"),
    "formula": (
        "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1+1", "＝1+1",
        "=HYPERLINK(\"http://evil.example\")", "'=1",
    ),
    "workbook": (
        "&P&D&F", "[1]表", "表:甲*?", "_x0000_", "_x000D_", "http://evil.example/", "mailto:a@b.c", "internal:表!A1",
        "external:c.xlsx",
    ),
    "plotly": (
        "%{customdata}", "%{y:%H}", "%{x|%Y}", "<a href='javascript:alert(1)'>甲</a>",
        "<span style='font-size:99px'>大</span>", "%{text}<br>",
    ),
    "direction": (
        "\u202egpj.厂", "\u200b", "甲\u200b乙", "\u200f厂", "\ufeff厂", "\u2066甲\u2069", "e\u0301" * 30, "ﷺ" * 9,
    ),
    "control": (
        "甲\x00乙", "甲\x01\x02乙", "\x1b[31m红", "甲\x7f乙", "甲\x85乙", "甲\u2028乙\u2029",
        "\ufffe甲\uffff", "\x0b\x0c",
    ),
    "emoji": ("🏭厂", "👨‍👩‍👧‍👦", "𠮷野家", "🇨🇳", "\U0010ffff", "\U000e0001"),
    "long": ("长" * 400, "W" * 400, "甲 " * 200, "." * 255, "🏭" * 200),
    "lines": (
        "甲\r\n乙", "甲\n乙", "甲\r乙", "甲\r\nBEGIN:VEVENT\r\nEND:VEVENT", "\r\nSet-Cookie: a=b", "甲\t乙",
        "，；,;:\\n",
    ),
    "path": (
        "../../etc/passwd", "..\\..\\boot.ini", "/", "C:\\CON", "NUL", "a/b", "file:///etc/passwd", "~root",
        "%2e%2e%2f", "|rm -rf /",
    ),
    "address": (
        "javascript:alert(1)", "data:text/html,<script>", "?area=1&x=2#y", "//evil.example", "a=b&c=d", "+%20",
    ),
    "number": ("NaN", "null", "None", "1e999", "true", "0x41", "-0", "١٢٣", "2022-02-30", "1/2"),
}  # fmt: skip
FIRMS: Final = ("水泥有限公司", "砖瓦厂", "", "-甲", " Ltd.")


def names(count: int, seed: int) -> list[str]:
    """`count` different hostile names: every one above, then mixtures of two kinds and a firm's ordinary words."""
    plain = [name for kind in KINDS.values() for name in kind]
    dice, found = random.Random(seed), dict.fromkeys(plain if count >= len(plain) else spread(count))
    while len(found) < count:
        found[dice.choice(plain) + dice.choice(FIRMS) + dice.choice(plain)] = None
    return list(found)


def spread(count: int) -> list[str]:
    """The first name of every kind, then the second of every kind, and so on, until there are `count`."""
    longest = max(map(len, KINDS.values()))
    return [kind[place] for place in range(longest) for kind in KINDS.values() if place < len(kind)][:count]
