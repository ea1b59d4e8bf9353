"""What a phone shows of WhatsApp's signs."""

import pytest

from conversations.markup import Look, Piece, read_whatsapp


def piece(text: str, *styles: Look) -> Piece:
    return Piece(text, frozenset(styles))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Bonjour", (piece("Bonjour"),)),
        ("*gras*", (piece("gras", "bold"),)),
        ("_penché_ !", (piece("penché", "italic"), piece(" !"))),
        ("de ~20 €~ à 10 €", (piece("de "), piece("20 €", "strike"), piece(" à 10 €"))),
        ("code `A*B*`", (piece("code "), piece("A*B*", "mono"))),
        ("```a\n*b*``` c", (piece("a\n*b*", "mono"), piece(" c"))),
        ("*a _b_ c*", (piece("a ", "bold"), piece("b", "bold", "italic"), piece(" c", "bold"))),
        ("_*a*_", (piece("a", "bold", "italic"),)),
        ("*a `b` c*", (piece("a ", "bold"), piece("b", "bold", "mono"), piece(" c", "bold"))),
        (
            "l’*offre*, (_vite_)",
            (piece("l’"), piece("offre", "bold"), piece(", ("), piece("vite", "italic"), piece(")")),
        ),
        ("🎉*gras*🇧🇯", (piece("🎉"), piece("gras", "bold"), piece("🇧🇯"))),
        ("*عرض* خاص", (piece("عرض", "bold"), piece(" خاص"))),
        ("> lu\nvu", (piece("lu", "quote"), piece("\nvu"))),
        ("> lu\n> *vu*", (piece("lu\n", "quote"), piece("vu", "bold", "quote"))),
        ("> lu\n\n> vu", (piece("lu", "quote"), piece("\n\n"), piece("vu", "quote"))),
        ("- *un*\n- deux", (piece("- "), piece("un", "bold"), piece("\n- deux"))),
        ("* un\n* deux", (piece("* un\n* deux"),)),
    ],
)
def test_signs_are_taken_out_and_read(text: str, expected: tuple[Piece, ...]) -> None:
    assert read_whatsapp(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3*4*5",
        "snake_case_names",
        "2 * 3 * 4",
        "* x *",
        "*x *",
        "*",
        "**",
        "***",
        "*a",
        "a*",
        "*un\ndeux*",
        "*un\u2028deux*",
        "été_chaud_é",
        "e\u0301_x_",  # the accent belongs to the letter before the sign
        "_x_e",
        "``",
        "`x",
        "``` ```",
        "```x",
        "```x```y",
        "x```y```",
        ">lu",
        " > lu",
        "*️⃣ puis *️⃣",  # the key of a telephone, not a sign
    ],
)
def test_what_only_resembles_signs_is_shown_as_it_is(text: str) -> None:
    assert read_whatsapp(text) == (piece(text),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**x**", (piece("*"), piece("x", "bold"), piece("*"))),
        ("*a*b*", (piece("a*b", "bold"),)),
        ("*a* b*", (piece("a", "bold"), piece(" b*"))),
        ("*a _b* c_", (piece("a _b", "bold"), piece(" c_"))),
        ("`a *b` c*", (piece("a *b", "mono"), piece(" c*"))),
        ("```a``` `b` ```c```", (piece("a", "mono"), piece(" "), piece("b", "mono"), piece(" "), piece("c", "mono"))),
        ("```a\n> b```", (piece("a\n> b", "mono"),)),
    ],
)
def test_the_first_sign_that_can_close_does(text: str, expected: tuple[Piece, ...]) -> None:
    assert read_whatsapp(text) == expected
