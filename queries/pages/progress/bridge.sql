-- Why what is outstanding changed since the compared date: signed lines and enterprises of each term, every term that any line earned, of
-- the chosen area, sector and process (`int_bridge`).
-- reads intermediate: the mart is of the whole city.
-- key: term
select
    bridge.term,
    said(terms.name_zh, terms.name_en) as term_name,
    sum(bridge.sign)::bigint as lines,
    any_value(bridge.sign) * count(distinct bridge.enterprise_id) as enterprises
from intermediate.int_bridge as bridge
inner join reference.terms as terms
    on terms.kind = 'bridge_term' and bridge.term = terms.code
where
    in_area(bridge.area_code, $area)
    and ($sector = '' or bridge.sector = $sector)
    and ($process = '' or bridge.process = $process)
group by bridge.term, terms.name_zh, terms.name_en, terms.position
order by terms.position
