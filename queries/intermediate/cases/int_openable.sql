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

asking as (

    select verdicts.*
    from intermediate.int_verdicts as verdicts
    inner join reference.rules as rules
        on verdicts.rule_id = rules.rule_id and rules.effect != 'discipline'
    where verdicts.verdict in ('outdated', 'replace', 'review')

),

concerned as (

    select asking.subject_kind, asking.subject_id, asking.rule_id, asking.subject_id as line_id
    from asking
    where asking.subject_kind = 'line'

    union all

    select asking.subject_kind, asking.subject_id, asking.rule_id, lines.line_id
    from asking
    inner join intermediate.int_concerned_lines as lines
        on asking.enterprise_id = lines.enterprise_id and asking.rule_id = lines.rule_id
    where asking.subject_kind = 'enterprise'

),

free as (

    select concerned.subject_kind, concerned.subject_id, concerned.rule_id, list(concerned.line_id) as line_ids
    from concerned
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
from asking
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
