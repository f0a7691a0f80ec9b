"""What comes in is counted where it arrives: a file, a session, all sessions together."""

from uuid import uuid4

from tests.web.conftest import MEGABYTE


def test_a_file_larger_than_its_page_says_is_refused_however_it_comes(session):
    page = session("import_file")
    assert page.put(2 * MEGABYTE) == (204, "")
    for is_chunked in (False, True):
        status, said = page.put(2 * MEGABYTE + 20_000, is_chunked=is_chunked)
        assert (status, "2 MB" in said) == (413, True), "the server takes 5 MB for evidence, this page does not"
    assert page.put(1000, is_chunked=True)[0] == 204


def test_a_page_no_session_has_open_takes_nothing(session):
    page = session()
    for stranger in ("none", "0" * 36, str(uuid4())):
        status, said = page.put(10, session=stranger)
        assert (status, said.endswith(".\n")) == (403, True)
        assert page.ask("DELETE", "x", stranger, None, "")[0] == 403


def test_a_session_holds_so_much_and_what_it_takes_back_makes_room(session):
    page = session("import_file")
    for file in ("one", "two"):
        assert page.put(2 * MEGABYTE, file)[0] == 204
    assert page.put(2 * MEGABYTE, "three")[0] == 413, "with the form around it, it would be more than 6 MB"
    assert page.put(MEGABYTE, "three")[0] == 204
    status, said = page.put(2 * MEGABYTE, "four")
    assert (status, "6 MB" in said) == (413, True)
    assert page.put(2 * MEGABYTE, "one")[0] == 204, "the same file again takes its own room"
    assert page.delete("two")[0] == 204
    assert page.put(2 * MEGABYTE, "four")[0] == 204


def test_a_session_holds_so_many(session):
    page = session("import_file")
    told = [page.put(1, f"file-{number}")[0] for number in range(201)]
    assert (set(told[:200]), told[200]) == ({204}, 413)


def test_all_sessions_together_hold_so_much(session):
    first, second = session("import_file"), session("import_file")
    for page, count in ((first, 2), (second, 2)):
        assert [page.put(2 * MEGABYTE, f"file-{number}")[0] for number in range(count)] == [204] * count
    status, said = second.put(MEGABYTE, "more")
    assert (status, "all users" in said) == (503, True)
    assert first.delete("file-0")[0] == 204
    assert second.put(MEGABYTE, "more")[0] == 204


def test_an_upload_without_the_page_s_own_token_is_refused(session):
    page = session("import_file")
    page.cookie = "2|0|0|0"
    assert page.put(10)[0] == 403


def test_a_page_for_evidence_takes_what_evidence_may_weigh(session):
    page = session("ledger", "case=371525-2022-0001")
    assert page.put(4 * MEGABYTE)[0] == 204
    status, said = page.put(5 * MEGABYTE + 20_000)
    assert (status, "5 MB" in said) == (413, True)
    page.go("import_file")
    assert page.put(3 * MEGABYTE)[0] == 413


def test_a_page_that_is_left_lets_go_of_its_files(session):
    page = session("import_file")
    for _visit in range(3):
        assert [page.put(2 * MEGABYTE)[0] for _file in range(2)] == [204] * 2
        page.go("import_file")
        assert page.put(2 * MEGABYTE)[0] == 413, "the page is the same, and its files are still chosen"
        page.go("lines")
        page.go("import_file")
