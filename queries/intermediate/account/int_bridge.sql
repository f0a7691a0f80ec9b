-- What each line of the account did between an earlier date, whose standings are in the table that the variable `before` names (none = the
-- beginning), and the date: the terms it earned, each adding to what is outstanding (`sign` 1) or taking away (-1). A line that came and
-- went has both; each is earned where the line is on the date. One that was outstanding elsewhere (another area, sector or process) moved:
-- out there, in here.
-- key: line_id, term
with before as (

    select *
    from query_table(coalesce(getvariable('before'), 'intermediate.int_standing'))
    where getvariable('before') is not null

),

pairs as (

    select
        coalesce(after.line_id, before.line_id) as line_id,
        coalesce(after.enterprise_id, before.enterprise_id) as enterprise_id,
        coalesce(after.case_id, before.case_id) as case_id,
        {
            'area_code': case when after.line_id is null then before.area_code else after.area_code end,
            'sector': coalesce(after.sector, before.sector),
            'process': case when after.line_id is null then before.process else after.process end
        } as here,
        {'area_code': before.area_code, 'sector': before.sector, 'process': before.process} as there,
        coalesce(before.standing_group, '') as was,
        coalesce(after.standing_group, '') as is_now,
        after.standing,
        after.why,
        after.how,
        coalesce(after.relapsed_on is distinct from before.relapsed_on, false) as is_relapsed_since
    from intermediate.int_standing as after
    full outer join before
        on after.line_id = before.line_id

),

earned as (

    select
        pairs.*,
        case
            when pairs.is_now = '' then null
            when pairs.was = '' then 'identified'
            when pairs.was = 'left' and (pairs.is_now != 'left' or pairs.is_relapsed_since) then 'relapsed'
            when pairs.was in ('settled', 'withdrawn') and pairs.is_now != pairs.was then 'identified_again'
        end as entry,
        case
            when pairs.is_now = '' and pairs.was = 'outstanding' then 'data_corrected'
            when pairs.is_now in ('', 'outstanding') then null
            when pairs.was = pairs.is_now and not (pairs.is_now = 'left' and pairs.is_relapsed_since) then null
            when pairs.is_now = 'left' then 'left_' || coalesce(pairs.how, 'dismantled')
            when pairs.is_now = 'settled' then pairs.standing
            else pairs.why
        end as departure,
        pairs.was = 'outstanding' and pairs.here is distinct from pairs.there as is_moved
    from pairs

),

terms as (

    select
        earned.line_id,
        earned.enterprise_id,
        earned.case_id,
        unnest([
            {'term': earned.entry, 'sign': 1, 'place': earned.here},
            {'term': earned.departure, 'sign': -1, 'place': earned.here},
            {'term': case when earned.is_moved then 'moved_in' end, 'sign': 1, 'place': earned.here},
            {'term': case when earned.is_moved then 'moved_out' end, 'sign': -1, 'place': earned.there}
        ], recursive := true)
    from earned

)

select terms.line_id, terms.term, terms.sign, terms.enterprise_id, terms.case_id, terms.area_code, terms.sector, terms.process
from terms
where terms.term is not null
