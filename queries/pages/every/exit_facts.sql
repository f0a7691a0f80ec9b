-- What must be proven before an exit counts, by the choice of the plan that governs on the date: one sentence for each form of exit.
-- reads staging: no mart says which plan governs.
-- key: exit_form
select
    facts.exit_form,
    string_agg(
        said(facts.fact_zh, facts.fact_en),
        said('，', ' and ')
        order by facts.position
    ) as facts
from reference.exit_facts as facts
inner join reference.choices as choices
    on choices.choice = 'exit_counts' and facts.choice = choices.value
inner join staging.stg_plan_years as years
    on choices.plan_id = years.plan_id and years.is_current
group by facts.exit_form
order by min(facts.position)
