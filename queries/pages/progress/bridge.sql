-- Why what is outstanding changed since the compared date: signed lines and enterprises of each term, every term that any line earned, of
-- the chosen area, sector and process (`bridge_of`).
-- key: term
select
    bridge.term,
    said(terms.name_zh, terms.name_en) as term_name,
    sum(bridge.sign)::bigint as change,
    any_value(bridge.sign) * count(distinct bridge.enterprise_id) as enterprises
from intermediate.bridge_of($area, $sector, $process) as bridge
inner join reference.terms as terms
    on terms.kind = 'bridge_term' and bridge.term = terms.code
group by bridge.term, terms.name_zh, terms.name_en, terms.position
order by terms.position
