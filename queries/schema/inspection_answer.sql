-- An answer to an item of a checklist, given at a visit of a plan; the newest of an item counts, and `edition` is the wording it was given to.
-- `value` is yes, no, na, a Chinese choice, a date or a text, or a number as it was written; of a photo how many, of a signature whose;
-- empty takes the answer back. `line_id`: of which line a number is, where it is asked line by line. `evidence_ids` are its pictures, all of
-- them; `client_id` is the id that who gave it made for it, empty where nobody did.
-- key: answer_id
create table if not exists facts.inspection_answer (
    answer_id varchar,
    inspection_plan_id varchar,
    enterprise_id varchar,
    checklist varchar,
    item varchar,
    edition integer,
    number integer,
    value varchar,
    remark varchar,
    answered_on date,
    actor varchar,
    recorded_at timestamp,
    line_id varchar,
    evidence_ids varchar[],
    client_id varchar
)
