"""The credit list day by day: since when an exit is overdue, what was published, and what a repair takes back."""

from datetime import date

from lib.cases.ledger import Entry, record_many
from lib.cases.opening import open_case
from tests.cases.telling import step_of

FIELDS = (
    "land_supply", "funding", "taxation", "production_permit", "safety_permit", "bond_issue", "financing_credit",
    "government_procurement", "public_tenders",
)  # fmt: skip


def test_an_exit_is_on_the_list_from_the_day_after_it_was_due_until_it_is_repaired(register, mart):
    case = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 7, 2), actor="张三")
    steps = (
        ("verified", "2022-07-04", ""), ("credit_published", "2023-01-05", ""), ("shut_down", "2023-04-20", ""),
        ("credit_repaired", "2023-05-01", ""), ("relapsed", "2023-08-01", "due=2023-08-31"),
        ("credit_published", "2023-09-01", ""),
    )  # fmt: skip
    record_many(register, [Entry(case, step_of(name, on, f"doc; {more}")) for name, on, more in steps], actor="张三")
    assert mart("credit_list", date(2022, 12, 31)) == [], "the last day is in time"
    told = {}
    for day in (date(2023, 1, 1), date(2023, 1, 5), date(2023, 5, 1), date(2023, 9, 1)):
        [row] = mart("credit_list", day)
        told[day] = tuple(row[name] for name in ("overdue_since", "days_overdue", "published_on", "repaired_on"))
        assert not any(row[name] for name in FIELDS) and row["restrictions"] is None, "no measure is set by default"
    first, published, repaired, anew = date(2023, 1, 1), date(2023, 1, 5), date(2023, 5, 1), date(2023, 9, 1)
    assert told == {
        first: (first, 1, None, None),
        published: (first, 5, published, None),
        repaired: (first, 121, published, repaired),  # shut, and not yet dismantled
        anew: (anew, 1, anew, None),
    }
    assert [mart("credit_list", day)[0]["is_published"] for day in told] == [False, True, False, True]
