-- Whether a code is one of those a page is asked for, separated by commas; none asked for lets all pass.
create or replace macro among(code, wanted) as wanted = '' or list_contains(string_split(wanted, ','), code)
