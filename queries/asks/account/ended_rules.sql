-- The last day of each rule in force that ended since somebody was last asked who is outdated: before the last file, void or decision about
-- a rule, or when the register was last opened after such an end.
-- key: day
select distinct rules.effective_to as day
from staging.stg_rules as rules
where
    rules.status = 'in_force'
    and rules.effective_to < current_date
    and rules.effective_to >= (
        select coalesce(max(audit.recorded_at)::date, current_date)
        from facts.audit as audit
        where audit.action in ('import', 'void', 'rule status', 'reference', 'rules ended')
    )
order by day
