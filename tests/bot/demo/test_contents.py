"""What a campaign says, in a real browser with the real bot: templates looked for, links taken, buttons made a text."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from playwright.async_api import expect

from bot.demo.photos import LINK
from tests.bot.demo.test_files import WORDS, to_the_content

pytestmark = pytest.mark.asyncio(loop_scope="session")

Open: TypeAlias = Callable[..., Awaitable[Any]]  # the fixture's class lives in conftest, which tests do not import

BOTH = pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
SAID = {
    "fr": {
        "template": "Un modèle",
        "which": "Quel modèle",
        "later": "Suivants",
        "earlier": "Précédents",
        "all": "Tous les modèles",
        "place": "à la place de",
        "other": "Vu par",
        "missing": "MsgFlash n’a pas de valeur pour custom.ville",
        "image": "Image",
        "no caption": "Sans légende",
        "buttons": "Boutons de réponse",
        "heading": "Écrivez le titre",
        "text": "Écrivez le texte, entre",
        "no footer": "Sans pied",
        "labels": "un par ligne",
        "some phones": "ertains téléphones",
        "numbered": "Texte numéroté",
        "reply": "Répondez 1 pour",
    },
    "en": {
        "template": "A template",
        "which": "Which template",
        "later": "More",
        "earlier": "Earlier",
        "all": "All templates",
        "place": "in the place of",
        "other": "Seen by",
        "missing": "MsgFlash has no value for custom.ville",
        "image": "Image",
        "no caption": "No caption",
        "buttons": "Reply buttons",
        "heading": "Write the heading",
        "text": "Write the text, between",
        "no footer": "No footer",
        "labels": "one per line",
        "some phones": "ome phones",
        "numbered": "Numbered text",
        "reply": "Reply 1 for",
    },
}


@BOTH
async def test_a_template_is_looked_for_filled_and_read_with_two_contacts_eyes(
    phone: Open, user: int, language: str
) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await held.taps(said["template"])
    await held.sees(said["which"])
    await expect(held.button(said["earlier"])).to_have_count(0)
    await held.taps(said["later"])
    await held.button(said["earlier"]).wait_for()
    # Without the accent, as thumbs type.
    await held.types("ETE")
    await held.button("Soldes").wait_for()
    await expect(held.button(said["later"])).to_have_count(0)
    await held.taps(said["all"])
    await held.button(said["later"]).wait_for()
    await held.types("panier")
    await held.taps("Rappel panier")
    await held.sees(said["place"], "code")
    await held.types("AVRIL10")
    await held.sees(words["recap"], "votre code est AVRIL10")
    await held.is_checked()
    # "Seen by" and the name of who is next.
    following = (await held.button(said["other"]).inner_text()).split()[2]
    await held.taps(said["other"])
    await held.sees(f"Bonjour {following}, votre code est AVRIL10")
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)
    template = next(one for one in held.stage.sandbox.world.templates.values() if one.name == "Rappel panier")

    assert (body["templateId"], body["variables"]) == (template.id, {"code": "AVRIL10"})


@BOTH
async def test_values_that_a_template_lacks_are_named_before_it_is_sent(phone: Open, user: int, language: str) -> None:
    """Somebody changes the template in the console while the campaign is made."""
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await held.taps(said["template"])
    await held.sees(said["which"])
    await held.types("panier")
    await held.taps("Rappel panier")
    await held.sees(said["place"])
    templates = held.stage.sandbox.world.templates
    changed = next(one for one in templates.values() if one.name == "Rappel panier")
    templates[changed.id] = replace(changed, body="Votre code à {{custom.ville}} est {{custom.code}}.")
    await held.types("AVRIL10")

    await held.sees(words["recap"], said["missing"])


@BOTH
async def test_a_link_that_can_be_had_is_taken_and_others_are_not(phone: Open, user: int, language: str) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await held.taps(said["image"])
    await held.sees("JPEG")
    await held.types("https://localhost/affiche.png")
    await held.sees("localhost")
    await held.types(LINK.replace("affiche", "autre"))
    await held.sees("404")
    await held.types(LINK)
    await held.taps(said["no caption"])
    await held.sees(words["recap"], LINK)
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)

    assert (body["type"], body["mediaUrl"]) == ("image", LINK)


@BOTH
async def test_reply_buttons_become_a_numbered_text_by_one_tap(phone: Open, user: int, language: str) -> None:
    words, said = WORDS[language], SAID[language]
    held = await phone(user)
    await to_the_content(held, words)
    await held.taps(said["buttons"])
    await held.sees(said["heading"])
    await held.types("Votre visite")
    await held.sees(said["text"])
    await held.types("Un mot suffit")
    await held.taps(said["no footer"])
    await held.sees(said["labels"])
    await held.types("Bien\nMal")
    await held.sees(words["recap"], "[ Bien ]", "[ Mal ]", said["some phones"])
    await held.is_checked()
    await held.taps(said["numbered"])
    await held.sees(said["reply"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)

    assert body["type"] == "text"
    colon = "\u00a0:" if language == "fr" else ":"
    answers = "\n".join(f"{said['reply'].replace('1', n)}{colon} {label}" for n, label in (("1", "Bien"), ("2", "Mal")))
    assert body["body"] == f"*Votre visite*\n\nUn mot suffit\n\n{answers}"


REFUSED = {
    "fr": ("Boutons de réponse", "Écrivez le titre", "Écrivez le texte, entre", "Sans pied", "WhatsApp Business"),
    "en": ("Reply buttons", "Write the heading", "Write the text, between", "No footer", "WhatsApp Business"),
}


@BOTH
async def test_buttons_that_a_number_cannot_send_are_refused_and_become_a_text_by_one_tap(
    phone: Open, user: int, language: str
) -> None:
    words, said = WORDS[language], SAID[language]
    kind, heading, text, no_footer, business = REFUSED[language]
    held = await phone(user)
    await held.types("/new")
    await held.taps("Nouvelle ligne")
    await held.taps(words["tags"])
    await held.sees({"fr": "séparées par des virgules", "en": "separated by commas"}[language])
    await held.types("client")
    await held.sees({"fr": "Quand part", "en": "When should"}[language])
    await held.types(words["when"])
    await held.taps(words["once"])
    await held.taps(kind)
    await held.sees(heading)
    await held.types("Votre visite")
    await held.sees(text)
    await held.types("Un mot suffit")
    await held.taps(no_footer)
    await held.sees(said["labels"])
    await held.types("Bien\nMal")
    await held.sees(words["recap"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees("UNSUPPORTED_FEATURE", business)
    await held.taps({"fr": "Plutôt un texte numéroté", "en": "A numbered text instead"}[language])
    await held.sees(words["recap"], said["reply"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)

    assert body["type"] == "text"
