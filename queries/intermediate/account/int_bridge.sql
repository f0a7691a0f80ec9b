-- What each line of the account did between an earlier date, whose standings are the variable `before` (none = the beginning), and the
-- date: the terms it earned, each adding to what is outstanding (`sign` 1) or taking away (-1). A line that came and went has both; each
-- is earned where the line is on the date. One that was outstanding elsewhere (another area, sector or process) moved: out there, in here.
-- key: line_id, term
with before as (

    select unnest(
        getvariable('before')::struct(
            line_id varchar, enterprise_id varchar, case_id varchar, standing_group varchar, relapsed_on date,
            area_code varchar, sector varchar, process varchar
        )[],
        recursive := true
    )

),

pairs as (

    select
        coalesce(after.line_id, before.line_id) as line_id,
        coalesce(after.enterprise_id, before.enterprise_id) as enterprise_id,
        coalesce(after.case_id, before.case_id) as case_id,
        case when after.line_id is null then before.area_code else after.area_code end as area_code,
        coalesce(after.sector, before.sector) as sector,
        case when after.line_id is null then before.process else after.process end as process,
        before.area_code as area_before,
        before.sector as sector_before,
        before.process as process_before,
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
        pairs.was = 'outstanding'
        and (pairs.area_code, pairs.sector, pairs.process)
        is distinct from (pairs.area_before, pairs.sector_before, pairs.process_before) as is_moved
    from pairs

)

select
    earned.line_id,
    earned.entry as term,
    1 as sign,
    earned.enterprise_id,
    earned.case_id,
    earned.area_code,
    earned.sector,
    earned.process
from earned
where earned.entry is not null

union all

select
    earned.line_id,
    earned.departure,
    -1,
    earned.enterprise_id,
    earned.case_id,
    earned.area_code,
    earned.sector,
    earned.process
from earned
where earned.departure is not null

union all

select
    earned.line_id,
    'moved_in',
    1,
    earned.enterprise_id,
    earned.case_id,
    earned.area_code,
    earned.sector,
    earned.process
from earned
where earned.is_moved

union all

select
    earned.line_id,
    'moved_out',
    -1,
    earned.enterprise_id,
    earned.case_id,
    earned.area_before,
    earned.sector_before,
    earned.process_before
from earned
where earned.is_moved
