-- Verdicts of the judgement just measured, for the comparison with the other implementation.
-- key: subject_kind, subject_id, rule_id
select judged.subject_kind, judged.subject_id, judged.rule_id, judged.verdict
from judged
