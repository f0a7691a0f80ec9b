-- Lines whose filed and actual capacity stand on two sides of a bound that judges them: which of the two holds decides the verdict. A
-- recognised capacity settles it, so such lines are not here.
-- key: line_id, rule_id
with differing as (

    select
        lines.line_id,
        lines.enterprise_id,
        lines.capacity_filed,
        lines.capacity_actual,
        lines.capacity_unit
    from staging.stg_lines as lines
    where
        lines.capacity_recognised is null
        and lines.capacity_filed != lines.capacity_actual
        and coalesce(lines.quantity, 1) = 1

),

bounds as (

    select conditions.rule_id, conditions.position, conditions.operator, conditions.bound, conditions.bound_number, conditions.unit
    from intermediate.int_conditions as conditions
    where
        conditions.attribute = 'capacity'
        and conditions.scope = 'line'
        and conditions.role in ('applies_if', 'outdated_if')
        and conditions.operator in ('<', '<=', '>', '>=', '=')

),

straddling as (

    select differing.*, bounds.rule_id, bounds.position, bounds.operator, bounds.bound
    from differing
    inner join bounds
        on differing.capacity_unit = bounds.unit
    where
        case bounds.operator
            when '<' then (differing.capacity_filed < bounds.bound_number) != (differing.capacity_actual < bounds.bound_number)
            when '<=' then (differing.capacity_filed <= bounds.bound_number) != (differing.capacity_actual <= bounds.bound_number)
            when '>' then (differing.capacity_filed > bounds.bound_number) != (differing.capacity_actual > bounds.bound_number)
            when '>=' then (differing.capacity_filed >= bounds.bound_number) != (differing.capacity_actual >= bounds.bound_number)
            when '=' then (differing.capacity_filed = bounds.bound_number) != (differing.capacity_actual = bounds.bound_number)
        end

)

select
    straddling.line_id,
    straddling.enterprise_id,
    straddling.rule_id,
    any_value(straddling.capacity_filed) as capacity_filed,
    any_value(straddling.capacity_actual) as capacity_actual,
    any_value(straddling.capacity_unit) as capacity_unit,
    arg_min(straddling.operator, straddling.position) as operator,
    arg_min(straddling.bound, straddling.position) as bound,
    any_value(rules.document || ' ' || rules.clause) as source
from straddling
inner join intermediate.int_verdicts as verdicts
    on
        straddling.line_id = verdicts.subject_id
        and straddling.rule_id = verdicts.rule_id
        and verdicts.subject_kind = 'line'
inner join reference.rules as rules
    on straddling.rule_id = rules.rule_id
where verdicts.verdict not in ('not_applicable', 'exempt')
group by straddling.line_id, straddling.enterprise_id, straddling.rule_id
