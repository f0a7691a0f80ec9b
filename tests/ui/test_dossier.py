"""What a click on the map shows is text, also where a sentence repeats what a workbook said."""

from lib.register.store import Register
from tests.ui.conftest import html
from tests.ui.test_cases_pages import ledger, open_page

__all__ = ["ledger"]  # a register of the test's own
PRODUCT = "特种水泥熟料<img src=x onerror=alert(1)>"
LINE = """insert into facts.line by name
    select 'special' as line_id, 'LC_0001' as enterprise_id, 'cement' as sector, 'clinker' as process, $1 as product,
        1000::decimal(18, 8) as capacity_filed, 't/d' as capacity_unit, 'operating' as state, '<i>3#窑' as line_name,
        'B1' as batch_id, date '2022-01-01' as valid_from"""


def test_an_explanation_is_shown_letter_by_letter(ledger: Register) -> None:
    with ledger.write("test", "fill", "a line") as cursor:
        cursor.execute(LINE, [PRODUCT])
    for page, place in (("map", 'class="dossier"'), ("enterprise", 'class="clause"')):
        shown = html(open_page(page, enterprise="LC_0001", as_of="2022-07-15"))
        assert place in shown
        assert "“特种水泥熟料&lt;img src=x onerror=alert(1)&gt;”属于" in shown
        assert "<img src=x" not in shown and "<i>" not in shown
