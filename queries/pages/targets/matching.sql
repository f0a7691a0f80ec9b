-- Enterprises with a reason under the filters, the most urgent first, `size` of them from `start`, each with the first such reason;
-- total_count counts all. The page's rows are chosen by position first, so that only they are put into words.
-- key: enterprise_id
with matching as (

    select reasons.target_position, min(reasons.position) as reason_position
    from intermediate.target_reasons_matching(
        $area, $sector, $source, $process, $dimension, $verdict, $standing, $colour, $scale, $q
    ) as reasons
    group by reasons.target_position

),

chosen as (

    select matching.*
    from matching
    order by matching.target_position
    limit $size offset $start

)

select
    targets.* replace (
        reasons.visit_reason as visit_reason,
        reasons.standing as standing,
        reasons.standing_name as standing_name,
        reasons.departments as departments,
        reasons.lead_department as lead_department
    ),
    (select count(*) from matching) as total_count
from marts.targets as targets
inner join chosen
    on targets.position = chosen.target_position
inner join marts.target_reasons as reasons
    on chosen.reason_position = reasons.position
order by targets.position
