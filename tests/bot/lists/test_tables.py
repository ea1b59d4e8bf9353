"""CSV and text files, as many programs write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists import Entry, NumberList, Unreadable, read_file, read_text

ONE, TWO, THREE = (f"+3363998000{last}" for last in (1, 2, 3))
HOME = "+33199000001"
AWA_AND_BOB = NumberList((Entry(ONE, "Zoé Doe"), Entry(TWO, "Bob")), 0, (), 2)
PLAIN = "Nom;Téléphone\nZoé Doe;06 39 98 00 01\nBob;06 39 98 00 02\n"


def read(content: bytes | str) -> NumberList:
    octets = content.encode() if isinstance(content, str) else content
    result = read_file(octets, "clients.csv", "FR")
    assert isinstance(result, NumberList)
    return result


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_break_is_read(encoding: str, separator: str, line_break: str) -> None:
    text = PLAIN.replace(";", separator).replace("\n", line_break)

    assert read(text.encode(encoding)) == AWA_AND_BOB


def test_big_endian_utf_16_with_its_mark_is_read() -> None:
    assert read(b"\xfe\xff" + PLAIN.encode("utf-16-be")) == AWA_AND_BOB


def test_latin_1_with_bytes_that_windows_has_not_is_read() -> None:
    assert read(PLAIN.encode("latin-1").replace(b"Bob", b"B\x8dob")).entries[0] == Entry(ONE, "Zoé Doe")


@pytest.mark.parametrize(
    "text",
    [
        'Nom;Téléphone\n"Zoé Doe";"06 39 98 00 01"\n"Bob";"06 39 98 00 02"',
        "sep=;\nNom;Téléphone\nZoé Doe;0639980001\nBob;0639980002",
        '"sep=;"\r\nNom;Téléphone\r\nZoé Doe;0639980001\r\nBob;0639980002',
        "Zoé Doe;0639980001\nBob;0639980002",
        "0639980001;Zoé Doe\n0639980002;Bob",
        "id;name;phone\n100000001;Zoé Doe;0639980001\n100000002;Bob;0639980002",
        "Prénom;Nom;Portable\nZoé;Doe;0639980001\nBob;;0639980002",
        "Last Name,First Name,Mobile\nDoe,Zoé,0639980001\n,Bob,0639980002",
        "Courriel;Contact;N°\nz@a.example;Zoé Doe;0639980001\nb@a.example;Bob;0639980002",
        "z@a.example;Zoé Doe;0639980001\nb@a.example;Bob;0639980002",
        "\n\nNOM COMPLET ; GSM\nZoé Doe ; 0639980001\n;\nBob ; 0639980002\n;\n",
        "Nom;Tel;Prix\nZoé Doe;0639980001;12,5\nBob;0639980002;8,25",
        "Nom;Tel\nZoé Doe;3,3639980001E+10\nBob;33639980002.0",
        "Nom;Tel\nZoé Doe;=0639980001\nBob;'0639980002",
    ],
)
def test_numbers_and_names_are_found_wherever_they_stand(text: str) -> None:
    assert read(text) == AWA_AND_BOB


def test_a_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    result = read('Nom,Adresse,Tel\n"Doe, Zoé ""Z""","1 rue X\nParis",0639980001\nBob,Lyon,0639980002')

    assert result == NumberList((Entry(ONE, 'Doe, Zoé "Z'), Entry(TWO, "Bob")), 0, (), 2)


def test_a_quotation_mark_that_nobody_closes_takes_nothing_away() -> None:
    rows = "".join(f"Client {at};06 39 98 00 {at:02d}\n" for at in range(40))

    assert len(read(f'Nom;Tel\n"Bob;0639980099\n{rows}').entries) == 41


@pytest.mark.parametrize("before", [0, 60])
def test_a_quoted_cell_as_long_as_a_book_takes_nothing_away(before: int) -> None:
    rows = "Bob;0639980002\n" * before
    result = read(f'Nom;Tel\n{rows}"{"x" * 200_000};0639980001\nBob";0639980002')

    assert {entry.number for entry in result.entries} == {ONE, TWO}
    assert result.invalid == ()


def test_a_mobile_is_preferred_and_another_number_used_where_there_is_none() -> None:
    text = "Nom;Téléphone fixe;Téléphone mobile\nAwa;0199000001;0639980001\nBob;0199000001;\nZoé;;0639980003"

    assert read(text).entries == (Entry(ONE, "Awa"), Entry(HOME, "Bob"), Entry(THREE, "Zoé"))


def test_customers_codes_that_could_be_numbers_are_not_taken() -> None:
    text = "Code;Nom;Tel\n123456789;Awa;0639980001\n123456788;Bob;\n"
    result = read(text)

    assert result.entries == (Entry(ONE, "Awa"),)
    assert result.invalid == ("123456788 Bob",)


def test_without_a_heading_every_number_counts() -> None:
    result = read("0639980001;0639980002\n0639980003;x\n")

    assert [entry.number for entry in result.entries] == [ONE, TWO, THREE]


def test_several_numbers_in_a_cell_are_all_taken() -> None:
    result = read("Nom;Tel\nAwa;06 39 98 00 01 / 06 39 98 00 02\nBob;0639980003 (soir)")

    assert result.entries == (Entry(ONE, "Awa"), Entry(TWO, "Awa"), Entry(THREE, "Bob"))


def test_what_is_no_number_is_given_back_as_written() -> None:
    result = read("Nom;Tel\nAwa;0639980001\nBob;06 39\nZoé;\nKofi;à demander\nElle")

    assert result.invalid == ("Bob 06 39", "Zoé", "Kofi à demander", "Elle")
    assert result.lines == 5


def test_what_is_no_number_is_given_back_without_a_heading_too() -> None:
    assert read("0639980001;Awa\n06 39;Bob\n;Zoé\n").invalid == ("Bob 06 39", "Zoé")


def test_a_table_in_which_no_column_holds_numbers_is_read_line_by_line() -> None:
    assert read("Nom;Tel\nAwa;06 39\nBob;06 39 98\n").invalid == ("Awa;06 39", "Bob;06 39 98")
    assert isinstance(read_text("a;b\nc;d\n", "FR"), Unreadable)


def test_a_pasted_table_is_read_like_a_file() -> None:
    assert read_text(PLAIN.replace(";", "\t"), "FR") == AWA_AND_BOB


def test_fifty_thousand_rows_are_taken() -> None:
    rows = "Nom;Tel\n" + "Awa;0639980001\n" * 50_000

    assert read(rows) == NumberList((Entry(ONE, "Awa"),), 49_999, (), 50_000)


CELLS = st.text(
    st.one_of(st.sampled_from(';,\t|"\n\r éZ李🎉'), st.characters(exclude_categories=["Cc", "Cs"])), max_size=12
)


@given(
    st.lists(st.tuples(CELLS, st.integers(0, 9999)), min_size=2, max_size=12),
    st.sampled_from(";\t|,"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_written_by_a_program_is_read_whole(
    people: list[tuple[str, int]], separator: str, encoding: str
) -> None:
    written = io.StringIO(newline="")
    table = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL)
    table.writerow(("Remarque", "Téléphone"))
    table.writerows(
        (note.replace("\n", " ").replace("\r", " "), f"06 39 98 {last // 100:02d} {last % 100:02d}")
        for note, last in people
    )
    result = read(written.getvalue().encode(encoding))

    assert [entry.number for entry in result.entries] == list(
        dict.fromkeys(f"+3363998{last:04d}" for _, last in people)
    )
    assert result.invalid == ()
    assert result.lines == len(people)
