-- The enterprises of an area among whom a random share is drawn, by id: of `enterprises` all that have a line on the date, of
-- `zero_reports` those with a line in a sector of whose screening the area last stated a zero, of `dismantled` those with an exit that was
-- dismantled.
-- key: enterprise_id
select distinct enterprises.enterprise_id
from intermediate.int_enterprises as enterprises
where
    enterprises.area_code = $area
    and case $pool
        when 'enterprises' then enterprises.line_count > 0
        when 'zero_reports' then enterprises.enterprise_id in (
            select lines.enterprise_id
            from intermediate.int_lines as lines
            inner join intermediate.int_last_zeros as zeros
                on lines.area_code = zeros.area_code and lines.sector = zeros.sector and zeros.matrix = 'screening'
        )
        when 'dismantled' then enterprises.enterprise_id in (
            select cases.enterprise_id
            from intermediate.int_case_states as cases
            where cases.dismantled_on is not null and cases.stage != 'withdrawn'
        )
    end
order by enterprises.enterprise_id
