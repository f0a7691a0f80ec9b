-- The first date from which the register knows a line (empty when it never did), and how many it knows on the date asked.
-- key: line_count
select
    (select count(*) from marts.lines) as line_count,
    (
        select min(versions.valid_from)
        from facts.line as versions
        where versions.valid_to is null or versions.valid_to > versions.valid_from
    ) as first_day
