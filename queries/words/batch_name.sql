-- The file of a batch, or the act it records in words: a merger and a split are batches without a file.
create or replace macro batch_name(name) as regexp_replace(
    regexp_replace(name, '^merge: ', said('合并：', 'merger: ')), '^split: ', said('分立：', 'split: ')
)
