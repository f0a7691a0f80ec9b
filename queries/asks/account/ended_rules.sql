-- The last day of each rule in force that ended since somebody was last asked who is outdated: before the last file, void or decision about
-- a rule, or when the register was last opened after such an end.
-- key: day
select distinct ends.last_on as day
from intermediate.int_rule_ends as ends
inner join staging.stg_rules as rules
    on ends.rule_id = rules.rule_id
where
    rules.status = 'in_force'
    and ends.last_on < current_date
    and ends.last_on >= (
        select coalesce(max(audit.recorded_at)::date, current_date)
        from facts.audit as audit
        where audit.action in ('import', 'void', 'rule status', 'reference', 'rules ended')
    )
order by day
