"""What the operator reads when MsgFlash refuses: one sentence a code, with what to do.

The codes are those of MsgFlash's page `resources/error-codes`; an unknown one gets the general sentence.
"""

from conversations.words import Said, Text

VALIDATION_ERROR = Text(
    fr="MsgFlash n’accepte pas une des réponses. Corrigez-la et renvoyez.",
    en="MsgFlash does not accept one of the answers. Correct it and send again.",
)
NOT_FOUND = Text(
    fr="MsgFlash ne connaît plus ce numéro, ce groupe ou ce modèle. Choisissez à nouveau.",
    en="MsgFlash no longer knows this number, group or template. Choose again.",
)
UNSUPPORTED_FEATURE = Text(
    fr="Ce numéro ne peut pas envoyer ce genre de message : il faut un compte WhatsApp Business. "
    "Envoyez plutôt un texte, ou changez de numéro.",
    en="This number cannot send this kind of message: a WhatsApp Business account is needed. "
    "Send a text instead, or change the number.",
)
NO_CAMPAIGNS = Text(
    fr="Votre formule MsgFlash ne comprend pas les campagnes. Changez de formule dans la console MsgFlash, "
    "puis touchez Envoyer : le brouillon est gardé.",
    en="Your MsgFlash plan has no campaigns. Change the plan in the MsgFlash console, "
    "then tap Send: the draft is kept.",
)
UNAUTHORIZED = Text(
    fr="MsgFlash refuse la clé du bot : elle est fausse, révoquée, ou d’une autre équipe. "
    "Prévenez la personne qui gère le bot.",
    en="MsgFlash refuses the bot’s key: it is wrong, revoked, or another team’s. Tell the person who runs the bot.",
)
FORBIDDEN = Text(
    fr="La clé du bot n’a pas le droit de faire cela dans MsgFlash. Prévenez la personne qui gère le bot.",
    en="The bot’s key may not do this in MsgFlash. Tell the person who runs the bot.",
)
TEAM_KEY_REQUIRED = Text(
    fr="Le bot est réglé sur une équipe MsgFlash avec une clé personnelle : il faut une clé d’équipe. "
    "Prévenez la personne qui gère le bot.",
    en="The bot is set to a MsgFlash team with a personal key: a team key is needed. Tell the person who runs the bot.",
)
SUBSCRIPTION_INACTIVE = Text(
    fr="L’abonnement MsgFlash n’est pas actif. Renouvelez-le dans la console MsgFlash, puis réessayez.",
    en="The MsgFlash subscription is not active. Renew it in the MsgFlash console, then try again.",
)
TOO_FAST = Text(
    fr="MsgFlash reçoit trop de demandes à la fois. Attendez quelques secondes et réessayez.",
    en="MsgFlash is getting too many requests at once. Wait a few seconds and try again.",
)
REQUESTS_USED_UP = Text(
    fr="Les demandes du mois sont épuisées dans votre formule MsgFlash. "
    "Attendez le mois prochain ou changez de formule.",
    en="This month’s requests of your MsgFlash plan are used up. Wait for next month or change the plan.",
)
MESSAGES_USED_UP = Text(
    fr="Les messages du mois sont épuisés dans votre formule MsgFlash. "
    "Attendez le mois prochain ou changez de formule.",
    en="This month’s messages of your MsgFlash plan are used up. Wait for next month or change the plan.",
)
TEMPLATE_INVALID = Text(
    fr="MsgFlash trouve une erreur dans ce modèle. Corrigez-le dans la console MsgFlash, ou choisissez-en un autre.",
    en="MsgFlash finds a mistake in this template. Correct it in the MsgFlash console, or choose another.",
)
VARIABLES_MISSING = Text(
    fr="Il manque une valeur au modèle, il a peut-être changé. Choisissez-le à nouveau : je relirai ses variables.",
    en="The template lacks a value, it may have changed. Choose it again: I will read its variables anew.",
)
CONTEXT_UNAVAILABLE = Text(
    fr="MsgFlash ne peut pas remplir ce modèle avec ce numéro. Choisissez un autre numéro ou un autre modèle.",
    en="MsgFlash cannot fill this template with this number. Choose another number or another template.",
)
OUTSIDE_PLAN = Text(
    fr="Cela n’est pas compris dans votre formule MsgFlash.", en="This is not part of your MsgFlash plan."
)
REFUSED = Text(
    fr="MsgFlash a refusé, sans dire pourquoi en clair. Rien n’est parti.",
    en="MsgFlash refused, without saying plainly why. Nothing has left.",
)
COULD_NOT_READ = Text(
    fr="MsgFlash ne répond pas pour le moment. Rien n’est perdu : réessayez.",
    en="MsgFlash is not answering right now. Nothing is lost: try again.",
)

NOT_A_DESTINATION = Text(
    fr="MsgFlash n’accepte pas ce numéro de destinataire. Vérifiez-le.",
    en="MsgFlash does not accept this recipient’s number. Check it.",
)
FILE_GONE = Text(
    fr="Je n’ai plus le fichier de cette campagne, rien n’est parti. Renvoyez-le, puis touchez Envoyer.",
    en="I no longer have this campaign’s file, nothing has left. Send it again, then tap Send.",
)
FILE_NOT_KEPT = Text(
    fr="Je n’ai pas pu garder le fichier de cette campagne jusqu’à l’envoi : rien n’est parti. "
    "Prévenez la personne qui gère le bot, puis touchez Envoyer.",
    en="I could not keep this campaign’s file until it is sent: nothing has left. "
    "Tell the person who runs the bot, then tap Send.",
)
SELECTION_FORGOTTEN = Text(
    fr="Les contacts choisis ne sont plus gardés par le bot. Choisissez-les à nouveau.",
    en="The bot no longer keeps the contacts you chose. Choose them again.",
)
TAGS_UNRECONCILED = Text(
    fr="MsgFlash ne compte pas les contacts de ces étiquettes comme moi : je ne sais pas qui ils sont. "
    "Dupliquez la campagne, et choisissez un groupe ou des contacts.",
    en="MsgFlash does not count the contacts with these tags as I do: I do not know who they are. "
    "Duplicate the campaign, and choose a group or contacts.",
)
# What the bot itself finds before a request leaves: no word of MsgFlash's, so of no use to its support.
OUR_OWN = frozenset({"FILE_GONE", "FILE_NOT_KEPT", "SELECTION_FORGOTTEN", "TAGS_UNRECONCILED"})

SENTENCES = {
    "VALIDATION_ERROR": VALIDATION_ERROR,
    "NOT_FOUND": NOT_FOUND,
    "UNSUPPORTED_FEATURE": UNSUPPORTED_FEATURE,
    "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN": NO_CAMPAIGNS,
    "FEATURE_NOT_AVAILABLE_ON_PLAN": OUTSIDE_PLAN,
    "UNAUTHORIZED": UNAUTHORIZED,
    "SELECTION_FORGOTTEN": SELECTION_FORGOTTEN,
    "TAGS_UNRECONCILED": TAGS_UNRECONCILED,
    "FORBIDDEN": FORBIDDEN,
    "TEAM_KEY_REQUIRED": TEAM_KEY_REQUIRED,
    "TEAM_KEY_NOT_ALLOWED": FORBIDDEN,
    "SUBSCRIPTION_INACTIVE": SUBSCRIPTION_INACTIVE,
    "API_RATE_LIMIT_EXCEEDED": TOO_FAST,
    "MONTHLY_API_REQUEST_QUOTA_EXCEEDED": REQUESTS_USED_UP,
    "MONTHLY_OUTBOUND_QUOTA_EXCEEDED": MESSAGES_USED_UP,
    "INVALID_DESTINATION": NOT_A_DESTINATION,
    "FILE_GONE": FILE_GONE,
    "FILE_NOT_KEPT": FILE_NOT_KEPT,
    "TEMPLATE_INVALID": TEMPLATE_INVALID,
    "TEMPLATE_VARIABLES_MISSING": VARIABLES_MISSING,
    "TEMPLATE_CONTEXT_UNAVAILABLE": CONTEXT_UNAVAILABLE,
}


def sentence(code: str) -> Said:
    """Return what a refusal of the campaign says to the operator."""
    return SENTENCES.get(code, REFUSED)()


def reading_failed(code: str | None) -> Said:
    """Return why something could not be read; None when no plain answer came."""
    return COULD_NOT_READ() if code is None else SENTENCES.get(code, COULD_NOT_READ)()
