"""Links whose address Telegram hides behind a label: WhatsApp only knows addresses that can be read."""

import pytest

from conversations.markup import Span, to_whatsapp

ADDRESS = "https://shop.example/soldes"


def linked(text: str, label: str, url: str | None, *more: Span) -> str:
    return to_whatsapp(text, (Span("text_link", text.index(label), len(label), url), *more))


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("voir ici", "ici", f"voir ici ({ADDRESS})"),
        ("voir ici.", "ici", f"voir ici ({ADDRESS})."),
        ("voir ici vite", "ici ", f"voir ici ({ADDRESS}) vite"),
        ("voir ici\nvite", "ici\n", f"voir ici ({ADDRESS})\nvite"),
        ("voir ici", "ic", f"voir ici ({ADDRESS})"),
        ("🎉 ici 🎉", "ici", f"🎉 ici ({ADDRESS}) 🎉"),
    ],
)
def test_the_address_follows_its_label(text: str, label: str, expected: str) -> None:
    spans = (Span("text_link", len(text[: text.index(label)].encode("utf-16-le")) // 2, len(label), ADDRESS),)

    assert to_whatsapp(text, spans) == expected


@pytest.mark.parametrize(
    ("label", "url"),
    [
        (ADDRESS, ADDRESS),
        (ADDRESS, f"{ADDRESS}/"),
        ("shop.example/soldes", f"{ADDRESS}/"),
        ("HTTPS://shop.example/soldes", ADDRESS),
        ("awa@shop.example", "mailto:awa@shop.example"),
        ("+33639980001", "tel:+33639980001"),
    ],
)
def test_a_label_that_is_the_address_stands_alone(label: str, url: str) -> None:
    assert linked(f"voir {label} vite", label, url) == f"voir {label} vite"


@pytest.mark.parametrize("url", [None, "", "  ", "tg://user?id=42", "TG://resolve?domain=x"])
def test_a_link_that_leads_nowhere_outside_telegram_is_its_label(url: str | None) -> None:
    assert linked("voir Awa", "Awa", url) == "voir Awa"


def test_the_address_is_not_formatted_with_the_end_of_its_label() -> None:
    assert linked("voir ici", "ici", ADDRESS, Span("bold", 0, 8)) == f"*voir ici* ({ADDRESS})"


def test_the_address_is_formatted_in_the_middle_of_formatted_words() -> None:
    assert linked("voir ici vite", "ici", ADDRESS, Span("bold", 0, 13)) == f"*voir ici ({ADDRESS}) vite*"


def test_the_address_of_a_quoted_link_is_quoted_too() -> None:
    assert linked("voir ici\nfin", "ici", ADDRESS, Span("blockquote", 0, 8)) == f"> voir ici ({ADDRESS})\nfin"


def test_an_address_that_whatsapp_would_take_for_formatting_is_written_with_percent_signs() -> None:
    assert linked("ici", "ici", "https://shop.example/_a_/b_c") == "ici (https://shop.example/%5Fa%5F/b%5Fc)"
    assert linked("ici", "ici", "https://shop.example/b_c") == "ici (https://shop.example/b_c)"


def test_an_address_is_written_without_blanks() -> None:
    assert linked("ici", "ici", "https://shop.example/a\n b") == "ici (https://shop.example/ab)"


def test_links_that_end_together_are_written_one_after_the_other() -> None:
    more = Span("text_link", 0, 8, "https://other.example")

    assert linked("voir ici", "ici", ADDRESS, more) == f"voir ici ({ADDRESS}) (https://other.example)"
