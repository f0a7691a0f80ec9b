-- The lines each verdict concerns: its own, or of an enterprise those its rule concerns. A verdict on an enterprise that concerns no line
-- of the register is not here.
-- key: subject_kind, subject_id, rule_id, line_id
select
    verdicts.subject_kind,
    verdicts.subject_id,
    verdicts.enterprise_id,
    verdicts.rule_id,
    verdicts.verdict,
    case verdicts.subject_kind when 'line' then verdicts.subject_id else lines.line_id end as line_id
from intermediate.int_verdicts as verdicts
left join intermediate.int_concerned_lines as lines
    on -- a condition of its own on the kind would make this a loop over all pairs: hours at 10⁶ lines
        case verdicts.subject_kind when 'enterprise' then verdicts.enterprise_id end = lines.enterprise_id
        and verdicts.rule_id = lines.rule_id
where verdicts.subject_kind = 'line' or lines.line_id is not null
