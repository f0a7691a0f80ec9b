-- Every condition of every candidate: met, not met, or unknown (null). Numbers are compared exactly, in the unit of the bound.
-- A row of several lines has no capacity per line, so a bound on one line cannot be tested on it.
-- key: line_id, rule_id, role, attribute, operator, bound
with measured as (

    select
        candidates.line_id,
        candidates.rule_id,
        candidates.enterprise_id,
        conditions.role,
        conditions.attribute,
        conditions.operator,
        conditions.bound,
        conditions.bound_number,
        conditions.bound_list,
        conditions.unit,
        conditions.is_settled,
        conditions.scope,
        conditions.position,
        case
            when conditions.attribute != 'capacity' then facts.value_number
            when candidates.capacity_unit is distinct from conditions.unit then null
            when conditions.scope = 'line' and candidates.quantity > 1 then null
            else candidates.capacity
        end as measured_number,
        case conditions.attribute
            when 'process' then candidates.process
            when 'product' then candidates.product
            else facts.value_text
        end as measured_text
    from intermediate.int_line_candidates as candidates
    inner join intermediate.int_conditions as conditions using (rule_id)
    left join intermediate.int_line_facts as facts
        on candidates.line_id = facts.line_id and conditions.attribute = facts.attribute

)

select
    *,
    case operator
        when '<' then measured_number < bound_number
        when '<=' then measured_number <= bound_number
        when '>' then measured_number > bound_number
        when '>=' then measured_number >= bound_number
        when '=' then case when bound_number is null then measured_text = bound else measured_number = bound_number end
        when 'in' then list_contains(bound_list, measured_text)
        when 'contains_any' then list_bool_or(list_transform(bound_list, lambda word: contains(measured_text, word)))
        else error('unknown operator in rule ' || rule_id)
    end as is_met,
    not is_settled and measured_number = bound_number as is_boundary
from measured
