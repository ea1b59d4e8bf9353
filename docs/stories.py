"""What the pictures of docs/pictures show: the ways through the demo on which they are taken."""

# What an operator does, one thing a line: "> text" types, "tap" taps, "see" waits, "key" waits for a key, "shot" takes
# the picture, "top" shows the last message from its beginning; "pass" lets so many seconds go by at once; "trouble"
# turns one of the demo's troubles on or off. What docs/operators.*.md shows is taken in both languages.
FRENCH = """
> /start
see une question à la fois
shot home-fr
tap Nouvelle campagne
see De quel numéro
shot number-fr
tap Boutique Cotonou
see Qui reçoit
shot recipients-fr
tap étiquettes
see plusieurs séparées
> client, vip
see Dans quelle ville
shot city-fr
tap Porto-Novo
see Quand part
shot when-fr
tap Un autre jour
see Quel jour
shot calendar-fr
tap Retour
see Quand part
> 30/02 à 9h
see 30
shot refused-date-fr
tap Un autre jour
tap ›
key juin
tap 16
see à quelle heure
shot hours-fr
tap 10 h
tap 10:30
see Faut-il répéter
tap Chaque semaine
see Qu’envoyez-vous
shot content-fr
> Bonjour ! Les *nouveautés* de la semaine sont arrivées 🎉
see Récapitulatif
shot recap-fr
tap Envoyer
see Campagne créée
shot verdict-fr
tap Mes campagnes
see Touchez une campagne
shot campaigns-fr
> /new
tap Boutique Cotonou
tap Tout le monde
see Quand part
> dimanche 10h
see beaucoup de gens
shot quiet-fr
tap Garder cette heure
tap Une seule fois
> Bonjour !
see Récapitulatif
trouble server_error on
tap Envoyer
see Non, relire
shot everyone-fr
tap Oui, envoyer
see Résultat inconnu
shot unknown-fr
trouble server_error off
"""
ENGLISH = """
> /start
see one question at a time
shot home-en
tap New campaign
see Which number
shot number-en
tap Boutique Cotonou
see Who receives
shot recipients-en
tap A group
see Which group
shot group-en
tap VIP
see Which city
tap Porto-Novo
see should it be sent
shot when-en
tap Another day
see Which day
shot calendar-en
tap Back
see should it be sent
> 30/02 at 9am
see 30
shot refused-date-en
> tomorrow 10:30
see How often
tap Every week
see What are you sending
shot content-en
tap A template
see Which template
shot template-en
tap Back
> Hello! This week’s *new arrivals* are in 🎉
see Recap
shot recap-en
tap Send
see Campaign created
shot verdict-en
tap My campaigns
see Tap a campaign
shot campaigns-en
> /new
tap Boutique Cotonou
tap A group
tap VIP
> tomorrow 10:30
see How often
tap Once only
tap Reply buttons
see Write the heading
> How was it?
see Write the text
> One tap is enough.
see footer
tap No footer
see one or two buttons
> Good
see Recap
shot buttons-en
> /cancel
tap Yes, drop it
> /new
tap Boutique Cotonou
tap Everyone
> Sunday 10am
see many people
shot quiet-en
tap Keep this time
tap Once only
> Hello!
see Recap
trouble server_error on
tap Send
see No, look again
shot everyone-en
tap Yes, send
see Outcome unknown
shot unknown-en
trouble server_error off
> /help
see five answers
shot help-en
"""

# How recipients and contents are picked, in both languages.
PICKING_FRENCH = """
> /new
tap Boutique Cotonou
tap étiquettes
see 248 contacts
tap Lire mes contacts
see 248 contacts lus
tap vip
key ☑ vip
shot tags-fr
tap Retour
tap Un groupe
see Quel groupe
> fideles
see Groupes contenant
shot group-fr
tap Tous les groupes
tap Retour
tap Contacts choisis
> Awa
key ☐ Awa Doe
tap ☐ Awa Doe
key ☑ Awa Doe
shot contacts-fr
tap Retour
tap Un groupe
tap Clientes
see Quand part
> après-demain à 10h30
see Faut-il répéter
tap Une seule fois
see Qu’envoyez-vous
tap Un modèle
see Quel modèle
> votre
see contiennent
shot template-fr
tap Rappel panier
see à la place de
> AVRIL10
see Récapitulatif
see sans souci
shot preview-fr
> /cancel
tap Oui
> /new
tap Boutique Cotonou
tap Un groupe
tap Clientes
> après-demain à 10h30
tap Une seule fois
tap Image
see JPEG
shot media-fr
tap Retour
tap Boutons de réponse
see Écrivez le titre
> Votre visite
see Écrivez le texte
> Un mot suffit.
tap Sans pied
see un par ligne
> Bien
see Récapitulatif
see sans souci
shot buttons-fr
"""
PICKING_ENGLISH = """
> /new
tap Boutique Cotonou
tap By tags
see 248 contacts read
tap vip
key ☑ vip
shot tags-en
tap Back
tap Chosen contacts
> Awa
key ☐ Awa Doe
tap ☐ Awa Doe
key ☑ Awa Doe
shot contacts-en
tap Back
tap A group
tap VIP
see should it be sent
> in two days at 10:30
see How often
tap Once only
see What are you sending
tap A template
see Which template
> panier
tap Rappel panier
see in the place of
> AVRIL10
see Recap
see fine
shot preview-en
> /cancel
tap Yes
> /new
tap Boutique Cotonou
tap A group
tap VIP
> in two days at 10:30
tap Once only
tap Image
see JPEG
shot media-en
"""

STORIES = (
    (1001, "fr-FR", FRENCH),
    (1002, "en-GB", ENGLISH),
    (1001, "fr-FR", PICKING_FRENCH),
    (1002, "en-GB", PICKING_ENGLISH),
)
