-- Whom a rule catches: lines, or enterprises where it judges the enterprise; `size` of them from `start`, total_count counts all.
-- key: subject_kind, subject_id
with matching as (

    select verdicts.*
    from marts.verdicts as verdicts
    where verdicts.rule_id = $rule and verdicts.verdict in ('outdated', 'replace', 'review')

)

select
    matching.*,
    areas.name as area_name,
    (select count(*) from matching) as total_count
from matching
left join marts.labels as areas
    on areas.kind = 'area' and matching.area_code = areas.code
left join marts.labels as verdicts
    on verdicts.kind = 'verdict' and matching.verdict = verdicts.code
order by verdicts.position, areas.position nulls last, matching.enterprise_name, matching.subject_id
limit $size offset $start
