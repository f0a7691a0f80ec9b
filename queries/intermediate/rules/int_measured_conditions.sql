-- Every condition with the value it is tested on: single ones at their recorded fact, the others for every candidate, where the
-- value may be missing. A row of several lines has no capacity per line, so a bound on one line has no value there.
-- key: line_id, rule_id, position
with candidates as ( -- named once: a second copy of them is bound and computed a second time

    select candidates.*
    from intermediate.int_line_candidates as candidates

)

select
    facts.line_id,
    lines.enterprise_id,
    conditions.*,
    facts.value_number as measured_number,
    facts.value_text as measured_text
from intermediate.int_line_facts as facts
inner join intermediate.int_conditions as conditions
    on facts.attribute = conditions.attribute
inner join intermediate.int_judged_lines as lines
    on facts.line_id = lines.line_id
where conditions.is_single and (conditions.sector_list is null or list_contains(conditions.sector_list, lines.sector))

union all

select
    candidates.line_id,
    candidates.enterprise_id,
    conditions.*,
    case
        when conditions.attribute != 'capacity' then null
        when candidates.capacity_unit is distinct from conditions.unit then null
        when conditions.scope = 'line' and candidates.quantity > 1 then null
        else candidates.capacity
    end as measured_number,
    case conditions.attribute
        when 'process' then candidates.process
        when 'product' then candidates.product
    end as measured_text
from candidates
inner join intermediate.int_conditions as conditions
    on candidates.rule_id = conditions.rule_id
where conditions.is_own and not conditions.is_single

union all

select
    candidates.line_id,
    candidates.enterprise_id,
    conditions.*,
    facts.value_number as measured_number,
    facts.value_text as measured_text
from candidates
inner join intermediate.int_conditions as conditions
    on candidates.rule_id = conditions.rule_id
left join intermediate.int_line_facts as facts
    on candidates.line_id = facts.line_id and conditions.attribute = facts.attribute
where not conditions.is_own and not conditions.is_single
