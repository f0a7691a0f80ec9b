-- Append the goals, or withdrawals of goals, prepared in `incoming_goals`.
insert into facts.goal by name
select *
from incoming_goals
