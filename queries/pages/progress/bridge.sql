-- Why what is outstanding changed since the compared date: signed lines and enterprises of each term, every term that any line earned, of
-- the chosen area, sector and process (`int_bridge`).
-- reads intermediate: the mart is of the whole city.
-- key: term
select
    bridge.term,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then terms.name_en else terms.name_zh end as term_name,
    sum(bridge.sign)::bigint as lines,
    any_value(bridge.sign) * count(distinct bridge.enterprise_id) as enterprises
from intermediate.int_bridge as bridge
inner join reference.terms as terms
    on terms.kind = 'bridge_term' and bridge.term = terms.code
where
    ($area = '' or coalesce(bridge.area_code, 'unplaced') = $area)
    and ($sector = '' or bridge.sector = $sector)
    and ($process = '' or bridge.process = $process)
group by bridge.term, terms.name_zh, terms.name_en, terms.position
order by terms.position
