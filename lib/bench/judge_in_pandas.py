"""The judgement once more, in vectorised pandas: the measure of what the views are worth, and a second opinion on them.

Numbers are whole multiples of 10⁻⁸ held in doubles, so that both sides compare exactly. Truth is three-valued: True,
False or <NA> in pandas' nullable booleans, whose `&` and `|` follow Kleene as SQL does.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

OWN = ("capacity", "process", "product")
KEY = ["subject_kind", "subject_id", "rule_id"]


@dataclass(frozen=True)
class Facts:
    """What the queries of `queries/bench/` return: lines, measurements, rules, conditions, and the judged states."""

    lines: pd.DataFrame
    measurements: pd.DataFrame
    rules: pd.DataFrame
    conditions: pd.DataFrame
    judged_states: pd.DataFrame


def judge(facts: Facts) -> pd.DataFrame:
    """Verdict of every judging rule on every subject it asks; columns subject_kind, subject_id, rule_id, verdict."""
    lines = facts.lines[facts.lines["state"].isin(facts.judged_states["state"])]
    by_attribute = dict(tuple(facts.measurements.groupby("attribute", sort=False)))
    verdicts = [judged_by(rule, facts, lines, by_attribute) for rule in facts.rules.itertuples()]
    return pd.concat([frame[[*KEY, "verdict"]] for frame in verdicts], ignore_index=True)


def judged_by(rule: Any, facts: Facts, lines: pd.DataFrame, values: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Verdicts of one rule."""
    conditions = facts.conditions[facts.conditions["rule_id"] == rule.rule_id]
    if rule.scope == "enterprise":
        return on_enterprises(rule, conditions, values)
    asked = subjects(rule, conditions, lines, values)
    truth = tested(rule, conditions, asked, values)
    if rule.scope == "enterprise_total":
        return on_totals(rule, conditions, truth)
    truth["verdict"] = verdict(rule, truth)
    return truth.assign(subject_kind="line", subject_id=truth["line_id"], rule_id=rule.rule_id)


def subjects(rule: Any, conditions: pd.DataFrame, lines: pd.DataFrame, values: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Lines a rule asks: all of its sectors, or for a finding those on whose record its fact stands."""
    sectors = rule.sectors
    asked = lines if sectors == "*" else lines[lines["sector"].isin(sectors.split(";"))]
    if rule.trigger == "measured":
        return asked
    attributes = conditions.loc[conditions["role"] == "outdated_if", "attribute"]
    found = [on_lines(values, attribute, asked)["line_id"] for attribute in attributes]
    return asked[asked["line_id"].isin(pd.concat(found))]


def on_lines(values: dict[str, pd.DataFrame], attribute: str, lines: pd.DataFrame) -> pd.DataFrame:
    """Values of an attribute per line; what is stated for the enterprise serves its lines that state none."""
    stated = values.get(attribute)
    if stated is None:
        return pd.DataFrame({"line_id": [], "value_number": [], "value_text": []}).astype(
            {"line_id": object, "value_text": object}
        )
    own = stated[stated["subject_kind"] == "line"].rename(columns={"subject_id": "line_id"})
    general = stated[stated["subject_kind"] == "enterprise"].rename(columns={"subject_id": "enterprise_id"})
    columns = ["line_id", "value_number", "value_text"]
    if general.empty:
        return own[columns]
    inherited = lines[["line_id", "enterprise_id"]].merge(general, on="enterprise_id")
    return pd.concat([own[columns], inherited.loc[~inherited["line_id"].isin(own["line_id"]), columns]])


def tested(rule: Any, conditions: pd.DataFrame, asked: pd.DataFrame, values: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The asked lines with applies, is_exempt, is_caught, is_boundary and the number the test was made on."""
    true = pd.Series(True, index=asked.index, dtype="boolean")
    truth = asked[["line_id", "enterprise_id", "counts_in_total"]].assign(
        applies=true, is_exempt=~true, is_caught=true, boundary=~true, open=true, must_look=~true, may_look=~true
    )
    for condition in conditions.itertuples():
        number, text = measured(rule, condition, asked, values)
        met, boundary = compared(condition, number, text)
        if condition.role == "applies_if":
            truth["applies"] &= met
        elif condition.role == "exempt_if":
            truth["is_exempt"] |= met.fillna(False)
        elif condition.role == "review_if":
            truth["may_look" if condition.yields_to_exemption else "must_look"] |= met.fillna(False)
        else:
            truth["is_caught"] &= met | boundary
            truth["boundary"] |= boundary
            truth["open"] &= (met | boundary).fillna(False)
            truth["number"] = number
    truth["is_boundary"] = truth["boundary"] & truth["open"]
    truth["must_look"] |= truth["may_look"] & ~truth["is_exempt"]
    return truth


def measured(
    rule: Any, condition: Any, asked: pd.DataFrame, values: dict[str, pd.DataFrame]
) -> tuple[pd.Series, pd.Series]:
    """Number and text a condition is tested on, one per asked line."""
    attribute = condition.attribute
    if attribute not in OWN:
        found = (
            asked[["line_id"]]
            .merge(on_lines(values, attribute, asked), on="line_id", how="left")
            .set_index(asked.index)
        )
        return found["value_number"], found["value_text"]
    if attribute != "capacity":
        return pd.Series(float("nan"), index=asked.index), asked[attribute]
    usable = asked["capacity_unit"].eq(condition.unit).fillna(False).astype(bool)
    if rule.scope == "line":
        usable &= ~asked["quantity"].fillna(1).gt(1).astype(bool)
    return asked["capacity"].where(usable), pd.Series(None, index=asked.index, dtype=object)


def compared(condition: Any, number: pd.Series, text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Whether a condition is met (unknown where the value is missing), and whether it equals an unsettled bound."""
    operator, bound = condition.operator, condition.bound
    limit = condition.bound_number
    if operator == "in":
        met = text.isin(bound.split(";"))
    elif operator == "contains_any":
        met = text.str.contains("|".join(bound.split(";")), na=False, regex=True)
    elif operator == "=" and pd.isna(limit):
        met = text == bound
    else:
        compare = {"<": number.lt, "<=": number.le, ">": number.gt, ">=": number.ge, "=": number.eq}[operator]
        met = compare(limit).astype("boolean").mask(number.isna())
        unsettled = number.eq(limit) & (not condition.is_settled)
        return met, unsettled.astype("boolean").mask(number.isna())
    return met.astype("boolean").mask(text.isna()), pd.Series(False, index=text.index, dtype="boolean")


def verdict(rule: Any, truth: pd.DataFrame) -> pd.Series:
    """The verdict each row of truth values earns; later lines of this function outrank earlier ones."""
    found = pd.Series("not_assessable", index=truth.index, dtype=object)
    found[(~truth["is_caught"]).fillna(False)] = "compliant"
    found[truth["is_caught"].fillna(False)] = rule.verdict_when_met
    found[truth["is_boundary"].fillna(False)] = "review"
    found[truth["applies"].isna()] = "not_assessable"
    found[truth["is_exempt"].fillna(False)] = "exempt"
    judged = truth["is_exempt"] | (truth["applies"] & truth["is_caught"].notna())
    found[(truth["must_look"] & judged).fillna(False)] = "review"
    found[(~truth["applies"]).fillna(False)] = "not_applicable"
    return found


def on_totals(rule: Any, conditions: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Verdicts of a rule on an enterprise's total: exempt lines left out, unknown where a capacity is missing."""
    applies = truth["applies"].fillna(False)
    member, exempt = applies & ~truth["is_exempt"], applies & truth["is_exempt"]
    counts = truth["counts_in_total"].astype(bool)
    running = counts & truth["applies"].fillna(True).astype(bool) & ~truth["is_exempt"]
    in_total = counts | ~running.groupby(truth["enterprise_id"]).transform("any")
    unknown = in_total & ~truth["is_exempt"] & (truth["applies"].isna() | (applies & truth["number"].isna()))
    looked = truth["must_look"] & (applies | truth["is_exempt"])
    counted = pd.DataFrame(
        {
            "enterprise_id": truth["enterprise_id"],
            "members": member,
            "exempt": exempt,
            "unknown": unknown,
            "looked": looked,
        }
    )
    counted = counted.assign(
        total=truth["number"].where(member & in_total), known=truth["number"].notna() & member & in_total
    )
    counted = counted.groupby("enterprise_id").sum()
    condition = next(conditions[conditions["role"] == "outdated_if"].itertuples())
    total = counted["total"].where(counted["known"] > 0)
    met, boundary = compared(condition, total, pd.Series(None, index=total.index, dtype=object))
    beyond = total.gt(condition.bound_number) & (condition.operator in {"<", "<="})
    met = met.mask((counted["unknown"] > 0) & ~beyond)
    anyone, doubt = counted["members"] + counted["exempt"] > 0, counted["unknown"] > 0
    truth = pd.DataFrame(
        {
            "applies": anyone.astype("boolean").mask(~anyone & doubt),
            "is_exempt": (counted["members"] + counted["unknown"] == 0) & (counted["exempt"] > 0),
            "is_caught": met,
            "is_boundary": boundary.fillna(False) & ~doubt,
            "must_look": counted["looked"] > 0,
        }
    )
    judged = truth.assign(verdict=verdict(rule, truth), subject_kind="enterprise", rule_id=rule.rule_id)
    return judged.rename_axis("subject_id").reset_index()


def on_enterprises(rule: Any, conditions: pd.DataFrame, values: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Verdicts of a rule on the enterprise itself, for those whose fact was recorded."""
    condition = next(conditions.itertuples())
    stated = values.get(
        condition.attribute, pd.DataFrame(columns=["subject_kind", "subject_id", "value_number", "value_text"])
    )
    stated = stated[stated["subject_kind"] == "enterprise"]
    met, _ = compared(condition, stated["value_number"], stated["value_text"])
    truth = pd.DataFrame(
        {"applies": True, "is_exempt": False, "is_caught": met, "is_boundary": False, "must_look": False},
        index=stated.index,
    )
    truth = truth.astype("boolean")
    found = stated[["subject_id"]].assign(verdict=verdict(rule, truth), subject_kind="enterprise")
    return found.assign(rule_id=rule.rule_id)
