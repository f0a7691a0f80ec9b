-- Enterprises and lines that a case is about and of which no version that was never voided is true on the day the case was opened: the
-- case stays, without place, sector and capacity, until a file brings its subject back. A withdrawn case misses nothing.
-- key: case_id, subject_id
with subjects as (

    select cases.case_id, cases.opened_on, unnest(list_append(cases.line_ids, cases.enterprise_id)) as subject_id
    from intermediate.int_case_states as cases
    where cases.stage != 'withdrawn'

),

known as (

    select line.line_id as subject_id, line.valid_from, line.valid_to
    from facts.line as line
    union all
    select enterprise.enterprise_id, enterprise.valid_from, enterprise.valid_to
    from facts.enterprise as enterprise

)

select subjects.case_id, subjects.subject_id, subjects.opened_on
from subjects
anti join known
    on
        subjects.subject_id = known.subject_id
        and subjects.opened_on >= known.valid_from
        and subjects.opened_on < coalesce(known.valid_to, date '9999-12-31')
