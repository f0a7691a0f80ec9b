-- Visits that found what an area had stated to be zero, by the day whose statements count (`stated_by`): the concluding item of the zero-report
-- checklist was answered by its last choice. One row for each zero-report sector of the enterprise, or the one the checklist names.
-- key: inspection_plan_id, enterprise_id, sector
with newest as (

    select answers.*
    from facts.inspection_answer as answers
    where
        answers.checklist = 'zero_report'
        and answers.item in ('SCR-02', 'SCR-18')
        and answers.answered_on <= coalesce(getvariable('stated_by')::date, getvariable('as_of')::date, current_date)
    qualify
        row_number() over (
            partition by answers.inspection_plan_id, answers.enterprise_id, answers.item
            order by answers.number desc
        ) = 1

),

found as (

    select newest.inspection_plan_id, newest.enterprise_id, newest.answered_on
    from newest
    inner join reference.checklist_items as items
        on newest.checklist = items.checklist and newest.item = items.item and newest.edition = items.edition
    where newest.item = 'SCR-18' and newest.value = string_split(items.choices_zh, ';')[-1]

)

select distinct
    found.inspection_plan_id,
    found.enterprise_id,
    plans.area_code,
    sectors.sector,
    found.answered_on
from found
inner join facts.inspection_plan as plans
    on found.inspection_plan_id = plans.inspection_plan_id
inner join staging.stg_lines as lines
    on found.enterprise_id = lines.enterprise_id
inner join reference.sectors as sectors
    on lines.sector = sectors.sector
left join newest as named
    on
        found.inspection_plan_id = named.inspection_plan_id
        and found.enterprise_id = named.enterprise_id
        and named.item = 'SCR-02'
        and named.value in (select all_sectors.name_zh from reference.sectors as all_sectors)
where coalesce(named.value, sectors.name_zh) = sectors.name_zh
