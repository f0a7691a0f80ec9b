-- stored: the ledger
-- Verdicts that ask for a case and have none that stands (open or exited) under the same rule, with what the case would be about.
-- `position` is the official order: gravest verdict, area, name.
-- key: subject_kind, subject_id, rule_id
with standing as (

    select
        coalesce(cases.rule_id, '') as rule_id,
        cases.enterprise_id,
        cases.line_ids
    from intermediate.int_case_states as cases
    inner join reference.stages as stages
        on cases.stage = stages.stage
    where stages.is_open or stages.is_exit

),

taken as (

    select distinct standing.rule_id, unnest(standing.line_ids) as line_id
    from standing

)

select
    verdicts.subject_kind,
    verdicts.subject_id,
    verdicts.enterprise_id,
    verdicts.rule_id,
    verdicts.verdict,
    verdicts.measured_number,
    verdicts.measured_text,
    verdicts.missing_attribute,
    verdicts.exemption,
    lines.line_id,
    lines.line_name,
    lines.sector,
    enterprises.enterprise_name,
    enterprises.area_code,
    labels.severity * 10000000000 + enterprises.position as position
from intermediate.int_verdicts as verdicts
inner join reference.verdicts as labels
    on verdicts.verdict = labels.verdict
inner join reference.rules as rules
    on verdicts.rule_id = rules.rule_id and rules.effect != 'discipline'
inner join intermediate.int_enterprises as enterprises
    on verdicts.enterprise_id = enterprises.enterprise_id
left join intermediate.int_lines as lines
    on case verdicts.subject_kind when 'line' then verdicts.subject_id end = lines.line_id
anti join taken
    on verdicts.rule_id = taken.rule_id and case verdicts.subject_kind when 'line' then verdicts.subject_id end = taken.line_id
anti join standing
    on verdicts.rule_id = standing.rule_id and case verdicts.subject_kind when 'enterprise' then verdicts.enterprise_id end = standing.enterprise_id
where verdicts.verdict in ('outdated', 'replace', 'review')
