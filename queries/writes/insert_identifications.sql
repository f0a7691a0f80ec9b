-- Write down who is outdated on the date, unless that was done for the date or an earlier one; what a rule still catches on its last day
-- is written down once more.
insert into facts.identification by name
select
    caught.line_id,
    caught.enterprise_id,
    caught.rule_id,
    coalesce(getvariable('as_of')::date, current_date) as identified_on,
    $action as action,
    $cause as cause,
    $recorded_at as recorded_at
from intermediate.int_caught_lines as caught
left join intermediate.int_rule_ends as ends
    on caught.rule_id = ends.rule_id
left join staging.stg_identifications as known
    on caught.line_id = known.line_id and caught.rule_id = known.rule_id
where
    known.line_id is null
    or (
        ends.last_on is not null
        and coalesce(getvariable('as_of')::date, current_date) >= ends.last_on
        and known.last_on < ends.last_on
    )
