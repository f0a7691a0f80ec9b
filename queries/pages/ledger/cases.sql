-- Cases matching the filters, most urgent clock first, `size` of them from `start`; total_count counts all. Without a mark, a stage or
-- an enterprise the withdrawn ones stay away. The mark `overdue_unlisted` is for cases past a date that are not on the credit list.
-- reads intermediate: a mark is a word of these pages alone; no mart has to name it.
-- key: case_id
with matching as (

    select cases.*, colours.position as colour_position, areas.position as area_position
    from marts.cases as cases
    left join reference.clock_colours as colours
        on cases.colour = colours.colour
    left join reference.areas as areas
        on cases.area_code = areas.area_code
    where
        in_area(cases.area_code, $area)
        and ($sector = '' or cases.sector = $sector)
        and ($dimension = '' or cases.dimension = $dimension)
        and ($variant = '' or cases.variant = $variant)
        and ($stage = '' or cases.stage = $stage)
        and ($colour = '' or cases.colour = $colour)
        and ($rule = '' or coalesce(cases.rule_id, cases.finding_id) = $rule)
        and ($enterprise = '' or cases.enterprise_id = $enterprise)
        and (
            $q = ''
            or contains(cases.enterprise_name, $q)
            or contains(cases.line_name, $q)
            or contains(cases.credit_code, upper($q))
            or cases.case_id = $q
        )
        and (
            cases.case_id in (select marks.case_id from intermediate.int_case_marks as marks where marks.mark = $mark)
            or (
                $mark = 'overdue_unlisted'
                and cases.colour = 'overdue'
                and cases.case_id not in (select credit.case_id from marts.credit_list as credit)
            )
            or ($mark = '' and (cases.stage != 'withdrawn' or $stage = 'withdrawn' or $enterprise != ''))
        )

)

select
    matching.* exclude (colour_position, area_position),
    units.name as unit_name,
    (select count(*) from matching) as total_count
from matching
left join marts.labels as units
    on units.kind = 'unit' and matching.capacity_unit = units.code
order by matching.colour_position nulls last, matching.deadline, matching.area_position nulls last, matching.enterprise_name, matching.case_id
limit $size offset $start
