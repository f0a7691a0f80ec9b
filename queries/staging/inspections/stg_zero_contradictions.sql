-- Visits that found what an area had stated to be zero, by the day whose statements count (`stated_by`): the concluding item of the zero-report
-- checklist was answered by its last choice. One row for the sector the checklist names, or where it names none each
-- one of the enterprise.
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
anti join (select steps.inspection_plan_id from staging.stg_inspection_steps as steps where steps.step = 'withdrawn') as withdrawn
    on found.inspection_plan_id = withdrawn.inspection_plan_id
left join newest as named
    on
        found.inspection_plan_id = named.inspection_plan_id
        and found.enterprise_id = named.enterprise_id
        and named.item = 'SCR-02'
left join staging.stg_lines as lines
    on case when named.value is null then found.enterprise_id end = lines.enterprise_id
left join reference.sectors as said_sectors
    on named.value = said_sectors.name_zh
inner join reference.sectors as sectors
    on case when named.value is null then lines.sector else said_sectors.sector end = sectors.sector
