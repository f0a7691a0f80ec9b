-- The words of a plan's papers.
-- key: word
select words.word, words.text
from reference.paper_words as words
where words.plan_id = $plan
