-- The items of one checklist as they are asked on the date, in their order, in both languages: forms of ODK carry both. `is_by_line`: a
-- number that is asked of every line. `is_of_areas`: the checklist is about areas, of which nothing comes back.
-- key: item
select
    items.item,
    items.edition,
    items.answer_kind,
    items.shown_if,
    items.item_severity,
    items.checklist_subject = 'area' as is_of_areas,
    coalesce(attributes.scope = 'line', false) as is_by_line,
    coalesce(asked.needs_on_no, '') as needs_on_no,
    coalesce(asked.evidence, '') as evidence,
    asked.section_zh,
    asked.section_en,
    asked.text_zh,
    asked.text_en,
    coalesce(asked.unit_zh, '') as unit_zh,
    coalesce(asked.unit_en, '') as unit_en,
    asked.choices_zh,
    asked.choices_en,
    lists.name_zh,
    lists.name_en
from marts.checklist_items as items
inner join reference.checklist_items as asked
    on items.checklist = asked.checklist and items.item = asked.item and items.edition = asked.edition
inner join reference.checklists as lists
    on items.checklist = lists.checklist
left join reference.attributes as attributes
    on items.attribute = attributes.attribute
where items.checklist = $checklist
order by items.position
