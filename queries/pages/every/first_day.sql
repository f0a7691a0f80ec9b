-- How many lines and delivered files the register knows on the date asked, and the first date from which it knows a line (empty
-- when it never did).
-- reads facts: a mart answers as of the date, and the first day may lie after it.
-- key: line_count
select
    (select coalesce(sum(areas.line_count), 0)::bigint from marts.outdated_by_area as areas) as line_count,
    (
        select count(*)
        from marts.batches as batches
        where batches.voided_at is null and batches.valid_on <= coalesce(getvariable('as_of')::date, current_date)
    ) as batch_count,
    (
        select min(versions.valid_from)
        from facts.line as versions
        where versions.valid_to is null or versions.valid_to > versions.valid_from
    ) as first_day
