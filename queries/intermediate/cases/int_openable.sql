-- stored: the ledger
-- Verdicts that ask for a case and have none that stands (open or exited) under the same rule, with what the case would be about. An
-- enterprise is here while one of the lines its rule concerns is in no such case. `is_settled`: an earlier case about it passed or was
-- withdrawn, and no fact that the rule asks for was told since. `position` is the official order: gravest verdict, area, name.
-- key: subject_kind, subject_id, rule_id
with cases as (

    select
        states.case_id,
        coalesce(states.rule_id, '') as rule_id,
        states.enterprise_id,
        states.line_ids,
        stages.is_open or stages.is_exit as is_standing
    from intermediate.int_case_states as states
    inner join reference.stages as stages
        on states.stage = stages.stage

),

case_lines as (

    select distinct cases.rule_id, cases.is_standing, unnest(cases.line_ids) as line_id
    from cases

),

free as (

    select concerned.subject_kind, concerned.subject_id, concerned.rule_id, list(concerned.line_id order by concerned.line_id) as line_ids
    from intermediate.int_asking_lines as concerned
    anti join (select case_lines.rule_id, case_lines.line_id from case_lines where case_lines.is_standing) as taken
        on concerned.rule_id = taken.rule_id and concerned.line_id = taken.line_id
    anti join intermediate.int_left_lines as gone
        on concerned.line_id = gone.line_id
    group by concerned.subject_kind, concerned.subject_id, concerned.rule_id

)

select
    asking.subject_kind,
    asking.subject_id,
    asking.enterprise_id,
    asking.rule_id,
    asking.verdict,
    asking.measured_number,
    asking.measured_text,
    asking.missing_attribute,
    asking.exemption,
    asking.left_out_count,
    asking.condition_position,
    lines.line_id,
    lines.line_name,
    lines.sector,
    enterprises.enterprise_name,
    enterprises.area_code,
    settled.line_id is not null as is_settled,
    labels.severity * 10000000000 + enterprises.position as position
from intermediate.int_verdicts as asking
inner join free
    on asking.subject_kind = free.subject_kind and asking.subject_id = free.subject_id and asking.rule_id = free.rule_id
inner join reference.verdicts as labels
    on asking.verdict = labels.verdict
inner join intermediate.int_enterprises as enterprises
    on asking.enterprise_id = enterprises.enterprise_id
left join intermediate.int_lines as lines
    on case asking.subject_kind when 'line' then asking.subject_id end = lines.line_id
left join intermediate.int_settled as settled
    on asking.rule_id = settled.rule_id and free.line_ids[1] = settled.line_id
