"""What makes a rule judge as its clause says: checks of rules.csv, conditions.csv and the words they use."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from lib.errors import Sentence
from lib.register.reference.columns import Check, Doubt, Row
from lib.register.reference.rows import words

if TYPE_CHECKING:
    from lib.register.reference.book import Book

OWN = ("capacity", "process", "product")  # attributes that are columns of the line itself, never recorded facts
BOUNDS = ("<", "<=", ">", ">=")
OPERATORS = {"number": (*BOUNDS, "="), "flag": ("=",), "code": ("=", "in"), "text": ("=", "in", "contains_any")}
NUMBER = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,8})?")
SIGNS = re.compile(r"[.*+?()\[\]{}|\\^$]")  # the search for a word would take them for something else


def allowed(message: str, values: tuple[str, ...] | list[str], **more: object) -> Sentence:
    """A sentence that ends with what is allowed."""
    return Sentence(message, {"allowed": ", ".join(values), **more})


def rule_can_judge(row: Row, _: "Book") -> Iterator[Doubt]:
    """Effect, verdict, scope and trigger go together; otherwise a rule would ask nobody or catch the wrong way."""
    fitting = {"discipline": ("review",), "replace": ("replace",)}.get(row["effect"], ("outdated", "review"))
    if row["verdict_when_met"] not in fitting:
        why = allowed("does not go with {effect}; allowed: {allowed}", fitting, effect=row["effect"])
        yield "verdict_when_met", why
    trigger = {"enterprise": "finding", "enterprise_total": "measured"}.get(row["scope"], row["trigger"])
    if row["trigger"] != trigger:
        yield "trigger", allowed("does not go with {scope}; allowed: {allowed}", (trigger,), scope=row["scope"])
    if row["extension_months"] not in ("", "0") and not row["clock_months"]:
        yield "extension_months", Sentence("prolongs nothing: {column} is empty", {"column": "clock_months"})


def rule_has_its_tests(row: Row, book: "Book") -> Iterator[Doubt]:
    """Every rule tests something; one on the enterprise or on its total tests one thing."""
    if not book.is_whole("conditions"):
        return
    own = [one for one in book.all("conditions") if one["rule_id"] == row["rule_id"]]
    tests = [one["attribute"] for one in own if one["role"] == "outdated_if"]
    if not tests:
        yield "rule_id", Sentence("has no outdated_if in conditions.csv, so it would judge nobody")
    elif row["scope"] == "enterprise" and len(own) > 1:
        yield "rule_id", Sentence("judges the enterprise and so has one condition only, an outdated_if")
    elif row["scope"] == "enterprise_total" and len(tests) > 1:
        yield "rule_id", Sentence("judges a total and so has one outdated_if only")
    elif row["trigger"] == "finding" and set(tests) <= set(OWN):
        yield "trigger", Sentence("asks nobody: no outdated_if of the rule tests what is recorded as a finding")


def condition_of_its_plan(row: Row, book: "Book") -> Iterator[Doubt]:
    """A condition stands in the plan of its rule: no plan changes what a rule of another tests."""
    rule = book.row("rules", row["rule_id"])
    if rule and rule["plan_id"] != row["plan_id"]:
        yield "rule_id", Sentence("is a rule of {plan}; its conditions stand there", {"plan": rule["plan_id"]})


def condition_has_a_place(row: Row, book: "Book") -> Iterator[Doubt]:
    """A condition is tested on the subject of its rule; only a number's bound in a test may be unsettled."""
    rule, attribute = book.row("rules", row["rule_id"]), book.row("attributes", row["attribute"])
    if rule and attribute:
        subject = "enterprise" if rule["scope"] == "enterprise" else "line"
        if attribute["scope"] != subject:
            yield "attribute", Sentence("is not stated for the {subject}, which the rule judges", {"subject": subject})
        if rule["scope"] == "enterprise" and attribute["kind"] == "number":
            yield "attribute", Sentence("is a number, and rules on the enterprise test yes-or-no facts and codes")
        if rule["scope"] == "enterprise_total" and row["role"] == "outdated_if" and attribute["kind"] != "number":
            yield "attribute", Sentence("is no number, so that it has no total")
    if row["is_settled"] == "false":
        if row["role"] != "outdated_if" or row["operator"] not in BOUNDS:
            yield "is_settled", allowed("may be false in an outdated_if with {allowed} only", BOUNDS)
        if not row["note_zh"]:
            yield "note_zh", Sentence("must say why the bound is unsettled")


def bound_fits(row: Row, book: "Book") -> Iterator[Doubt]:
    """Operator and bound go with the kind of the attribute."""
    attribute = book.row("attributes", row["attribute"])
    if not attribute:
        return
    fitting = OPERATORS[attribute["kind"]]
    if row["operator"] not in fitting:
        yield "operator", allowed("does not compare a {kind}; allowed: {allowed}", fitting, kind=attribute["kind"])
        return
    values = row["bound"].split(";") if row["operator"] in ("in", "contains_any") else [row["bound"]]
    for value in values:
        if why := bound_doubt(value, row["operator"], attribute, book):
            yield "bound", why


def bound_doubt(value: str, operator: str, attribute: Row, book: "Book") -> Sentence | None:
    """Why a value can be no bound of an attribute; None when it can."""
    if attribute["kind"] == "number":
        is_number = NUMBER.fullmatch(value) and Decimal(value).is_finite()
        return None if is_number else Sentence("is not a number with at most 8 decimals, in plain digits")
    if not value or value != value.strip() or "；" in value:
        return Sentence("holds an empty value, a space or a full-width semicolon")
    if attribute["kind"] == "text":
        return Sentence("holds a sign that a word must not have") if SIGNS.search(value) else None
    known = codes_of(attribute, book)
    if known and value not in known:
        return allowed("is no value of {attribute}; allowed: {allowed}", known, attribute=attribute["attribute"])
    return None


def codes_of(attribute: Row, book: "Book") -> list[str]:
    """What a flag or code may be."""
    if attribute["kind"] == "flag":
        return ["true", "false"]
    if attribute["attribute"] == "process":
        return [one["process"] for one in book.all("processes")]
    return attribute["allowed"].split(";")


def unit_fits(row: Row, book: "Book") -> Iterator[Doubt]:
    """A number's bound is in the unit its values are kept in, since no unit is converted while judging."""
    attribute = book.row("attributes", row["attribute"])
    fitting = units_of(row, attribute, book) if attribute else []
    if attribute and attribute["kind"] != "number" and row["unit"]:
        yield "unit", Sentence("must be empty: {attribute} is no number", {"attribute": row["attribute"]})
    elif fitting and row["unit"] not in fitting:
        what = row["attribute"]
        yield "unit", allowed("is not the unit of {attribute}; allowed: {allowed}", fitting, attribute=what)


def units_of(row: Row, attribute: Row, book: "Book") -> list[str]:
    """The units a bound may have: the attribute's own, or for capacity those of the processes the rule speaks of."""
    if attribute["kind"] != "number" or attribute["attribute"] != "capacity":
        return [attribute["unit"]] if attribute["kind"] == "number" else []
    own = [one for one in book.clean("conditions") if one["rule_id"] == row["rule_id"] and one["role"] == "applies_if"]
    named = {code for one in own if one["attribute"] == "process" for code in one["bound"].split(";")}
    sectors = book.row("rules", row["rule_id"]).get("sectors", "*").split(";")
    processes = [one for one in book.clean("processes") if one["process"] in named] or [
        one for one in book.clean("processes") if sectors == ["*"] or one["sector"] in sectors
    ]
    return sorted({one["capacity_unit"] for one in processes})


def term_is_known(terms: Mapping[str, tuple[str, ...]]) -> Check:
    """Every word the program uses has a name, and no other word."""

    def check(row: Row, book: "Book") -> Iterator[Doubt]:
        """Every word the program uses has a name, and no other word."""
        known = terms[row["kind"]]
        named = [one["code"] for one in book.all("terms") if one["kind"] == row["kind"]]
        if row["code"] not in known:
            yield "code", allowed("is no {kind}; allowed: {allowed}", known, kind=row["kind"])
        elif row["code"] == named[-1] and set(named) < set(known):
            lost = ", ".join(one for one in known if one not in named)
            yield "code", Sentence("is there, but no name of {lost}", {"lost": lost})

    return check


def word_means_something(words_of: Mapping[str, tuple[str, ...]]) -> Check:
    """A word belongs to a kind that files are read by, and means a code of it."""

    def check(row: Row, book: "Book") -> Iterator[Doubt]:
        """A word belongs to a kind that files are read by, and means a code of it."""
        attribute = book.row("attributes", row["kind"])
        if row["kind"] not in words_of and (not attribute or attribute["kind"] not in ("flag", "code")):
            if book.is_whole("attributes"):
                own = [one["attribute"] for one in book.all("attributes") if one["kind"] in ("flag", "code")]
                yield "kind", allowed("is no kind of words; allowed: {allowed}", [*words_of, *own])
            return
        known = words_of.get(row["kind"]) or codes_of(attribute, book)
        if row["code"] not in known:
            yield "code", allowed("is no {kind}; allowed: {allowed}", list(known), kind=row["kind"])

    return check


def heading_is_no_attribute(row: Row, book: "Book") -> Iterator[Doubt]:
    """A heading that means a field is not the name of an attribute too."""
    for attribute in book.clean("attributes"):
        if attribute["attribute"] not in OWN and row["synonym"] in words(attribute):
            yield "synonym", Sentence("is the attribute {attribute} already", {"attribute": attribute["attribute"]})
