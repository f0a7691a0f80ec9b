-- Conditions of the judging rules, with the bound as number, as list and the unit it is stated in. A single condition is the only
-- one of a rule that speaks of recorded facts: it can be tested where the fact stands. An own attribute
-- is a column of the line itself; a review_if yields to an exemption by the same attribute, which answers its doubt.
-- key: rule_id, role, attribute, operator, bound
select
    conditions.rule_id,
    conditions.position,
    conditions.role,
    conditions.attribute,
    conditions.operator,
    conditions.bound,
    case when attributes.kind = 'number' then try_cast(conditions.bound as decimal(18, 8)) end as bound_number,
    string_split(conditions.bound, ';') as bound_list,
    conditions.unit,
    conditions.is_settled,
    rules.scope,
    rules.trigger,
    conditions.attribute in ('capacity', 'process', 'product') as is_own,
    conditions.role = 'review_if'
    and coalesce(bool_or(conditions.role = 'exempt_if') over (partition by conditions.rule_id, conditions.attribute), false)
        as yields_to_exemption,
    case when rules.sectors != '*' then string_split(rules.sectors, ';') end as sector_list,
    rules.trigger = 'finding'
    and rules.scope = 'line'
    and count(*) over (partition by conditions.rule_id) = 1 as is_single
from reference.conditions as conditions
inner join staging.stg_rules as rules using (rule_id)
inner join reference.attributes as attributes
    on conditions.attribute = attributes.attribute
where rules.is_judging
