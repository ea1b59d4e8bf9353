"""What steps make of replies: texts, their formatting and their length."""

from time import process_time

import pytest

from conversations.markup import Span
from conversations.replies import KINDS, TOO_LONG, WRITE_IT, message_of, text_of
from conversations.step import Attached, Problem, Reply, Wrote


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Wrote("Soldes", (Span("bold", 0, 6),)), "*Soldes*"),
        (Wrote("🇫🇷 Soldes ici", (Span("italic", 5, 6),)), "🇫🇷 _Soldes_ ici"),
        (Wrote("*Déjà* écrit"), "*Déjà* écrit"),
        (Wrote("  ici  ", (Span("text_link", 2, 3, "https://example.com/a"),)), "ici (https://example.com/a)"),
        (Wrote("a" * 9 + "😀"), Problem(TOO_LONG(length=11, most=10))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
    ],
)
def test_formatting_is_written_in_whatsapps_signs(reply: Reply, outcome: str | Problem) -> None:
    most = 10 if isinstance(outcome, Problem) else 100

    assert message_of(reply, most) == outcome


def test_the_length_is_counted_with_the_signs() -> None:
    text = Wrote("a" * 10, (Span("bold", 0, 10),))

    assert text_of(text, 10) == "a" * 10
    assert message_of(text, 10) == Problem(TOO_LONG(length=12, most=10))


def test_signs_crafted_to_keep_the_bot_busy_do_not() -> None:
    kinds = ("bold", "italic", "strikethrough", "code", "blockquote", "pre")
    spans = tuple(Span(kinds[at % len(kinds)], at * 40, 61) for at in range(100))
    begun = process_time()
    message_of(Wrote("*a_b~c` " * 512, spans), 4096)

    assert process_time() - begun < 2
