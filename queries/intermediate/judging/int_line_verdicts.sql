-- The one verdict of every line: the gravest among its own and those its enterprise earns for it, with the rules that give it and what
-- the first of them rests on. Discipline (environmental credit, licences) concerns the enterprise and never makes a line outdated.
-- key: line_id
with verdicts as ( -- named once: three copies of the judgement cost a second of planning

    select
        verdicts.subject_kind,
        verdicts.subject_id,
        verdicts.enterprise_id,
        verdicts.rule_id,
        verdicts.verdict,
        {
            'condition_position': verdicts.condition_position,
            'measured_number': verdicts.measured_number,
            'measured_text': verdicts.measured_text,
            'missing_attribute': verdicts.missing_attribute,
            'exemption': verdicts.exemption,
            'left_out_count': verdicts.left_out_count
        } as reason
    from intermediate.int_verdicts as verdicts

),

concerning as (

    select verdicts.subject_id as line_id, verdicts.rule_id, verdicts.verdict, verdicts.reason
    from verdicts
    where verdicts.subject_kind = 'line'

    union all

    select
        results.line_id,
        results.rule_id,
        case
            when not results.applies then 'not_applicable'
            when results.is_exempt and results.review_position is not null then 'review'
            when results.is_exempt then 'exempt'
            else verdicts.verdict
        end,
        verdicts.reason
    from intermediate.int_total_members as results
    inner join verdicts
        on
            results.enterprise_id = verdicts.subject_id
            and results.rule_id = verdicts.rule_id
            and verdicts.subject_kind = 'enterprise'

    union all

    select lines.line_id, verdicts.rule_id, verdicts.verdict, verdicts.reason
    from verdicts
    inner join staging.stg_rules as rules
        on verdicts.rule_id = rules.rule_id and rules.scope = 'enterprise' and rules.effect != 'discipline'
    inner join intermediate.int_judged_lines as lines
        on verdicts.enterprise_id = lines.enterprise_id
    where verdicts.subject_kind = 'enterprise'

),

ranked as (

    -- One number per verdict, severity before rule, so that a single list per line holds everything.
    select
        concerning.line_id,
        list_sort(list(severities.severity * 10000 + rules.position)) as ranks,
        arg_min(concerning.reason, severities.severity * 10000 + rules.position) as reason
    from concerning
    inner join reference.verdicts as severities
        on concerning.verdict = severities.verdict
    inner join reference.rules as rules
        on concerning.rule_id = rules.rule_id
    where concerning.verdict != 'not_applicable'
    group by concerning.line_id

)

select
    ranked.line_id,
    ranked.ranks[1] // 10000 as severity,
    [rank % 10000 for rank in ranked.ranks if rank // 10000 = ranked.ranks[1] // 10000] as rule_positions,
    ranked.reason
from ranked
