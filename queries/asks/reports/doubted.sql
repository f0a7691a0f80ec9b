-- Statements of a period that do not fit the register, asked as of the day they are held against.
-- key: matrix, area_code, sector
with stated as (

    select 'reports' as matrix, rows.period, rows.area_code, rows.sector, rows.is_contradicted or rows.is_unsupported as is_doubted
    from marts.report_matrix as rows
    union all
    select 'screening' as matrix, rows.period, rows.area_code, rows.sector, rows.is_contradicted or rows.is_unsupported as is_doubted
    from marts.screening_matrix as rows

)

select stated.period, stated.matrix, stated.area_code, stated.sector
from stated
where stated.period = $period and stated.is_doubted
order by all
