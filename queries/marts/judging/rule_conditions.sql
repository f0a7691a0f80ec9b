-- The conditions of every rule, judging or not, in the reader's words.
-- key: rule_id, role, attribute, operator, bound
select
    conditions.rule_id,
    conditions.role,
    conditions.attribute,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then attributes.name_en else attributes.name_zh end as attribute_name,
    conditions.operator,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then operators.name_en else operators.name_zh end as operator_name,
    conditions.bound,
    case
        when coalesce(getvariable('lang'), 'zh') = 'en' then coalesce(processes.name_en, conditions.bound)
        else coalesce(processes.name_zh, conditions.bound)
    end as bound_name,
    case when attributes.kind = 'number' then try_cast(conditions.bound as decimal(18, 8)) end as bound_number,
    conditions.unit,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then units.name_en else units.name_zh end as unit_name,
    conditions.is_settled,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then conditions.note_en else conditions.note_zh end as note,
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
