-- Lines about which an earlier case under a rule passed or was withdrawn, and of which nothing that the rule asks for was told since: what
-- the rule still says of them was answered.
-- key: rule_id, line_id
with settled as (

    select earlier.rule_id, earlier.line_id, max(earlier.last_step_on) as settled_on
    from (
        select cases.rule_id, cases.last_step_on, unnest(cases.line_ids) as line_id
        from intermediate.int_case_states as cases
        inner join reference.stages as stages
            on cases.stage = stages.stage
        where cases.rule_id is not null and not stages.is_open and not stages.is_exit
    ) as earlier
    group by earlier.rule_id, earlier.line_id

),

told_since as (

    select distinct settled.rule_id, settled.line_id
    from settled
    inner join staging.stg_lines as lines
        on settled.line_id = lines.line_id
    left join staging.stg_measurements as measurements
        on settled.line_id = measurements.subject_id and measurements.valid_from > settled.settled_on
    left join reference.conditions as conditions
        on settled.rule_id = conditions.rule_id and measurements.attribute = conditions.attribute
    where lines.valid_from > settled.settled_on or conditions.rule_id is not null

)

select settled.rule_id, settled.line_id, settled.settled_on
from settled
anti join told_since
    on settled.rule_id = told_since.rule_id and settled.line_id = told_since.line_id
