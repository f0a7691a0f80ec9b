-- An exit case: a line (or a whole enterprise) under a rule or a finding. Everything later is a step. `line_ids` are the lines the
-- case was opened about: the line itself, or those of the enterprise that the rule or the finding concerned on that day.
-- key: case_id
create table if not exists facts.exit_case (
    case_id varchar,
    subject_kind varchar,
    line_id varchar,
    enterprise_id varchar,
    line_ids varchar[],
    variant varchar,
    rule_id varchar,
    finding_id varchar,
    opened_on date,
    actor varchar,
    note varchar,
    recorded_at timestamp
)
