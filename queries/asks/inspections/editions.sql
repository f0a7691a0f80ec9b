-- Every edition of every item of the checklists that are asked at enterprises.
-- key: checklist, item, edition
select
    items.checklist,
    items.item,
    items.edition,
    said(items.text_zh, items.text_en) as question,
    items.answer as answer_kind,
    items.choices_zh,
    items.choices_zh as choices,
    said(items.unit_zh, items.unit_en) as unit_name
from reference.checklist_items as items
