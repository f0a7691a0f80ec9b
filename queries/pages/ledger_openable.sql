-- Verdicts that ask for a case and have none that stands (open or exited) under the same rule, gravest first, `size` of them from `start`;
-- total_count counts all. A verdict on a whole enterprise has the sectors its rule speaks of.
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

),

matching as (

    select
        verdicts.*,
        case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
        sectors.name as sector_name,
        areas.position as area_position,
        labels.severity as verdict_position
    from marts.verdicts as verdicts
    inner join reference.verdicts as labels
        on verdicts.verdict = labels.verdict
    left join reference.areas as areas
        on verdicts.area_code = areas.area_code
    left join marts.labels as sectors
        on sectors.kind = 'sector' and verdicts.sector = sectors.code
    anti join taken
        on verdicts.rule_id = taken.rule_id and verdicts.line_id = taken.line_id
    where
        verdicts.verdict in ('outdated', 'replace', 'review')
        and verdicts.effect != 'discipline'
        and not (
            verdicts.subject_kind = 'enterprise'
            and exists (
                select 1
                from standing
                where standing.rule_id = verdicts.rule_id and standing.enterprise_id = verdicts.enterprise_id
            )
        )
        and ($area = '' or coalesce(verdicts.area_code, 'unplaced') = $area)
        and (
            $sector = ''
            or verdicts.sector = $sector
            or (
                verdicts.sector is null
                and exists (
                    select 1
                    from intermediate.int_rule_sectors as ruled
                    where ruled.rule_id = verdicts.rule_id and ruled.sector = $sector
                )
            )
        )
        and ($rule = '' or verdicts.rule_id = $rule)
        and ($verdict = '' or verdicts.verdict = $verdict)

)

select matching.* exclude (area_position, verdict_position), (select count(*) from matching) as total_count
from matching
order by
    matching.verdict_position,
    matching.area_position nulls last,
    matching.enterprise_name,
    matching.subject_id,
    matching.rule_id
limit $size offset $start
