"""Nobody can guess an address, and one that was not signed here leads nowhere."""

import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.addresses import Addresses, Digest, Signed

OLD = b"the key of last year, 32 bytes.."
NEW = b"the key of this year, 32 bytes.."
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
DIGEST = Digest("0123456789abcdef" * 4)
SIGNED = Signed(DIGEST, "jpg", LATER)


def test_an_address_leads_to_what_it_was_signed_for() -> None:
    addresses = Addresses([NEW])

    assert addresses.verify(addresses.sign(SIGNED), NOW) == SIGNED


def test_an_address_without_an_end_leads_there_for_ever() -> None:
    addresses = Addresses([NEW])
    signed = Signed(DIGEST, "mp4", None)

    assert addresses.verify(addresses.sign(signed), NOW + timedelta(days=20_000)) == signed


def test_an_address_leads_there_up_to_its_last_second_and_no_longer() -> None:
    addresses = Addresses([NEW])
    path = addresses.sign(SIGNED)

    assert addresses.verify(path, LATER) == SIGNED
    assert addresses.verify(path, LATER + timedelta(seconds=1)) == "over"


def test_an_address_signed_before_the_keys_changed_still_leads_there() -> None:
    path = Addresses([OLD]).sign(SIGNED)

    assert Addresses([NEW, OLD]).verify(path, NOW) == SIGNED


def test_the_first_key_signs() -> None:
    path = Addresses([NEW, OLD]).sign(SIGNED)

    assert Addresses([NEW]).verify(path, NOW) == SIGNED
    assert Addresses([OLD]).verify(path, NOW) == "forged"


def test_the_same_key_signing_for_another_purpose_signs_otherwise() -> None:
    """Otherwise whoever lets us sign a text elsewhere could have an address signed."""
    plain = hmac.digest(NEW, f"{DIGEST}/0/jpg".encode(), "sha256")
    path = f"/media/{DIGEST}/0/{urlsafe_b64encode(plain).decode().rstrip('=')}.jpg"

    assert Addresses([NEW]).verify(path, NOW) == "forged"


@given(st.integers(0, 200), st.sampled_from("0123456789abcdefghijklmnopqrstuvwxyzABCXYZ/-_.%?\n"))
def test_an_address_with_any_letter_changed_leads_nowhere(place: int, letter: str) -> None:
    addresses = Addresses([NEW])
    path = addresses.sign(SIGNED)
    changed = path[:place] + letter + path[place + 1 :]

    assert changed == path or addresses.verify(changed, NOW) in {"malformed", "forged"}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/media",
        "/media/",
        "/media/..",
        "/media/../../etc/passwd",
        f"/media/{DIGEST}",
        f"/media/{DIGEST}/0",
        f"/media/{DIGEST}/0/",
        f"/media/{DIGEST}/0/.jpg",
        f"/media/{DIGEST.upper()}/0/{'a' * 43}.jpg",
        f"/media/{DIGEST}/00/{'a' * 43}.jpg",
        f"/media/{DIGEST}/-1/{'a' * 43}.jpg",
        f"/media/{DIGEST}/١/{'a' * 43}.jpg",
        f"/media/{DIGEST}/999999999999/{'a' * 43}.jpg",
        f"/media/{DIGEST}/0/{'a' * 43}.jpg/",
        f"/media/{DIGEST}/0/{'a' * 43}.jpg\n",
        f"/media/{DIGEST}/0/{'é' * 43}.jpg",
        f"/media/../{DIGEST}/0/{'a' * 43}.jpg",
        f"/media/{'../' * 21}x/0/{'a' * 43}.jpg",
        f"media/{DIGEST}/0/{'a' * 43}.jpg",
        f"/other/{DIGEST}/0/{'a' * 43}.jpg",
    ],
)
def test_what_does_not_look_like_an_address_is_not_even_compared(path: str) -> None:
    assert Addresses([NEW]).verify(path, NOW) == "malformed"


def test_another_ending_or_another_end_is_forged() -> None:
    addresses = Addresses([NEW])
    path = addresses.sign(SIGNED)

    assert addresses.verify(path.replace(".jpg", ".html"), NOW) == "forged"
    assert addresses.verify(path.replace(str(int(LATER.timestamp())), "0"), NOW) == "forged"


def test_a_signature_written_otherwise_is_forged() -> None:
    """The last letter of base64 has bits that decoding drops: only the text that was given out is taken."""
    addresses = Addresses([NEW])
    path = addresses.sign(SIGNED)
    last = path[-5]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same = alphabet[alphabet.index(last) ^ 1]

    assert addresses.verify(f"{path[:-5]}{same}.jpg", NOW) == "forged"


@pytest.mark.parametrize("keys", [[], [b""], [b"short"], [NEW, b"short"]])
def test_without_a_key_worth_the_name_there_are_no_addresses(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="key") as caught:
        Addresses(keys)

    assert "short" not in str(caught.value)


def test_keys_do_not_show() -> None:
    assert "key of" not in repr(Addresses([NEW, OLD])) + repr(vars(Addresses([NEW, OLD])))
