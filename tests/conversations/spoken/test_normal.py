import pytest

from conversations.spoken.normal import NO_SIGN, SPAN_SIGN, STRANGE_SIGN, plain


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9H30", "9h30"),
        ("Août", "aout"),
        ("`", "'"),
        ("aujourd’hui", "aujourd'hui"),
        ("a\tb\x7f", "a b "),
        ("\u0669\u096f", "99"),
        ("\u00a0\u202f\u2028\u2029\x85", "     "),
        ("–—−", "---"),
        ("Ｈ\u01c5\u02b0ªﬁ", "hdzhafi"),
        ("e\u0301\u200d", "e"),
        ("9\u0336", f"9{STRANGE_SIGN}"),
        ("½²Ⅸ", STRANGE_SIGN * 3),
        ("1\u20e3", "1"),
        ("1\u20dd", f"1{STRANGE_SIGN}"),
        ("🙂\U0001f3ff⌠\U0001faff⏿➿", "      "),
        ("㏘🇫", "㏘🇫"),
        ("❌", f" {NO_SIGN} "),
        ("→", f" {SPAN_SIGN} "),
        ("«9h»", ",9h,"),
        ("：", ":"),
        ("€", "€"),
    ],
)
def test_what_a_phone_can_type_becomes_plain_signs(typed: str, expected: str) -> None:
    assert plain(typed) == expected
