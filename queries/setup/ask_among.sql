-- Mark the enterprises that a change can concern (int_judged_lines): a bit for the hash of each id. Two ids with one hash cost time only.
set variable asked = (
    select bitstring_agg((hash(concerned.enterprise_id) % 1048576)::integer, 0, 1048575)
    from (select unnest($enterprises::varchar[]) as enterprise_id) as concerned
)
