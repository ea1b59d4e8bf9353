"""The keys that many screens share. A choice that starts with a slash is a command, wherever it is pressed."""

from conversations.screen import Button
from conversations.words import Text

BACK = Button(Text(fr="◀ Retour", en="◀ Back")(), "back")
CANCEL = Button(Text(fr="✖ Annuler", en="✖ Cancel")(), "/cancel")
HOME = Button(Text(fr="◀ Accueil", en="◀ Home")(), "/start")
NEW = Button(Text(fr="Nouvelle campagne", en="New campaign")(), "/new", "primary")
RESUME = Button(Text(fr="Reprendre le brouillon", en="Resume the draft")(), "resume", "primary")
CAMPAIGNS = Button(Text(fr="Mes campagnes", en="My campaigns")(), "/campaigns")
DRAFTS = Button(Text(fr="Brouillons", en="Drafts")(), "/drafts")
HELP = Button(Text(fr="Aide", en="Help")(), "/help")
LANGUAGE = Button(Text(fr="English", en="Français")(), "/language")
AGAIN = Button(Text(fr="↻ Réessayer", en="↻ Try again")(), "again")
EARLIER = Text(fr="‹ Plus récents", en="‹ Newer")
LATER = Text(fr="Plus anciens ›", en="Older ›")
