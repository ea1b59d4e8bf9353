"""Contacts as phones export them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists import Entry, NumberList, Unreadable, read_file, read_text

ONE, TWO, THREE = (f"+3363998000{last}" for last in (1, 2, 3))


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def read(text: str, encoding: str = "utf-8") -> NumberList:
    result = read_file(text.encode(encoding), "contacts.vcf", "FR")
    assert isinstance(result, NumberList)
    return result


@pytest.mark.parametrize(
    ("lines", "entry"),
    [
        (("VERSION:2.1", "N:Doe;Awa", "TEL;CELL;VOICE:06 39 98 00 01"), Entry(ONE, "Awa Doe")),
        (("VERSION:2.1", "N:Doe", "TEL:06 39 98 00 01"), Entry(ONE, "Doe")),
        (("VERSION:3.0", "N:Doe;Awa;;;", "FN:Awa Doe", "TEL;TYPE=CELL,PREF:+33639980001"), Entry(ONE, "Awa Doe")),
        (
            ("VERSION:3.0", "FN:Doe\\, Awa\\; dite\\nLa Grande", "TEL:0639980001"),
            Entry(ONE, "Doe, Awa; dite La Grande"),
        ),
        (("VERSION:3.0", "FN:", "N:Doe\\;X;Awa", "TEL:0639980001"), Entry(ONE, "Awa Doe;X")),
        (("VERSION:3.0", "ORG:Boutique;Vente", "TEL:0639980001"), Entry(ONE, "Boutique")),
        (("VERSION:3.0", "TEL:0639980001"), Entry(ONE)),
        (("VERSION:3.0", "item1.TEL:0639980001", "item1.X-ABLabel:Perso"), Entry(ONE)),
        (("VERSION:4.0", 'TEL;VALUE=uri;TYPE="voice,home":tel:+33-6-39-98-00-01;ext=5'), Entry(ONE)),
        (('TEL;X-NOTE="a:b;c":0639980001',), Entry(ONE)),
        (("TEL;waid=33639980001:06 12", "FN:Awa"), Entry(ONE, "Awa")),
        (("TEL;waid=12:06 39 98 00 01", "FN:Awa"), Entry(ONE, "Awa")),
        (("fn:Awa", "tel;type=cell:0639980001"), Entry(ONE, "Awa")),
        (("TEL;FAX;CELL:0639980001",), Entry(ONE)),
    ],
)
def test_a_card_gives_its_number_and_whose_it_is(lines: tuple[str, ...], entry: Entry) -> None:
    assert read(card(*lines)) == NumberList((entry,), 0, (), 1)


def test_every_number_of_a_card_is_taken_but_those_of_machines() -> None:
    text = card(
        "FN:Awa", "TEL;CELL:0639980001", "TEL;WORK:0639980002", "TEL;TYPE=FAX:0639980009", "TEL;PAGER:0639980008"
    )

    assert read(text) == NumberList((Entry(ONE, "Awa"), Entry(TWO, "Awa")), 0, (), 1)


def test_cards_follow_each_other() -> None:
    text = card("FN:Awa", "TEL:0639980001") + card("FN:Bob", "TEL:0639980002") + card("TEL:+33639980001")

    assert read(text) == NumberList((Entry(ONE, "Awa"), Entry(TWO, "Bob")), 1, (), 3)


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n\t", "\n "])
def test_folded_lines_are_joined(fold: str) -> None:
    assert read(card(f"FN:Aw{fold}a Doe", f"TEL;TYPE=CE{fold}LL:06 39 98{fold} 00 01")).entries == (
        Entry(ONE, "Awa Doe"),
    )


@pytest.mark.parametrize(
    "name",
    [
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Diop;Zo=C3=A9",
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=44=69=6F=70;=\r\nZo=\r\n=C3=A9",
        "N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Diop;Zo=E9",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Diop=3B=3BX;Zo=C3=A9".replace("=3B=3BX", ""),
    ],
)
def test_quoted_printable_is_read(name: str) -> None:
    assert read(card("VERSION:2.1", name, "TEL:0639980001")).entries == (Entry(ONE, "Zoé Diop"),)


def test_a_picture_is_passed_over() -> None:
    picture = "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + "\r\n ".join(["/9j/4AAQ0639980009=="] * 500)

    assert read(card("FN:Awa", picture, "", "TEL:0639980001")).entries == (Entry(ONE, "Awa"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_every_encoding_is_read(encoding: str) -> None:
    assert read(card("FN:Zoé", "TEL:0639980001"), encoding).entries == (Entry(ONE, "Zoé"),)


def test_what_cannot_be_used_is_given_back() -> None:
    text = card("FN:Awa", "TEL:0639980001") + card("FN:Bob") + card("NOTE:x") + card("FN:Zoé", "TEL:06 39", "TEL:")

    assert read(text) == NumberList((Entry(ONE, "Awa"),), 0, ("Bob", "vCard", "Zoé 06 39"), 4)


def test_pasted_cards_and_cards_cut_short_are_read() -> None:
    text = (
        card("FN:Awa", "TEL:0639980001")
        + "BEGIN:VCARD\nFN:Bob\n"
        + card("FN:Zoé", "TEL:0639980003", "sans deux-points")
    )
    result = read_text(f"\n {text}", "FR")

    assert isinstance(result, NumberList)
    assert result.entries == (Entry(ONE, "Awa"), Entry(THREE, "Zoé"))


def test_cards_without_any_number_are_no_list() -> None:
    assert isinstance(read_text(card("FN:Awa"), "FR"), Unreadable)


@given(st.text(st.one_of(st.sampled_from('BEGINVCARDTELFN:;="\\\r\n \t.,+0639'), st.characters()), max_size=80))
def test_any_card_is_read_or_refused(inside: str) -> None:
    result = read_text(card(inside, "FN:Awa", "TEL:0639980001"), "FR")

    assert isinstance(result, NumberList | Unreadable)
