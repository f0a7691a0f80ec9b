-- The one verdict of every line: the gravest among its own and those its enterprise earns for it, with the rules that give it.
-- Discipline (environmental credit, licences) concerns the enterprise and never makes a line outdated.
-- key: line_id
with concerning as (

    select verdicts.subject_id as line_id, verdicts.rule_id, verdicts.verdict
    from intermediate.int_verdicts as verdicts
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
        end
    from intermediate.int_line_results as results
    inner join intermediate.int_verdicts as verdicts
        on
            results.enterprise_id = verdicts.subject_id
            and results.rule_id = verdicts.rule_id
            and verdicts.subject_kind = 'enterprise'
    where not results.is_single and results.scope = 'enterprise_total'

    union all

    select lines.line_id, verdicts.rule_id, verdicts.verdict
    from intermediate.int_verdicts as verdicts
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
        list_sort(list(severities.severity * 10000 + rules.position)) as ranks
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
    [rank % 10000 for rank in ranked.ranks if rank // 10000 = ranked.ranks[1] // 10000] as rule_positions
from ranked
