-- Conditions of the judging rules, bounds in 10⁻⁸ of their unit where they are numbers.
-- key: rule_id, role, attribute, operator, bound
select
    conditions.rule_id,
    conditions.role,
    conditions.attribute,
    conditions.operator,
    conditions.bound,
    (conditions.bound_number::decimal(38, 8) * 100000000)::double as bound_number,
    conditions.unit,
    conditions.is_settled,
    conditions.yields_to_exemption
from intermediate.int_conditions as conditions
