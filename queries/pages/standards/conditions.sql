-- The conditions of a rule in their order, the attribute in words.
-- key: role, attribute, operator, bound
select
    conditions.role,
    conditions.attribute,
    conditions.attribute_name,
    conditions.operator,
    conditions.operator_name,
    conditions.bound,
    conditions.bound_name,
    conditions.bound_number,
    conditions.unit,
    conditions.unit_name,
    conditions.is_settled,
    conditions.note
from marts.rule_conditions as conditions
where conditions.rule_id = $rule
order by conditions.position
