-- Enterprises by the source of their reasons under the filters, weightiest source first; one with reasons of several counts in each.
-- key: source
select
    sources.code as source,
    sources.name as source_name,
    count(distinct reasons.enterprise_id) as enterprise_count
from intermediate.target_reasons_matching($area, $sector, '', $process, $dimension, $verdict, $standing, $colour, $scale, $q) as reasons
inner join marts.labels as sources
    on sources.kind = 'target_source' and reasons.source = sources.code
group by sources.code, sources.name, sources.position
order by sources.position
