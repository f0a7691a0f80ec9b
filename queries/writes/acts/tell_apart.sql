-- Append what a person says of two enterprises that look like one.
insert into facts.enterprise_pair by name
select
    $pair[1] as enterprise_id,
    $pair[2] as other_id,
    $is_different::boolean as is_different,
    $actor as actor,
    $reason as reason,
    $recorded_at as recorded_at
