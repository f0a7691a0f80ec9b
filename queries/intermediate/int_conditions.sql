-- Conditions of the judging rules, with the bound as number, as list and the unit it is stated in.
-- key: rule_id, role, attribute, operator, bound
select
    conditions.rule_id,
    conditions.position,
    conditions.role,
    conditions.attribute,
    conditions.operator,
    conditions.bound,
    try_cast(conditions.bound as decimal(18, 8)) as bound_number,
    string_split(conditions.bound, ';') as bound_list,
    conditions.unit,
    conditions.is_settled,
    rules.scope,
    rules.trigger
from reference.conditions as conditions
inner join staging.stg_rules as rules using (rule_id)
where rules.is_judging
