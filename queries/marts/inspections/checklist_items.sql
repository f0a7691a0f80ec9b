-- The items of every checklist as they are asked on the date, in their order: of several editions the newest that holds. `is_confirmed`:
-- a clause is named; without one the basis has to be found before a no may rest on it.
-- key: checklist, item
with held as (

    select items.*
    from reference.checklist_items as items
    where
        coalesce(getvariable('as_of')::date, current_date) between coalesce(items.effective_from, date '0001-01-01')
        and coalesce(items.effective_to, date '9999-12-31')
    qualify row_number() over (partition by items.checklist, items.item order by items.edition desc) = 1

)

select
    held.checklist,
    said(lists.name_zh, lists.name_en) as checklist_name,
    lists.subject as checklist_subject,
    lists.sectors as checklist_sectors,
    held.item,
    held.edition,
    said(held.section_zh, held.section_en) as section_name,
    said(held.text_zh, held.text_en) as question,
    held.answer as answer_kind,
    answers.name as answer_kind_name,
    said(held.unit_zh, held.unit_en) as unit_name,
    said(held.choices_zh, held.choices_en) as choices,
    held.choices_zh,
    held.shown_if,
    held.severity as item_severity,
    severities.name as item_severity_name,
    held.on_no,
    held.needs_on_no,
    held.dimension,
    held.attribute,
    held.evidence as proof,
    coalesce(held.basis, said('依据待确认', 'basis to be confirmed')) as item_basis,
    held.basis is not null as is_confirmed,
    held.read_from,
    held.effective_from,
    held.effective_to,
    lists.position * 10000 + held.position as position
from held
inner join reference.checklists as lists
    on held.checklist = lists.checklist
left join marts.labels as answers
    on answers.kind = 'answer_kind' and held.answer = answers.code
left join marts.labels as severities
    on severities.kind = 'item_severity' and held.severity = severities.code
