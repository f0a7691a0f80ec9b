-- The made-up facts were told on the days of their story, in the order they were made: so that one may ask what was known then.
update facts.case_step set recorded_at = case_step.happened_on + interval 9 hour + to_seconds(case_step.position);
update facts.exit_case set recorded_at = exit_case.opened_on + interval 9 hour;
update facts.finding set recorded_at = finding.found_on + interval 8 hour;
update facts.report set recorded_at = report.reported_on + interval 10 hour;
update facts.objection set recorded_at = objection.received_on + interval 10 hour;
update facts.duty_report set recorded_at = duty_report.done_on + interval 10 hour;
update facts.goal set recorded_at = goal.set_on + interval 8 hour;
update facts.rule_status set recorded_at = rule_status.decided_on + interval 8 hour;
update facts.evidence
set recorded_at = coalesce(evidence.added_on, steps.happened_on) + interval 10 hour
from facts.case_step as steps
where evidence.step_id = steps.step_id;
update facts.import_batch
set recorded_at = told.recorded_at
from (
    select
        batches.batch_id,
        batches.valid_on + interval 7 hour + to_seconds(row_number() over (order by batches.recorded_at)) as recorded_at
    from facts.import_batch as batches
) as told
where import_batch.batch_id = told.batch_id;
update facts.identification
set recorded_at = batches.recorded_at
from facts.import_batch as batches
where identification.cause = batches.batch_id;
