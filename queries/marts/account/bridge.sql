-- Why what is outstanding changed since an earlier date (`--since`; without one, since the beginning): signed terms that sum to the
-- difference, in lines; enterprises are those the lines belong to, and one with several terms is in each.
-- key: term
-- since: before
select
    bridge.term,
    sum(bridge.sign)::bigint as lines,
    any_value(bridge.sign) * count(distinct bridge.enterprise_id) as enterprises
from intermediate.int_bridge as bridge
inner join reference.terms as terms
    on terms.kind = 'bridge_term' and bridge.term = terms.code
where bridge.term not in ('moved_in', 'moved_out') -- from one place of the city to another
group by bridge.term
order by any_value(terms.position)
