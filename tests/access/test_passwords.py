"""What a good password is, and how it is kept."""

import pytest

from lib.access import passwords
from lib.access.passwords import PasswordWeak

COST = passwords.HASHER  # before the other tests of this room make it cheap


@pytest.mark.parametrize(
    "weak",
    ["", "Short-1", "alllowercaseletters", "12345678901234", "Aa1-Aa1-Aa1-Aa1", "My-Passw0rd-2022", "Wang-Password-1",
     "wangli-Kiln-77", "x-A1" * 60],
)  # fmt: skip
def test_a_weak_password_is_refused_with_a_sentence(weak):
    with pytest.raises(PasswordWeak):
        passwords.prove_strong(weak, "WangLi")


@pytest.mark.parametrize("good", ["Kiln-2022-exit", "correct Horse battery", "淘汰产能Kiln22", "３２００吨Kiln-exit"])
def test_a_good_one_is_taken(good):
    passwords.prove_strong(good, "WangLi")


def test_it_is_kept_as_argon2id_at_the_cost_of_rfc_9106_and_never_twice_the_same():
    assert (COST.time_cost, COST.memory_cost, COST.parallelism, COST.type.name) == (3, 65536, 4, "ID")
    first, second = passwords.hashed("Kiln-2022-exit"), passwords.hashed("Kiln-2022-exit")
    assert first != second
    assert first.startswith("$argon2id$")
    assert passwords.matches(first, "Kiln-2022-exit")
    assert not passwords.matches(first, "kiln-2022-exit")


def test_input_methods_may_spell_it_in_full_width():
    assert passwords.matches(passwords.hashed("Kiln-2022-exit"), "Ｋｉｌｎ-２０２２-exit")


def test_an_account_without_a_password_is_opened_by_none():
    assert not passwords.matches("", "")
    assert not passwords.matches("", "Kiln-2022-exit")
    assert not passwords.matches("no hash", "no hash")
