-- Lines crossed with the judging rules that must be answered for them: a standing rule asks every line of its sectors, a
-- finding rule speaks only of the lines for which its fact was recorded. Dismantled and cancelled lines are not judged.
-- key: line_id, rule_id
with judged as (

    select
        lines.*,
        coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity
    from staging.stg_lines as lines
    inner join reference.states as states
        on lines.state = states.state
    where states.is_judged

),

standing as (

    select judged.line_id, rule_sectors.rule_id
    from judged
    inner join intermediate.int_rule_sectors as rule_sectors
        on judged.sector = rule_sectors.sector
    where rule_sectors.trigger = 'standing' and rule_sectors.scope in ('line', 'enterprise_total')

),

found as (

    select distinct facts.line_id, conditions.rule_id
    from intermediate.int_line_facts as facts
    inner join intermediate.int_conditions as conditions
        on facts.attribute = conditions.attribute
    where conditions.role = 'outdated_if' and conditions.trigger = 'finding' and conditions.scope = 'line'

),

asked as (

    select * from standing
    union all
    select found.line_id, found.rule_id
    from found
    inner join judged using (line_id)
    inner join intermediate.int_rule_sectors as rule_sectors
        on found.rule_id = rule_sectors.rule_id and judged.sector = rule_sectors.sector

)

select
    asked.rule_id,
    judged.line_id,
    judged.enterprise_id,
    judged.process,
    judged.product,
    judged.quantity,
    judged.capacity,
    judged.capacity_unit
from asked
inner join judged using (line_id)
