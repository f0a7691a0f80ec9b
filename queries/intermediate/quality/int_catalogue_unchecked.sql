-- Lines that are said to be of the eliminated class of the industrial catalogue by a file that does not name both edition and entry:
-- entry numbers differ between editions, so that nobody can look it up.
-- key: line_id
with told as (

    select facts.line_id
    from intermediate.int_line_facts as facts
    where
        (facts.attribute = 'catalogue_class' and facts.value_text = '淘汰类')
        or facts.attribute in ('catalogue_edition', 'catalogue_entry')
    group by facts.line_id
    having bool_or(facts.attribute = 'catalogue_class') and count(*) < 3

)

select judged.line_id, judged.enterprise_id
from told
inner join intermediate.int_judged_lines as judged
    on told.line_id = judged.line_id
