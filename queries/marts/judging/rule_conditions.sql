-- The conditions of every rule, judging or not, in the reader's words.
-- key: rule_id, role, attribute, operator, bound
select
    conditions.rule_id,
    conditions.role,
    conditions.attribute,
    said(attributes.name_zh, attributes.name_en) as attribute_name,
    conditions.operator,
    said(operators.name_zh, operators.name_en) as operator_name,
    conditions.bound,
    coalesce(said(processes.name_zh, processes.name_en), conditions.bound) as bound_name,
    case when attributes.kind = 'number' then try_cast(conditions.bound as decimal(18, 8)) end as bound_number,
    conditions.unit,
    said(units.name_zh, units.name_en) as unit_name,
    conditions.is_settled,
    said(conditions.note_zh, conditions.note_en) as note,
    conditions.position
from reference.conditions as conditions
inner join reference.attributes as attributes
    on conditions.attribute = attributes.attribute
left join reference.terms as operators
    on operators.kind = 'operator' and conditions.operator = operators.code
left join reference.processes as processes
    on conditions.attribute = 'process' and conditions.bound = processes.process
left join reference.units as units
    on conditions.unit = units.unit
