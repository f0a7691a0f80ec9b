-- The one verdict of every line: the gravest among its own and those its enterprise earns for it. Discipline (environmental
-- credit, licences) concerns the enterprise and never makes a line outdated.
-- key: line_id
with concerning as (

    select
        verdicts.subject_id as line_id,
        verdicts.rule_id,
        verdicts.verdict,
        verdicts.measured_number,
        verdicts.measured_text,
        verdicts.missing_attribute,
        verdicts.exemption
    from intermediate.int_verdicts as verdicts
    where verdicts.subject_kind = 'line'

    union all

    select
        results.line_id,
        results.rule_id,
        case
            when not results.applies then 'not_applicable'
            when results.is_exempt then 'exempt'
            else verdicts.verdict
        end,
        verdicts.measured_number,
        verdicts.measured_text,
        verdicts.missing_attribute,
        results.exemption
    from intermediate.int_line_results as results
    inner join intermediate.int_verdicts as verdicts
        on
            results.enterprise_id = verdicts.subject_id
            and results.rule_id = verdicts.rule_id
            and verdicts.subject_kind = 'enterprise'
    where results.scope = 'enterprise_total'

    union all

    select
        lines.line_id,
        verdicts.rule_id,
        verdicts.verdict,
        verdicts.measured_number,
        verdicts.measured_text,
        verdicts.missing_attribute,
        verdicts.exemption
    from intermediate.int_verdicts as verdicts
    inner join staging.stg_rules as rules
        on verdicts.rule_id = rules.rule_id and rules.scope = 'enterprise' and rules.effect != 'discipline'
    inner join staging.stg_lines as lines
        on verdicts.enterprise_id = lines.enterprise_id
    inner join reference.states as states
        on lines.state = states.state and states.is_judged
    where verdicts.subject_kind = 'enterprise'

),

grouped as (

    select
        concerning.line_id,
        concerning.verdict,
        min(severities.severity) as severity,
        list(concerning.rule_id order by concerning.rule_id) as rule_ids,
        arg_min(
            struct_pack(
                measured_number := concerning.measured_number,
                measured_text := concerning.measured_text,
                missing_attribute := concerning.missing_attribute,
                exemption := concerning.exemption
            ),
            concerning.rule_id
        ) as reason
    from concerning
    inner join reference.verdicts as severities using (verdict)
    where concerning.verdict != 'not_applicable'
    group by concerning.line_id, concerning.verdict

)

select
    grouped.line_id,
    arg_min(grouped.verdict, grouped.severity) as verdict,
    arg_min(grouped.rule_ids, grouped.severity) as rule_ids,
    arg_min(grouped.reason, grouped.severity) as reason
from grouped
group by grouped.line_id
