-- A step of a case, never edited: a wrong one is followed by a reversal that names it. `position` counts the rows of the case in
-- the order they were recorded; `cured_on` of a passed rectification is the day the cure was done, which its evidence proves,
-- `decided_on` of a publication on the credit platform that of the document that decided it. `batch_id`
-- is the workbook (step_batch) the step came with; of a reversal, the one that was voided by it.
-- key: step_id
create table if not exists facts.case_step (
    step_id varchar,
    case_id varchar,
    position integer,
    step varchar,
    happened_on date,
    document_no varchar,
    note varchar,
    due_on date,
    months integer,
    ground varchar,
    destination varchar,
    cured_on date,
    decided_on date,
    credit_class varchar,
    restriction varchar,
    basis varchar,
    authority varchar,
    reverses varchar,
    actor varchar,
    recorded_at timestamp,
    batch_id varchar
)
