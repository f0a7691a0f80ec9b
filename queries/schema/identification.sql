-- Who was outdated by the rules in force on a day, written down before a change that may let them go: an import, a void, a decision
-- about a rule, new reference files (`action` and `cause` name it as the audit does). Verdicts speak of one date and forget.
-- key: line_id, rule_id, identified_on
create table if not exists facts.identification (
    line_id varchar,
    enterprise_id varchar,
    rule_id varchar,
    identified_on date,
    action varchar,
    cause varchar,
    recorded_at timestamp
)
