-- The facts of the exit as of the date, each counted on its own (a dismantled line was shut down too): of the city, an area
-- (`unplaced` for what has none), a sector, or an area's sector. Cases that were withdrawn do not count.
-- key: identified
select
    count(*) as identified,
    count(*) filter (where cases.rectification_ordered_on is not null) as rectification_ordered,
    count(*) filter (where cases.stage = 'in_rectification') as in_rectification,
    count(*) filter (where cases.rectification_passed_on is not null) as rectified,
    count(*) filter (where cases.closure_approved_on is not null) as closure_approved,
    count(*) filter (where cases.shut_down_on is not null) as shut_down,
    count(*) filter (where cases.utilities_cut_on is not null) as utilities_cut,
    count(*) filter (where cases.sealed_on is not null) as sealed,
    count(*) filter (where cases.dismantled_on is not null) as dismantled,
    count(*) filter (where cases.county_accepted_on is not null) as county_accepted,
    count(*) filter (where cases.city_accepted_on is not null) as city_accepted,
    count(*) filter (where cases.is_exit_counted) as exit_counted,
    count(*) filter (where cases.colour = 'overdue') as overdue,
    count(*) filter (where cases.colour in ('due_soon', 'behind')) as due_soon
from marts.cases as cases
where
    cases.stage != 'withdrawn'
    and ($area = '' or coalesce(cases.area_code, 'unplaced') = $area)
    and ($sector = '' or cases.sector = $sector)
