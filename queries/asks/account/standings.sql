-- The standings of the date as one list, for a later date to be compared with (the variable `before` of int_bridge); null when there are none.
-- key: before
select
    list({
        'line_id': standing.line_id,
        'enterprise_id': standing.enterprise_id,
        'case_id': standing.case_id,
        'standing_group': standing.standing_group,
        'relapsed_on': standing.relapsed_on,
        'area_code': standing.area_code,
        'sector': standing.sector,
        'process': standing.process
    }) as before
from intermediate.int_standing as standing
