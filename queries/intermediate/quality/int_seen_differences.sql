-- stored: quality, targets and dossiers tell it
-- Numbers seen on site that differ from what files say on the date: the number seen counts, and the difference is a contradiction.
-- key: subject_id, attribute
select
    seen.subject_kind,
    seen.subject_id,
    coalesce(lines.enterprise_id, seen.subject_id) as enterprise_id,
    lines.line_id,
    seen.attribute,
    seen.value_number as seen_number,
    seen.observed_on as seen_on,
    seen.row_ref as answer_id,
    told.value_number as told_number,
    told.batch_id as told_batch_id,
    seen.unit
from staging.stg_seen_measurements as seen
inner join facts.measurement as told
    on seen.subject_id = told.subject_id and seen.attribute = told.attribute
left join staging.stg_lines as lines
    on case seen.subject_kind when 'line' then seen.subject_id end = lines.line_id
where
    told.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    and (told.valid_to is null or told.valid_to > coalesce(getvariable('as_of')::date, current_date))
    and told.value_number != seen.value_number
